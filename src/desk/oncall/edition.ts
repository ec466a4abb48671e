import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../../lib/instant.ts';
import {
  type BookRotation,
  type LayerRule,
  layersOf,
  membersOf,
  type TurnRule,
  turnsOf,
} from '../book/rotation-rule.ts';
import { dayOfDate } from '../sla/civil-date.ts';
import { handoffOn, startBefore, zoneOf } from './layer-rule.ts';
import { dayAt } from './schedule/layer.ts';

/** How a rotation takes turns, from an instant on. A change of the service book adds one; the past keeps its own. */
export interface Edition {
  readonly fromAt: Instant;
  /** The first instant of the first turn. */
  readonly anchorAt: Instant;
  /** How many places the members of the first layer are turned, so that the right one has the first turn. */
  readonly lead: number;
  readonly turns: TurnRule;
}

/**
 * The first edition of a rotation. The first turn contains `runStartAt`, when the desk first ran, or the date that the
 * book names as `start`.
 */
export function firstEdition(rotation: BookRotation, runStartAt: Instant): Edition {
  const turns = turnsOf(rotation);
  const anchorAt = startOf(turns) ?? handoffBefore(turns, runStartAt);
  return { fromAt: anchorAt, anchorAt, lead: 0, turns };
}

/** Whether the book takes turns in another way than an edition. */
export function isChanged({ turns }: Edition, rotation: BookRotation): boolean {
  return !isDeepStrictEqual(asStored(turns), asStored(turnsOf(rotation)));
}

/**
 * The edition of a changed book. `handoffAt`: when the turn under way ends; from there on the new turns count. `member`:
 * whose turn that is; the one after them in the new order has the first new turn. Where the new turns pass on at another
 * time, that turn begins at the first such time after the handoff. Where the book names another `start`, the order
 * counts from it.
 */
export function nextEdition(
  before: Edition,
  rotation: BookRotation,
  handoffAt: Instant,
  member: string | undefined,
): Edition {
  const turns = turnsOf(rotation);
  const startAt = startOf(turns);
  if (startAt !== undefined && turns.start !== before.turns.start)
    return { fromAt: Math.max(startAt, handoffAt), anchorAt: startAt, lead: 0, turns };
  const { members } = firstLayer(turns);
  const place = member === undefined ? -1 : members.indexOf(member);
  return { fromAt: handoffAt, anchorAt: handoffFrom(turns, handoffAt), lead: (place + 1) % members.length, turns };
}

/** The members of the first layer as an edition turns them. */
export function turnedMembers({ lead }: Edition, { members }: LayerRule): readonly string[] {
  return [...members.slice(lead), ...members.slice(0, lead)];
}

/** Everyone who takes turns in any of the editions. */
export function membersOfAll(editions: readonly Edition[]): readonly string[] {
  return [...new Set(editions.flatMap(({ turns }) => membersOf(turns)))];
}

/** As JSON keeps it: without fields that are undefined. */
function asStored(turns: TurnRule): unknown {
  return JSON.parse(JSON.stringify(turns));
}

function firstLayer(turns: TurnRule): LayerRule {
  const [layer] = layersOf(turns);
  if (!layer) throw new Error('a rotation without layers');
  return layer;
}

/** The beginning of the turn that has the book's `start`; undefined: the book names none. */
function startOf(turns: TurnRule): Instant | undefined {
  const layer = firstLayer(turns);
  const start = layer.start ?? turns.start;
  return start === undefined ? undefined : handoffOn(layer, zoneOf(turns, layer), startBefore(layer, dayOfDate(start)));
}

/** The last time at or before an instant at which a turn may begin. */
function handoffBefore(turns: TurnRule, at: Instant): Instant {
  const layer = firstLayer(turns);
  const zone = zoneOf(turns, layer);
  const day = startBefore(layer, dayAt(zone, at));
  const handoffAt = handoffOn(layer, zone, day);
  return handoffAt > at ? handoffOn(layer, zone, startBefore(layer, day - 1)) : handoffAt;
}

/** The first time at or after an instant at which a turn may begin. */
function handoffFrom(turns: TurnRule, at: Instant): Instant {
  const layer = firstLayer(turns);
  const zone = zoneOf(turns, layer);
  const today = dayAt(zone, at);
  const instants = [0, 1, 2, 3, 4, 5, 6, 7].map((ahead) => handoffOn(layer, zone, startBefore(layer, today + ahead)));
  return instants.find((each) => each >= at) ?? at;
}
