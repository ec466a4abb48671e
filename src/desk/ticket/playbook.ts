import { z } from 'zod';
import type { Card } from '../../chat/card.ts';
import type { Form } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import { isCalled, type Language, named } from '../../lib/language.ts';
import { plainWord } from '../../lib/plain-text.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { Playbook } from '../book/schema.ts';
import { fieldMaker } from '../card/form-field.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { OptionalText, readInput, shorten } from '../input.ts';
import { findAskedTicket } from './asked-ticket.ts';
import { subjectOf } from './case/names.ts';
import type { TicketId } from './case/ticket.ts';

/** First steps for a kind of trouble, from the card of the fault (C8). */
export const playbookCommands: readonly Command[] = [
  {
    name: 'ticket.playbook',
    for: 'staff',
    typed: { slash: 'desk', zh: ['预案'], en: ['playbook'], takes: ['ticket', 'playbook'] },
    run: show,
  },
];

const PlaybookInput = z.object({ playbook: OptionalText });

/** Shows the steps to the asker alone. If there are several playbooks and none was named, a form asks which. */
async function show(ask: Ask): Promise<Result<Answer>> {
  const found = await findAskedTicket(ask);
  if (!found.ok) return found;
  const read = readInput(PlaybookInput, ask.input);
  if (!read.ok) return read;
  // PostgreSQL does not keep the order of an object's keys.
  const all = Object.entries(ask.book.source.playbooks ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  const { id } = found.value.stored;
  const { language } = ask.asker;
  if (all.length === 0) return refuse('ticket.no-playbook');
  const wanted = plainWord(read.value.playbook);
  const isOnly = wanted === '' && all.length === 1;
  const chosen = isOnly ? all[0] : all.find(([key, { name }]) => isCalled(wanted, key, name));
  if (chosen) return accept({ replies: [{ kind: 'card', card: stepsCard(id, chosen[1], language) }], facts: [] });
  if (wanted === '') return accept({ replies: [{ kind: 'form', form: choiceForm(id, all, language) }], facts: [] });
  return refuse('ticket.unknown-playbook', { playbook: shorten(wanted, 40), allowed: all.map(([, { name }]) => name) });
}

function stepsCard(id: TicketId, { name, steps }: Playbook, language: Language): Card {
  return {
    subject: `${subjectOf(id)}/playbook`,
    tone: 'neutral',
    title: `T-${id} · ${named(name, language)}`,
    badges: [],
    parts: steps.map((step, index) => ({
      part: 'text',
      style: 'plain',
      text: `${index + 1}. ${named(step, language)}`,
    })),
  };
}

function choiceForm(id: TicketId, all: readonly [string, Playbook][], language: Language): Form {
  const options = all.map(([value, { name }]) => ({ value, label: named(name, language) }));
  return {
    command: 'ticket.playbook',
    args: { ticket: `T-${id}` },
    title: t(language, 'button.playbook'),
    submit: t(language, 'button.show-playbook'),
    intro: '',
    fields: [fieldMaker(language).choice('playbook', true, options)],
  };
}
