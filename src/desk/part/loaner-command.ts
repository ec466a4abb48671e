import { z } from 'zod';
import type { Form } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { plainWord } from '../../lib/plain-text.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { TextKey } from '../../lib/text-key.ts';
import { numberOf } from '../address/number.ts';
import { fieldMaker } from '../card/form-field.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { OptionalText, readInput, shorten } from '../input.ts';
import { answerForm, tell } from '../tell.ts';
import { lockAskedTicket } from '../ticket/asked-ticket.ts';
import type { LoadedTicket } from '../ticket/case/loaded.ts';
import { loanerBack, loanerOut } from './loaner-flow.ts';
import { lockLoaner } from './lock.ts';
import { deviceName } from './names.ts';

/** The commands of loaners. */
export const loanerCommands: readonly Command[] = [
  {
    name: 'loaner.move',
    for: 'staff',
    typed: { slash: 'desk', zh: ['备机'], en: ['loaner'], takes: ['move', 'loaner', 'text'] },
    run: outOrBack,
  },
  { name: 'loaner.out', for: 'staff', typed: undefined, run: out },
  { name: 'loaner.back', for: 'staff', typed: undefined, run: back },
];

const OUT = ['out', '借出'];
const BACK = ['back', '归还'];

/** The typed forms `loaner out T-12 …` and `loaner back L-4`. */
async function outOrBack(ask: Ask): Promise<Result<Answer>> {
  const { move: word = '', loaner = '', ticket = loaner } = ask.input;
  const said = plainWord(word);
  if (OUT.includes(said)) return out({ ...ask, input: { ...ask.input, ticket } });
  if (BACK.includes(said)) return back(ask);
  return word === ''
    ? refuse('input.missing', { field: 'move' })
    : refuse('input.not-understood', { field: 'move', value: shorten(word, 40) });
}

const LendInput = z.object({ text: OptionalText, equivalent: OptionalText });

async function out(ask: Ask): Promise<Result<Answer>> {
  const found = await lockAskedTicket(ask);
  if (!found.ok) return found;
  const read = readInput(LendInput, ask.input);
  if (!read.ok) return read;
  const { text: lent, equivalent } = read.value;
  if (lent === '') return answerForm(lendForm(found.value, ask.asker.language));
  const lending = { ticketId: found.value.stored.id, lent, equivalent, by: ask.asker.key, at: ask.turn.now };
  const id = await loanerOut(ask.turn, found.value, lending);
  return id.ok ? answer(ask, 'reply.loaner-out', numberOf('loaner', id.value)) : id;
}

async function back(ask: Ask): Promise<Result<Answer>> {
  const found = await lockLoaner(ask);
  if (!found.ok) return found;
  const ended = await loanerBack(ask.turn, found.value, ask.asker.key);
  return ended.ok ? answer(ask, 'reply.loaner-back', numberOf('loaner', found.value.id)) : ended;
}

function answer(ask: Ask, key: TextKey, loaner: string): Result<Answer> {
  return ask.by === 'words' ? tell(ask, key, { loaner }) : accept({ replies: [], facts: [] });
}

/** Form for lending: what is lent, and what it replaces; the ticket's device by default. */
function lendForm({ stored, book }: LoadedTicket, language: Language): Form {
  const field = fieldMaker(language);
  const label = t(language, 'form.field.loaner');
  return {
    command: 'loaner.out',
    args: { ticket: `T-${stored.id}` },
    title: `T-${stored.id} · ${t(language, 'button.loaner-out')}`,
    submit: t(language, 'button.loaner-out'),
    intro: '',
    fields: [
      { ...field.text('text', true), label, hint: t(language, 'form.hint.loaner') },
      field.line('equivalent', 200, false, deviceName(book.source, stored.ticket.facts, language) ?? ''),
    ],
  };
}
