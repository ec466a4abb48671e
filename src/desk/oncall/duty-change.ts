import { isDeepStrictEqual } from 'node:util';
import { DAY, type Instant } from '../../lib/instant.ts';
import type { Named } from '../../lib/language.ts';
import { layersOf } from '../book/rotation-rule.ts';
import type { BookSource } from '../book/schema.ts';
import type { Edition } from './edition.ts';
import { editionsUnder, type Running, swapsUnder } from './new-book.ts';
import { type Gap, gapsIn, listSegments, type Roster, type RosterSource, rosterOf } from './oncall.ts';
import type { Segment } from './schedule/schedule.ts';

/** Who has which shift before and after a change of the service book (A6). Pure functions of plain values. */

/** How far ahead shifts are compared. */
export const COMPARED_DAYS = 56;

/** Who has the bell. */
export interface OnDuty {
  /** undefined: no one. */
  readonly person: string | undefined;
  /** Whose shift it is; differs from `person` where another one stands in. undefined: it is the duty of no one. */
  readonly scheduled: string | undefined;
  /** The layer that says so; undefined: a swap, a dated row, no one, or a layer without a name of its own. */
  readonly layer: Named | undefined;
}

/** A stretch of time in which neither book changes who has the bell. */
export interface DutyRow {
  readonly fromAt: Instant;
  readonly toAt: Instant;
  /** undefined: that book has no such rotation. */
  readonly before: OnDuty | undefined;
  readonly after: OnDuty | undefined;
  readonly isChanged: boolean;
}

/** What becomes of one rotation. */
export interface DutyChange {
  readonly rotation: string;
  readonly name: Named;
  readonly timeZone: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'same';
  /** Where the turns of the new book begin; undefined: the turns are the same, or the rotation goes. */
  readonly beginsAt: Instant | undefined;
  /** Eight weeks from now, without a hole. */
  readonly rows: readonly DutyRow[];
  /** Times after the change at which the person whose shift it is is not there; `isNew`: they were none before. */
  readonly gaps: readonly (Gap & { readonly isNew: boolean })[];
  /** Who had shifts and has none, and the other way round, in the order of their keys. */
  readonly lost: readonly string[];
  readonly gained: readonly string[];
}

/** What of a service book decides about duty. */
type DutyBook = RosterSource & Pick<BookSource, 'rotations'>;

/** The two books, each with the days off that are known, and what runs by the book of before. */
export interface DutyBooks {
  readonly before: DutyBook;
  readonly after: DutyBook;
  readonly running: ReadonlyMap<string, Running>;
}

/** What becomes of every rotation of either book if the new book is applied now; by their keys. */
export function compareDuty({ before, after, running }: DutyBooks, now: Instant): DutyChange[] {
  const keys = [...new Set([...Object.keys(before.rotations), ...Object.keys(after.rotations)])].sort();
  return keys.map((key) => {
    const runs = running.get(key) ?? { editions: [], swaps: [] };
    const then = before.rotations[key] && runningRoster(before, key, runs, now);
    const next = after.rotations[key] && rosterUnder(after, key, runs, now);
    return changeOf(key, then, next, now);
  });
}

/** The rotation as it runs; one that was never started begins now. */
function runningRoster(source: DutyBook, key: string, runs: Running, now: Instant): Roster | undefined {
  const rotation = source.rotations[key];
  if (!rotation) return undefined;
  const editions = runs.editions.length > 0 ? runs.editions : editionsUnder([], rotation, source, now);
  return rosterOf(rotation, source, editions, runs.swaps);
}

/** The rotation as it would run with the book applied now. */
function rosterUnder(source: DutyBook, key: string, { editions, swaps }: Running, now: Instant): Roster | undefined {
  const rotation = source.rotations[key];
  if (!rotation) return undefined;
  const next = editionsUnder(editions, rotation, source, now);
  return rosterOf(rotation, source, next, swapsUnder(swaps, source, now));
}

