import { whenInYear } from '../../i18n/when.ts';
import { DAY, type Instant } from '../../lib/instant.ts';
import { type Language, namesIn } from '../../lib/language.ts';
import { type Refusal, refuse } from '../../lib/refusal.ts';
import { membersOf } from '../book/rotation-rule.ts';
import type { BookSource } from '../book/schema.ts';
import { hasRole, isReachable } from '../person/person.ts';
import { listSegments, type Override, type Roster } from './oncall.ts';

/** What a swap must be (A6): who may have the bell, and when. Pure functions. */

/** A swap may begin this long ago, as a shift that runs already; it counts from now on. */
const MOST_BEGUN_MS = DAY;
/** A day more than the longest year. */
const LONGEST_MS = 367 * DAY;

/** Refuses a span that ends before it begins, is over, began more than a day ago, or lasts more than a year. */
export function refuseSpan(
  { fromAt, untilAt }: Pick<Override, 'fromAt' | 'untilAt'>,
  now: Instant,
): Refusal | undefined {
  if (untilAt <= fromAt) return refuse('oncall.ends-before-it-begins', { field: 'until' });
  if (untilAt <= now) return refuse('oncall.swap-is-over', { field: 'until' });
  if (fromAt < now - MOST_BEGUN_MS) return refuse('oncall.swap-begins-past', { field: 'from' });
  return untilAt - now > LONGEST_MS ? refuse('oncall.swap-too-long', { field: 'until' }) : undefined;
}

/** Who may have the bell: who takes turns, the fallback, and the other technicians. Managers are no choice. */
export function mayRing({ people, rotations }: BookSource, rotation: string, person: string): boolean {
  const rule = rotations[rotation];
  if (!rule || !Object.hasOwn(people, person)) return false;
  const isTechnician = TECHNICIANS.some((role) => hasRole(people, person, role));
  return isTechnician || membersOf(rule).includes(person) || rule.fallback === person;
}
const TECHNICIANS = ['engineer', 'senior', 'expert'] as const;

/**
 * Who may ask others to have the bell: those who may have it themselves, and who leads them. The one who is asked has to
 * accept in any case.
 */
export function mayArrange(source: BookSource, rotation: string, person: string): boolean {
  return mayRing(source, rotation, person) || LEADERS.some((role) => hasRole(source.people, person, role));
}
const LEADERS = ['director', 'manager', 'coordinator'] as const;

/** Everyone who may have the bell of a rotation, those who take turns first. */
export function listRingers(source: BookSource, rotation: string): string[] {
  const rule = source.rotations[rotation];
  const members = rule ? membersOf(rule) : [];
  const others = Object.keys(source.people).sort();
  return [...new Set([...members, ...others])].filter((each) => mayRing(source, rotation, each));
}

/** What a swap is checked against. `giver`: whose shift is handed on with their consent; undefined: no one was asked. */
export interface SwapCheck {
  readonly source: BookSource;
  readonly rotation: string;
  readonly roster: Roster;
  readonly giver: string | undefined;
  readonly language: Language;
}

/**
 * Refuses a person who may not have the bell or cannot be reached, who has it all the time already or is away then, and a time that a third
 * person has by an earlier swap.
 */
export function refuseSwap({ fromAt, untilAt, person }: Override, check: SwapCheck): Refusal | undefined {
  const { source, rotation, roster, giver, language } = check;
  if (!mayRing(source, rotation, person)) {
    const ringers = listRingers(source, rotation).map((key) => [key, source.people[key]]);
    return refuse('oncall.not-a-member', { to: person, allowed: namesIn(Object.fromEntries(ringers)) });
  }
  if (!isReachable(source, person)) return refuse('oncall.swap-lost', { to: person });
  const span = (from: Instant, until: Instant) => ({
    from: whenInYear(language, from, roster.rotation.timeZone),
    until: whenInYear(language, until, roster.rotation.timeZone),
  });
  const away = roster.schedule.away.find(
    (each) => each.person === person && each.fromAt < untilAt && fromAt < each.untilAt,
  );
  if (away) return refuse('oncall.swap-away', { to: person, ...span(away.fromAt, away.untilAt) });
  const segments = listSegments(roster, fromAt, untilAt);
  if (segments.every((each) => each.scheduled === person)) return refuse('oncall.swap-with-oneself', { to: person });
  const taken = segments.find(({ by, scheduled }) => by === 'swap' && scheduled !== person && scheduled !== giver);
  return taken && refuse('oncall.swap-overlaps', { by: taken.scheduled ?? '', ...span(taken.fromAt, taken.toAt) });
}
