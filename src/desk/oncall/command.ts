import { z } from 'zod';
import type { Form } from '../../chat/form.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import { isCalled, type Language, named, namesIn } from '../../lib/language.ts';
import { type Result, refuse } from '../../lib/refusal.ts';
import { policyOf } from '../book/book.ts';
import type { BookSource } from '../book/schema.ts';
import { makeButton } from '../card/button.ts';
import { fieldMaker } from '../card/form-field.ts';
import { readMoment, takeMoment } from '../date-input.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { readInput } from '../input.ts';
import { personName, resolvePerson } from '../person/person.ts';
import { answerCard, answerForm, tell } from '../tell.ts';
import { listDuty } from './flow.ts';
import { swapDuty } from './swap-flow.ts';
import { noContacts, whomToCall } from './whom.ts';

/** Commands about duty. */
export const oncallCommands: readonly Command[] = [
  {
    name: 'oncall.show',
    for: 'everyone',
    typed: { slash: 'desk', zh: ['值班'], en: ['oncall'], takes: [] },
    run: showDuty,
  },
  {
    name: 'oncall.who',
    for: 'everyone',
    typed: {
      slash: 'desk',
      zh: ['联系人', '联系方式', '联系电话', '热线'],
      en: ['who', 'contacts', 'hotline'],
      takes: [],
    },
    run: showContacts,
  },
  {
    name: 'oncall.swap',
    for: 'staff',
    typed: { slash: 'desk', zh: ['换班'], en: ['swap'], takes: ['rotation', 'from', 'until', 'to'] },
    run: swap,
  },
];

/**
 * Shows who is on duty now and next, for each rotation; customers see that of their contract, and whom they may call
 * (B4).
 */
async function showDuty({ turn, asker, book }: Ask): Promise<Result<Answer>> {
  const { language, staff, customer } = asker;
  if (!staff && customer === undefined) return refuse('ticket.customer-unknown');
  const theirs = customer === undefined || staff ? undefined : policyOf(book, customer).rotation;
  const card = {
    subject: 'oncall',
    tone: 'neutral',
    title: t(language, 'oncall.title'),
    badges: [],
    parts: [
      { part: 'fields', fields: await listDuty(turn, book.source, language, theirs) },
      ...(staff ? [] : await whomToCall(turn, book, asker)),
      ...(staff ? [{ part: 'actions', main: [swapButton(language), whoButton(language)], more: [] } as const] : []),
    ],
  } as const;
  return answerCard(card);
}

/** Shows whom to call: customers what their contract gives them, staff everything (B4, D18). */
async function showContacts({ turn, asker, book }: Ask): Promise<Result<Answer>> {
  const { language, staff, customer } = asker;
  if (!staff && customer === undefined) return refuse('ticket.customer-unknown');
  const parts = await whomToCall(turn, book, asker);
  return answerCard({
    subject: 'contacts',
    tone: 'neutral',
    title: t(language, 'contact.title'),
    badges: [],
    parts: parts.length > 0 ? parts : [noContacts(language)],
  });
}

/** The button that shows whom to call. */
function whoButton(language: Language) {
  return makeButton({ label: t(language, 'button.oncall.who'), command: 'oncall.who' });
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
  const read = readInput(SwapInput, splitTyped(ask));
  if (!read.ok) return read;
  const { from, until, to } = read.value;
  const rotation = rotationOf(source, read.value.rotation);
  const reading = readingOf(ask, rotation);
  const fromAt = readMoment(ask, 'from', from, reading);
  if (!fromAt.ok) return fromAt;
  const untilAt = readMoment(ask, 'until', until, reading);
  if (!untilAt.ok) return untilAt;
  const person = resolvePerson(source.people, to, { ...ask.place, mentions: ask.mentions });
  if (person === undefined) return refuse('ticket.unknown-person', { to, allowed: namesIn(source.people) });
  const wanted = { rotation, fromAt: fromAt.value, untilAt: untilAt.value, person };
  const swapped = await swapDuty(turn, source, wanted, asker.key);
  if (!swapped.ok) return swapped;
  const said = {
    person: personName(source.people, person, asker.language),
    from: when(asker.language, Math.max(wanted.fromAt, turn.now), reading.zone, turn.now),
    until: when(asker.language, wanted.untilAt, reading.zone, turn.now),
  };
  return tell(ask, 'reply.swapped', said, swapped.value);
}

/** The key of the rotation that a word names, by its key or its name; a word that names none stays as it is. */
function rotationOf({ rotations }: BookSource, word: string): string {
  return Object.entries(rotations).find(([key, { name }]) => isCalled(word, key, name))?.[0] ?? word;
}

/** Duty is swapped in the rotation's own zone, and at most one year ahead. */
function readingOf({ book: { source } }: Ask, rotation: string) {
  const zone = source.rotations[rotation]?.timeZone ?? source.provider.timeZone;
  return { looks: 'ahead', zone, mostYears: 1 } as const;
}

/** Typed words were split at blanks, but an instant may have some: `primary tomorrow 9am tomorrow 6pm engineer3`. */
function splitTyped(ask: Ask): Ask['input'] {
  const { by, input } = ask;
  if (by !== 'words') return input;
  const { from = '', until = '', to = '' } = input;
  const rotation = rotationOf(ask.book.source, input.rotation ?? '');
  const reading = readingOf(ask, rotation);
  const first = takeMoment(ask, `${from} ${until} ${to}`, reading);
  const second = takeMoment(ask, first.rest.replace(/^(?:until|till|to|至|到|-) /i, ''), reading);
  return { rotation, from: first.said, until: second.said, to: second.rest };
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
