import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../../lib/instant.ts';
import { type BookRotation, type TurnRule, turnsOf } from '../book/rotation-rule.ts';
import { type Edition, type EditionSource, editionOf, type PlannedLayer, plannedLayers } from './edition.ts';
import {
  firstInstant,
  type KindOf,
  type KindsOf,
  kindsBy,
  type LayerStart,
  rulesOf,
  startAround,
  startFrom,
  startOn,
  type ZonedRule,
} from './layer-rule.ts';
import { endOfShift, type RosterSource, rosterOf } from './oncall.ts';
import { turnAt } from './schedule/turn.ts';

/**
 * What a changed service book makes of a running rotation. Every layer that changes ends the turn under way as it began;
 * the new order follows: the member after the one whose turn that was comes next. Layers that do not change go on.
 */

/** A layer of the changed book, or one that it no longer has. */
interface Move {
  readonly rule: ZonedRule;
  readonly start: LayerStart;
  /** From when on it counts; before that `before` does, if there is one. */
  readonly fromAt: Instant;
  readonly untilAt: Instant;
  readonly before: PlannedLayer | undefined;
}

/**
 * The editions of a rotation after a change of the book at `now`, in the order of `fromAt`. A change that has not begun
 * by then gives way; the first edition stays, also where it begins later. Swaps do not end a turn, so they do not count.
 */
export function changedEditions(
  editions: readonly Edition[],
  rotation: BookRotation,
  source: RosterSource,
  now: Instant,
): { kept: readonly Edition[]; added: readonly Edition[] } {
  // What is under way to the order that the book wants stays as it was told.
  const last = editions.at(-1);
  if (last && isSameOrder(last.turns, turnsOf(rotation))) return { kept: editions, added: [] };
  const kept = editions.filter(({ fromAt }, index) => index === 0 || fromAt <= now);
  const present = kept.at(-1);
  if (!present) return { kept, added: [] };
  const shiftEndsAt = endOfShift(rosterOf(rotation, source, kept, []), now);
  return { kept, added: nextEditions(present, rotation, source, now, shiftEndsAt) };
}

/**
 * The editions that follow the present one; none where the book takes turns as before. `shiftEndsAt`: when the person
 * who has the bell at `now` is relieved; layers come and go then. Where the book names another `start`, a layer counts
 * from it.
 */
function nextEditions(
  present: Edition,
  rotation: BookRotation,
  source: EditionSource,
  now: Instant,
  shiftEndsAt: Instant,
): Edition[] {
  const turns = turnsOf(rotation);
  const kindsOf = kindsBy(source);
  const before = plannedLayers(present, source);
  const rules = rulesOf(turns);
  const pairs = pairsOf(before, rules);
  const moves = rules.map((rule, place) => moveTo(rule, pairs[place], { now, shiftEndsAt, kindOf: kindsOf(rule) }));
  const gone = before.filter((each) => !pairs.includes(each));
  const kept = pairs.flatMap((each) => (each ? before.indexOf(each) : []));
  const isReordered = kept.some((each, index) => index > 0 && each < (kept[index - 1] ?? 0));
  const changes = moves.map(({ fromAt }) => fromAt).filter(Number.isFinite);
  const times = [...changes, ...(gone.length > 0 || isReordered ? [shiftEndsAt] : [])];
  const all = [...moves, ...gone.map((each) => leaving(each, shiftEndsAt))];
  return [...new Set(times)]
    .sort((one, other) => one - other)
    .flatMap((at) => editionAt(at, all, moves.length, turns, kindsOf));
}

interface MoveAbout {
  readonly now: Instant;
  readonly shiftEndsAt: Instant;
  readonly kindOf: KindOf;
}