function changeOf(key: string, then: Roster | undefined, next: Roster | undefined, now: Instant): DutyChange {
  const rotation = (next ?? then)?.rotation;
  if (!rotation) throw new Error(`no book has a rotation ${key}`);
  const untilAt = now + COMPARED_DAYS * DAY;
  const [old, fresh] = [then, next].map((roster) => roster && stretchesOf(roster, now, untilAt));
  const rows = rowsOf(old, fresh);
  const gaps = next ? gapsOf(then, next, now, untilAt) : [];
  const [had, has] = [old, fresh].map((all = []) => peopleOf(all));
  const last = next?.editions.at(-1);
  const isNewOrder = last !== undefined && !then?.editions.some((each) => isSameTurns(each, last));
  const isSame = rows.every(({ isChanged }) => !isChanged) && !gaps.some(({ isNew }) => isNew) && !isNewOrder;
  return {
    rotation: key,
    name: rotation.name,
    timeZone: rotation.timeZone,
    kind: !then ? 'added' : !next ? 'removed' : isSame ? 'same' : 'changed',
    beginsAt: isNewOrder ? Math.max(last.fromAt, now) : undefined,
    rows,
    gaps,
    lost: had?.filter((each) => !has?.includes(each)) ?? [],
    gained: has?.filter((each) => !had?.includes(each)) ?? [],
  };
}

/** Whether two editions are one, compared as they are stored: without fields that are undefined. */
function isSameTurns(one: Edition, other: Edition): boolean {
  return one === other || isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)));
}

interface Stretch extends OnDuty {
  readonly fromAt: Instant;
  readonly toAt: Instant;
}

/** The final schedule without what does not matter to people: neighbours differ in who has the bell. */
function stretchesOf(roster: Roster, fromAt: Instant, untilAt: Instant): Stretch[] {
  const stretches: Stretch[] = [];
  for (const segment of listSegments(roster, fromAt, untilAt)) {
    const each = { ...segment, layer: layerName(roster, segment) };
    const last = stretches.at(-1);
    if (last && isSameDuty(last, each)) stretches[stretches.length - 1] = { ...last, toAt: each.toAt };
    else stretches.push(each);
  }
  return stretches;
}

/** The name of the layer that rings, by the edition that counts then. */
function layerName({ editions }: Roster, { layer, fromAt }: Segment): Named | undefined {
  if (layer === undefined) return undefined;
  const edition = editions.findLast((each) => each.fromAt <= fromAt) ?? editions[0];
  return edition && layersOf(edition.turns)[layer]?.name;
}

function isSameDuty(one: OnDuty | undefined, other: OnDuty | undefined): boolean {
  return one?.person === other?.person && one?.scheduled === other?.scheduled && one?.layer?.en === other?.layer?.en;
}

function rowsOf(before: readonly Stretch[] | undefined, after: readonly Stretch[] | undefined): DutyRow[] {
  const cuts = [...(before ?? []), ...(after ?? [])].flatMap(({ fromAt, toAt }) => [fromAt, toAt]);
  const instants = [...new Set(cuts)].sort((one, other) => one - other);
  return instants.slice(0, -1).map((fromAt, index) => {
    const [then, next] = [before, after].map((all) => {
      const found = all?.findLast((each) => each.fromAt <= fromAt);
      return found && { person: found.person, scheduled: found.scheduled, layer: found.layer };
    });
    const isChanged = then?.person !== next?.person || then?.scheduled !== next?.scheduled;
    return { fromAt, toAt: instants[index + 1] ?? fromAt, before: then, after: next, isChanged };
  });
}

function gapsOf(then: Roster | undefined, next: Roster, now: Instant, untilAt: Instant): DutyChange['gaps'] {
  const old = then ? gapsIn(then, now, untilAt) : [];
  const covers = (gap: Gap) =>
    old.some((each) => each.fromAt <= gap.fromAt && gap.untilAt <= each.untilAt && each.standIn === gap.standIn);
  return gapsIn(next, now, untilAt).map((gap) => ({ ...gap, isNew: !covers(gap) }));
}

/** Who has shifts of their own in these weeks, and is there. */
function peopleOf(stretches: readonly Stretch[]): string[] {
  return [
    ...new Set(stretches.flatMap(({ person, scheduled }) => (person === scheduled ? (person ?? []) : []))),
  ].sort();
}
