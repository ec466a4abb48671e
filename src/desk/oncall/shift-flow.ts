import type { Card } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import { type Language, named } from '../../lib/language.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { announce } from '../address/announce.ts';
import { directoryOf } from '../address/turn-book.ts';
import type { BookSource } from '../book/schema.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import { isReachable, listReachable, personName } from '../person/person.ts';
import { changeOfDuty } from './flow.ts';
import { touchGroups } from './group/store.ts';
import { type Known, knownOf, type MovedShift, movedShifts } from './known.ts';
import { type Handoff, nextHandoff, onDutyAt, type Roster } from './oncall.ts';
import { findKnown, goneFrom, saveKnown } from './store.ts';
import { handoffsTomorrow } from './timetable.ts';

/**
 * Brings what people know up to date: tells those whose next shift is another one than they were told, and gives the
 * facts of the change of duty, if there is one. Tickets of people who left the book, or cannot be reached any more, go
 * to the one who has the bell. Duty groups are looked at next.
 */
export async function settleShifts(
  turn: DeskTurn,
  key: string,
  roster: Roster,
  source: BookSource,
): Promise<readonly Fact[]> {
  const known = await findKnown(turn.tx, key);
  const next = knownOf(roster, listReachable(source), turn.now);
  const from = known ? (known.holder ?? undefined) : onDutyAt(roster, turn.now - 1);
  const to = next.holder ?? undefined;
  const gone = known ? goneFrom(known, source) : [];
  if (known) await tellShifts(turn, key, roster, source, movedShifts(known, next));
  await touchGroups(turn.tx, source, key, turn.now);
  // Without anyone on duty their tickets have no one to go to yet.
  await saveKnown(turn.tx, key, to === undefined ? { ...next, people: [...next.people, ...gone] } : next);
  const left =
    to === undefined ? [] : gone.filter((each) => each !== from).map((each) => leftTo(key, each, to, source));
  return [...changeOfDuty(key, from, to).map((fact) => asLeft(fact, source)), ...left];
}

function leftTo(rotation: string, from: string, to: string, source: BookSource): Fact {
  return { kind: 'duty.handed-over', rotation, from, to, why: whyGone(source, from) };
}

/** A person who left the book or cannot be reached hands nothing over: their tickets are taken from them. */
function asLeft(fact: Fact, source: BookSource): Fact {
  const isLeft = fact.kind === 'duty.handed-over' && !isReachable(source, fact.from);
  return isLeft ? { ...fact, why: whyGone(source, fact.from) } : fact;
}

function whyGone({ people }: BookSource, person: string): 'left' | 'lost' {
  return Object.hasOwn(people, person) ? 'lost' : 'left';
}

/** Keeps what people know after a swap, of which all were told. `holder` stays where a handoff is left to the tick. */
export async function keepKnown(
  turn: DeskTurn,
  key: string,
  after: Roster,
  source: BookSource,
  handoff: 'done' | 'left to the tick',
): Promise<void> {
  const known = await findKnown(turn.tx, key);
  const next = knownOf(after, known?.people ?? listReachable(source), turn.now);
  const holder = handoff === 'done' || !known ? next.holder : known.holder;
  await saveKnown(turn.tx, key, { ...next, holder } satisfies Known);
}

/** The day before at 17:00 those who come tomorrow hear when their shifts begin and end. */
export async function tellTomorrow(turn: DeskTurn, key: string, roster: Roster, source: BookSource): Promise<void> {
  for (const handoff of handoffsTomorrow(roster, turn.now)) await tellComing(turn, key, roster, source, handoff);
}

async function tellComing(turn: DeskTurn, key: string, roster: Roster, source: BookSource, { at, from, to }: Handoff) {
  if (to === undefined) return;
  const { timeZone, name } = roster.rotation;
  const until = nextHandoff(roster, at)?.at;
  const say = (language: Language) => ({
    title: t(language, 'duty.tomorrow.title', { rotation: named(name, language) }),
    text: t(language, until === undefined ? 'duty.tomorrow.text-open' : 'duty.tomorrow.text', {
      from: when(language, at, timeZone),
      until: until === undefined ? '' : when(language, until, timeZone),
      before: from === undefined ? t(language, 'nobody') : personName(source.people, from, language),
    }),
  });
  await tellOne(turn, source, `duty/${key}`, `duty.tomorrow|${at}|${to}`, to, say);
}

async function tellShifts(
  turn: DeskTurn,
  key: string,
  roster: Roster,
  source: BookSource,
  moved: readonly MovedShift[],
): Promise<void> {
  for (const each of moved) {
    if (!isReachable(source, each.person)) continue;
    const say = (language: Language) => ({
      title: t(language, 'duty.moved.title', { rotation: named(roster.rotation.name, language) }),
      text: movedText(each, roster, turn, language),
    });
    await tellOne(turn, source, `duty/${key}`, `duty.next|${turn.now}|${each.person}`, each.person, say);
  }
}

/** What a person is told of their next shift: the one of now, and the one they knew. */
function movedText(
  { before, after, isNow }: MovedShift,
  roster: Roster,
  { now }: DeskTurn,
  language: Language,
): string {
  const { timeZone } = roster.rotation;
  const span = (shift: MovedShift['after']) =>
    shift === undefined
      ? t(language, 'duty.next.none')
      : [shift.fromAt, shift.untilAt]
          .map((at) => (at === null ? '' : when(language, at, timeZone, now)))
          .join(' – ')
          .trim();
  const until = after?.untilAt ?? undefined;
  const said = {
    after: span(after),
    before: span(before),
    until: until === undefined ? '' : when(language, until, timeZone, now),
  };
  if (!isNow) return t(language, 'duty.next.moved', said);
  return t(language, until === undefined ? 'duty.next.now-open' : 'duty.next.now', said);
}

/** Tells one person in their direct messages. `key`: what makes the notice unique, after the subject. */
async function tellOne(
  turn: DeskTurn,
  source: BookSource,
  subject: string,
  key: string,
  person: string,
  say: (language: Language) => { title: string; text: string },
): Promise<void> {
  const card = (language: Language): Card => {
    const { title, text } = say(language);
    const parts = [{ part: 'text', style: 'plain', text }] as const;
    return { subject: `${subject}/${key}`, tone: 'neutral', title, badges: [], parts };
  };
  const announcement = {
    key: `${subject}|${key}`,
    kind: 'duty.moved',
    subject,
    at: turn.now,
    to: [person],
    customer: undefined,
    fields: {},
    unlisted: true,
  } as const;
  const notices = announce(directoryOf(turn, { source }), announcement, (_, language) => ({
    card: card(language),
    line: '',
    pings: [person],
  }));
  await enqueue(turn, notices, []);
}
