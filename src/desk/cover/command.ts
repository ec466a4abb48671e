import { z } from 'zod';
import type { CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import { type Language, named, namesIn } from '../../lib/language.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { BookSource } from '../book/schema.ts';
import { readMoment } from '../date-input.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { readInput } from '../input.ts';
import { EVERY_OPEN, type StoredMatter } from '../matter/store.ts';
import { fillGap } from '../oncall/fill-flow.ts';
import { cancelSwap, cancelSwapButton, type Swap, swapDuty } from '../oncall/swap-flow.ts';
import { listSwaps } from '../oncall/swap-store.ts';
import { personName, resolvePerson } from '../person/person.ts';
import { answerCard, answerForm, tell } from '../tell.ts';
import { coverCard, spanWords } from './card.ts';
import type { Cover } from './cover.ts';
import { askForCover, closeCover, takeAskedCover } from './flow.ts';
import { covers } from './store.ts';
import { ANYONE, readingOf, rotationOf, splitTyped, swapForm } from './swap-form.ts';
import { wishedForm } from './wish.ts';

/** Commands by which people swap duty, ask for cover, and answer. */
export const coverCommands: readonly Command[] = [
  {
    name: 'oncall.swap',
    for: 'staff',
    typed: { slash: 'desk', zh: ['换班'], en: ['swap'], takes: ['rotation', 'from', 'until', 'to'] },
    run: swap,
  },
  { name: 'oncall.fill', for: 'staff', typed: undefined, run: fill },
  {
    name: 'cover.ask',
    for: 'staff',
    typed: {
      slash: 'desk',
      zh: ['替班', '求替班'],
      en: ['cover'],
      topic: 'duty',
      takes: ['rotation', 'from', 'until'],
    },
    run: (ask) => swap({ ...ask, input: { ...ask.input, to: ANYONE } }),
  },
  {
    name: 'cover.list',
    for: 'staff',
    typed: { slash: 'desk', zh: ['换班记录'], en: ['swaps'], topic: 'duty', takes: [] },
    run: list,
  },
  { name: 'cover.take', for: 'staff', typed: undefined, run: take },
  { name: 'cover.decline', for: 'staff', typed: undefined, run: (ask) => close(ask, 'decline') },
  { name: 'cover.withdraw', for: 'staff', typed: undefined, run: (ask) => close(ask, 'withdraw') },
  { name: 'oncall.swap-cancel', for: 'staff', typed: undefined, run: cancel },
];

const SwapInput = z.object({
  rotation: z.string().min(1),
  from: z.string().min(1),
  until: z.string().min(1),
  to: z.string().min(1),
});

/**
 * Takes the bell oneself at once, or asks the person who is to have it, or everyone. Without arguments a form asks for
 * them, with the asker's own next shift; where only a day is named, with the shift of then.
 */
async function swap(ask: Ask): Promise<Result<Answer>> {
  const { turn, asker, book, input } = ask;
  const { source } = book;
  const given = Object.entries(input).filter(([name, value]) => name !== 'to' && value !== '');
  if (given.length === 0) return answerForm(await swapForm(ask, input.to ?? ''));
  const wished = await wishedForm(ask, input.to ?? '');
  if (wished) return wished.ok ? answerForm(wished.value) : wished;
  const read = readInput(SwapInput, splitTyped(ask));
  if (!read.ok) return read;
  const rotation = rotationOf(source, read.value.rotation);
  const reading = readingOf(ask, rotation);
  const fromAt = readMoment(ask, 'from', read.value.from, reading);
  if (!fromAt.ok) return fromAt;
  const untilAt = readMoment(ask, 'until', read.value.until, reading);
  if (!untilAt.ok) return untilAt;
  const span = { rotation, fromAt: fromAt.value, untilAt: untilAt.value };
  if (read.value.to === ANYONE) return askSomeone(ask, { ...span, asked: undefined });
  const person = ['me', '我', '本人'].includes(read.value.to)
    ? asker.key
    : resolvePerson(source.people, read.value.to, { ...ask.place, mentions: ask.mentions });
  if (person === undefined)
    return refuse('ticket.unknown-person', { to: read.value.to, allowed: namesIn(source.people) });
  if (person !== asker.key) return askSomeone(ask, { ...span, asked: person });
  const wanted: Swap = { ...span, person, giver: undefined };
  const swapped = await swapDuty(turn, source, wanted, asker.key, asker.language);
  if (!swapped.ok) return swapped;
  const said = {
    person: personName(source.people, person, asker.language),
    from: when(asker.language, Math.max(wanted.fromAt, turn.now), reading.zone, turn.now),
    until: when(asker.language, wanted.untilAt, reading.zone, turn.now),
  };
  return tell(ask, 'reply.swapped', said, swapped.value);
}

/** The tap on the card of a gap. */
async function fill(ask: Ask): Promise<Result<Answer>> {
  const { turn, asker, book, input } = ask;
  const [fromAt, untilAt] = [Date.parse(input.from ?? ''), Date.parse(input.until ?? '')];
  if (Number.isNaN(fromAt) || Number.isNaN(untilAt)) return refuse('input.missing', { field: 'from' });
  const rotation = input.rotation ?? '';
  const filled = await fillGap(turn, book.source, { rotation, fromAt, untilAt }, asker.key, asker.language);
  if (!filled.ok) return filled;
  const { zone } = readingOf(ask, rotation);
  const said = {
    person: personName(book.source.people, asker.key, asker.language),
    from: when(asker.language, filled.value.fromAt, zone, turn.now),
    until: when(asker.language, filled.value.untilAt, zone, turn.now),
  };
  return tell(ask, 'reply.swapped', said, filled.value.facts);
}

async function askSomeone(ask: Ask, wish: Parameters<typeof askForCover>[2]): Promise<Result<Answer>> {
  const { turn, asker, book } = ask;
  const asked = await askForCover(turn, book.source, wish, asker.key, asker.language);
  if (!asked.ok) return asked;
  const span = spanWords(asked.value, book.source, asker.language);
  if (wish.asked === undefined) return tell(ask, 'reply.cover.asked-all', { span });
  return tell(ask, 'reply.cover.asked', { span, person: personName(book.source.people, wish.asked, asker.language) });
}

async function take(ask: Ask): Promise<Result<Answer>> {
  const { turn, asker, book } = ask;
  const found = await lockAsked(ask);
  if (!found.ok) return found;
  const taken = await takeAskedCover(turn, book.source, found.value, asker.key, asker.language);
  if (!taken.ok) return taken;
  const { cover, facts } = taken.value;
  return tell(ask, 'reply.cover.taken', { span: spanWords(cover, book.source, asker.language) }, facts);
}

async function close(ask: Ask, how: 'decline' | 'withdraw'): Promise<Result<Answer>> {
  const { turn, asker, book } = ask;
  const found = await lockAsked(ask);
  if (!found.ok) return found;
  const closed = await closeCover(turn, book.source, found.value, asker.key, how);
  return closed.ok ? tell(ask, `reply.cover.${how}`) : closed;
}

async function lockAsked({ turn, input }: Ask): Promise<Result<StoredMatter<Cover>>> {
  const id = idIn(input.cover);
  const found = id === undefined ? undefined : await covers.lock(turn.tx, id);
  return found ? accept(found) : refuse('cover.not-found');
}

async function cancel(ask: Ask): Promise<Result<Answer>> {
  const { turn, asker, book, input } = ask;
  const id = idIn(input.swap);
  if (id === undefined) return refuse('oncall.no-such-swap');
  const cancelled = await cancelSwap(turn, book.source, id, asker.key);
  return cancelled.ok ? tell(ask, 'reply.swap-cancelled', {}, cancelled.value.facts) : cancelled;
}

function idIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** How many swaps and questions a list shows with their buttons. */
const SHOWN = 10;

/** The swaps that count now or later, and the open questions, each with its buttons. */
async function list({ turn, asker, book: { source } }: Ask): Promise<Result<Answer>> {
  const { language } = asker;
  const swaps = await listSwaps(turn.tx, turn.now);
  const open = await covers.list(turn.tx, { status: 'open', limit: EVERY_OPEN });
  const parts: CardPart[] = [
    ...swaps.slice(0, SHOWN).flatMap(({ id, rotation, person, fromAt, untilAt }): CardPart[] => {
      const rule = source.rotations[rotation];
      const zone = rule?.timeZone ?? source.provider.timeZone;
      const value = [fromAt, untilAt].map((at) => when(language, at, zone, turn.now)).join(' – ');
      const label = [personName(source.people, person, language), nameOfRotation(source, rotation, language)].join(
        ' · ',
      );
      return [
        { part: 'fields', fields: [{ label, value }] },
        { part: 'actions', main: [cancelSwapButton(id, language)], more: [] },
      ];
    }),
    ...open.slice(0, SHOWN).flatMap(({ id, state }): CardPart[] => {
      const { title, parts: asked } = coverCard(id, state, undefined, source, language);
      return [{ part: 'divider' }, { part: 'text', style: 'small', text: title }, ...asked];
    }),
  ];
  return answerCard({
    subject: 'swaps',
    tone: 'neutral',
    title: t(language, 'cover.list'),
    badges: [],
    parts: parts.length > 0 ? parts : [{ part: 'text', style: 'plain', text: t(language, 'cover.list-empty') }],
  });
}

function nameOfRotation({ rotations }: BookSource, key: string, language: Language): string {
  const rule = rotations[key];
  return rule ? named(rule.name, language) : key;
}
