import { z } from 'zod';
import type { Form } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import { type Language, named } from '../../lib/language.ts';
import { type Result, refuse } from '../../lib/refusal.ts';
import { policyOf } from '../book/book.ts';
import type { BookSource } from '../book/schema.ts';
import { makeButton } from '../card/button.ts';
import { fieldMaker } from '../card/form-field.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { parseInstant, readInput } from '../input.ts';
import { personName, resolvePerson } from '../person/person.ts';
import { answerCard, answerForm, tell } from '../tell.ts';
import { listDuty, swapDuty } from './flow.ts';

/** Commands about duty. */
export const oncallCommands: readonly Command[] = [
  {
    name: 'oncall.show',
    for: 'everyone',
    typed: { slash: 'desk', zh: ['值班'], en: ['oncall'], takes: [] },
    run: showDuty,
  },
  {
    name: 'oncall.swap',
    for: 'staff',
    typed: { slash: 'desk', zh: ['换班'], en: ['swap'], takes: ['rotation', 'from', 'until', 'to'] },
    run: swap,
  },
];

/** Shows who is on duty now and next, for each rotation; customers see that of their contract. */
async function showDuty({ turn, asker: { language, staff, customer }, book }: Ask): Promise<Result<Answer>> {
  const theirs = customer === undefined || staff ? undefined : policyOf(book, customer).rotation;
  const card = {
    subject: 'oncall',
    tone: 'neutral',
    title: t(language, 'oncall.title'),
    badges: [],
    parts: [
      { part: 'fields', fields: await listDuty(turn, book.source, language, theirs) },
      ...(staff ? [{ part: 'actions', main: [swapButton(language)], more: [] } as const] : []),
    ],
  } as const;
  return answerCard(card);
}

function swapButton(language: Language) {
  return makeButton({ label: t(language, 'oncall.swap'), command: 'oncall.swap' });
}

const SwapInput = z.object({
  rotation: z.string().min(1),
  from: z.string().min(1),
  until: z.string().min(1),
  to: z.string().min(1),
});

/** Without arguments a form asks for them. */
async function swap(ask: Ask): Promise<Result<Answer>> {
  const { turn, asker, book, input } = ask;
  const { source } = book;
  if (Object.keys(input).length === 0) return answerForm(swapForm(source, asker.language));
  const read = readInput(SwapInput, input);
  if (!read.ok) return read;
  const { rotation, from, until, to } = read.value;
  const zone = source.rotations[rotation]?.timeZone ?? source.provider.timeZone;
  const [fromAt, untilAt] = [parseInstant(from, zone), parseInstant(until, zone)];
  if (fromAt === undefined) return refuse('input.not-an-instant', { field: 'from', value: from });
  if (untilAt === undefined) return refuse('input.not-an-instant', { field: 'until', value: until });
  const person = resolvePerson(source.people, to, { ...ask.place, mentions: ask.mentions });
  if (person === undefined)
    return refuse('ticket.unknown-person', { to, allowed: Object.keys(source.people).join(', ') });
  const swapped = await swapDuty(turn, source, { rotation, fromAt, untilAt, person }, asker.key);
  if (!swapped.ok) return swapped;
  const said = {
    person: personName(source.people, person, asker.language),
    from: when(asker.language, Math.max(fromAt, turn.now), zone),
    until: when(asker.language, untilAt, zone),
  };
  return tell(ask, 'reply.swapped', said, swapped.value);
}

function swapForm({ rotations, people }: BookSource, language: Language): Form {
  const field = fieldMaker(language);
  const keys = Object.entries(rotations);
  return {
    command: 'oncall.swap',
    args: {},
    title: t(language, 'oncall.swap'),
    submit: t(language, 'oncall.swap'),
    intro: '',
    fields: [
      field.choice(
        'rotation',
        true,
        keys.map(([value, { name }]) => ({ value, label: named(name, language) })),
        keys[0]?.[0],
      ),
      { ...field.datetime('from'), required: true, hint: '' },
      { ...field.datetime('until'), required: true, hint: '' },
      field.choice(
        'to',
        true,
        Object.keys(people).map((value) => ({ value, label: personName(people, value, language) })),
      ),
    ],
  };
}