function moveTo(rule: ZonedRule, before: PlannedLayer | undefined, about: MoveAbout): Move {
  const { now, shiftEndsAt, kindOf } = about;
  const always = { untilAt: Number.POSITIVE_INFINITY, before, rule };
  if (before && isSame(before.rule, rule)) return { ...always, start: before.start, fromAt: Number.NEGATIVE_INFINITY };
  const turn = before && turnAt(before.layer, now);
  // A layer that does not ring now must not take the bell from the one that does.
  const endsAt = Math.max(now, shiftEndsAt, turn?.endsAt ?? now);
  if (rule.start !== undefined && rule.start !== before?.rule.start) {
    const start = startOn(rule, rule.start, kindOf);
    return { ...always, start, fromAt: Math.max(endsAt, firstInstant(rule, start, kindOf)) };
  }
  if (!before || !turn) return { ...always, start: startAround(rule, endsAt, 0, kindOf), fromAt: endsAt };
  const { members } = before.rule;
  const place = modulo(turn.turn + before.start.lead, members.length);
  const next = nextPlace(members, place, rule.members);
  const begin = rule.members.includes(turn.member) ? startFrom : startAround;
  return { ...always, start: begin(rule, endsAt, next, kindOf), fromAt: endsAt };
}

function leaving(before: PlannedLayer, untilAt: Instant): Move {
  return { rule: before.rule, start: before.start, fromAt: Number.NEGATIVE_INFINITY, untilAt, before };
}

/** The layers that count at an instant; none, if there are none. `count`: how many are of the changed book. */
function editionAt(at: Instant, moves: readonly Move[], count: number, turns: TurnRule, kindsOf: KindsOf): Edition[] {
  const layers = moves.flatMap(({ rule, start, fromAt, untilAt, before }) => {
    if (at >= untilAt) return [];
    if (at >= fromAt) return [{ rule, start, isNew: true }];
    return before ? [{ rule: before.rule, start: before.start, isNew: false }] : [];
  });
  if (layers.length === 0) return [];
  const isWhole = layers.length === count && layers.every(({ isNew }) => isNew);
  const { calendar, timeZone } = turns;
  const own = { members: undefined, handoff: undefined, weeks: 1, start: undefined };
  const mixed: TurnRule = { ...own, calendar, timeZone, layers: layers.map(({ rule }) => rule) };
  const starts = layers.map(({ start }) => start);
  return [editionOf(isWhole ? turns : mixed, starts, at, kindsOf)];
}

/** For each new layer the one that it changes: the same one, else the one of its name, else the one at its place. */
function pairsOf(before: readonly PlannedLayer[], rules: readonly ZonedRule[]): (PlannedLayer | undefined)[] {
  const left = new Set(before);
  const pairs: (PlannedLayer | undefined)[] = rules.map(() => undefined);
  const take = (isIts: (old: PlannedLayer, rule: ZonedRule, place: number) => boolean) => {
    for (const [place, rule] of rules.entries()) {
      const found = pairs[place] ? undefined : [...left].find((old) => isIts(old, rule, place));
      if (!found) continue;
      pairs[place] = found;
      left.delete(found);
    }
  };
  take((old, rule) => isSame(old.rule, rule));
  take((old, { name }) => name !== undefined && isDeepStrictEqual(old.rule.name, name));
  take((old, _, place) => before.indexOf(old) === place);
  return pairs;
}

/** Whether two rotations take the same turns, layer by layer. */
function isSameOrder(one: TurnRule, other: TurnRule): boolean {
  const [rules, others] = [rulesOf(one), rulesOf(other)];
  return rules.length === others.length && rules.every((rule, place) => isSame(rule, others[place] ?? rule));
}

/** Whether two layers take the same turns; their names may differ. */
function isSame({ name: _, ...one }: ZonedRule, { name: __, ...other }: ZonedRule): boolean {
  return isDeepStrictEqual(asStored(one), asStored(other));
}

/** As JSON keeps it: without fields that are undefined. */
function asStored(rule: object): unknown {
  return JSON.parse(JSON.stringify(rule));
}

/**
 * Whose turn comes after that of the member at `place`, as a place of the new order: the one after the same member
 * there; of one who takes no turns any more, the one who would have followed.
 */
function nextPlace(members: readonly string[], place: number, next: readonly string[]): number {
  const member = members[place];
  const time = members.slice(0, place + 1).filter((each) => each === member).length;
  const places = next.flatMap((each, index) => (each === member ? index : []));
  const own = places[Math.min(time, places.length) - 1];
  if (own !== undefined) return (own + 1) % next.length;
  const followers = [...members.slice(place + 1), ...members.slice(0, place)];
  const follower = followers.find((each) => next.includes(each));
  return follower === undefined ? 0 : next.indexOf(follower);
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
