import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../../lib/instant.ts';
import { dateInZone, openZone } from '../../lib/zone.ts';
import { type BookRotation, membersOf, type TurnRule, turnsOf } from '../book/rotation-rule.ts';
import type { BookSource } from '../book/schema.ts';
import {
  firstInstant,
  type KindOf,
  type KindsOf,
  kindsBy,
  type LayerStart,
  layerOf,
  rulesOf,
  startAround,
  startOn,
  type ZonedRule,
} from './layer-rule.ts';
import type { Layer } from './schedule/layer.ts';

/** How a rotation takes turns, from an instant on. A change of the service book adds some; the past keeps its own. */
export interface Edition {
  readonly fromAt: Instant;
  /** The first instant of the first layer's first turn. */
  readonly anchorAt: Instant;
  /** How many places the members of the first layer are turned, so that the right one has the first turn. */
  readonly lead: number;
  readonly turns: TurnRule;
  /** Where each layer begins to count; undefined: an they count from `anchorAt`. */
  readonly starts?: readonly LayerStart[];
}

/** What of the service book a change of turns needs. */
export type EditionSource = Pick<BookSource, 'calendars'>;

/** A layer with where it begins to count. */
export interface PlannedLayer {
  readonly rule: ZonedRule;
  readonly start: LayerStart;
  readonly layer: Layer;
}

/**
 * The first edition of a rotation. In every layer the first member has the hours of duty at `runStartAt`, when the desk
 * first ran, else the next ones; or the turn of the date that the book names as `start`. Layers that take the same turns
 * go in step: with the one of them that rings first.
 */
export function firstEdition(rotation: BookRotation, runStartAt: Instant, source: EditionSource): Edition {
  const turns = turnsOf(rotation);
  const kindsOf = kindsBy(source);
  const rules = rulesOf(turns);
  const own = rules.map((rule) =>
    rule.start === undefined
      ? startAround(rule, runStartAt, 0, kindsOf(rule))
      : startOn(rule, rule.start, kindsOf(rule)),
  );
  const starts = rules.map((rule, place) =>
    own.filter((_, other) => other === place || takeSameTurns(rule, rules[other] ?? rule)).reduce(earlier),
  );
  const edition = editionOf(turns, starts, runStartAt, kindsOf);
  return { ...edition, fromAt: Math.min(runStartAt, edition.anchorAt) };
}

/** Whether two layers pass on at the same times among the same members, in whichever hours each of them rings. */
function takeSameTurns(one: ZonedRule, other: ZonedRule): boolean {
  if (one.turn === 'shift' || other.turn === 'shift') return false;
  const turnOf = ({ members, turn, every, weekday, time, timeZone, start }: ZonedRule) => {
    return [members, turn, every, weekday, time, timeZone, start];
  };
  return isDeepStrictEqual(turnOf(one), turnOf(other));
}

/** Of two starts the one that puts the first member's turn first. */
function earlier(one: LayerStart, other: LayerStart): LayerStart {
  return one.day < other.day || (one.day === other.day && one.lead >= other.lead) ? one : other;
}

/** `starts`: of each layer, in the order of the layers. */
export function editionOf(turns: TurnRule, starts: readonly LayerStart[], fromAt: Instant, kindsOf: KindsOf): Edition {
  const [rule] = rulesOf(turns);
  const [start] = starts;
  if (!rule || !start) throw new Error('a rotation without layers');
  return { fromAt, anchorAt: firstInstant(rule, start, kindsOf(rule)), lead: start.lead, turns, starts };
}

/** The layers of an edition, the lowest first. */
export function plannedLayers(edition: Edition, source: EditionSource): PlannedLayer[] {
  const kindsOf = kindsBy(source);
  return rulesOf(edition.turns).map((rule, place) => {
    const kindOf = kindsOf(rule);
    const start = edition.starts?.[place] ?? startFromAnchor(edition, rule, place, kindOf);
    return { rule, start, layer: layerOf(rule, start, kindOf) };
  });
}

/** Where a layer begins in an edition that did not keep it: at the anchor of the first layer. */
function startFromAnchor({ anchorAt, lead }: Edition, rule: ZonedRule, place: number, kindOf: KindOf): LayerStart {
  const date = (place > 0 ? rule.start : undefined) ?? dateInZone(openZone(rule.timeZone), anchorAt);
  return { ...startOn(rule, date, kindOf), lead: place === 0 ? lead : 0 };
}

/** Everyone who takes turns in any of the editions. */
export function membersOfAll(editions: readonly Edition[]): readonly string[] {
  return [...new Set(editions.flatMap(({ turns }) => membersOf(turns)))];
}
