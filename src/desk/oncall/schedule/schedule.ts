import type { Instant } from '../../../lib/instant.ts';
import type { Layer, Shift } from './layer.ts';

/**
 * The final schedule of a rotation (A6, D23): its layers, the dated rows and swaps above them, and who stands in where
 * the person is not there. Pure functions of plain values; every instant has exactly one person, or is a gap.
 */

/** A person has the bell between two instants; the layers do not count there. */
export interface Fixed {
  readonly fromAt: Instant;
  readonly untilAt: Instant;
  /** A key of the book's people. */
  readonly person: string;
}

/** The layers of a rotation from an instant on: a change of the service book adds one, and the past stays as it was. */
export interface Edition {
  readonly fromAt: Instant;
  /** The lowest first: where a higher one rings, it counts. */
  readonly layers: readonly Layer[];
}

export interface Schedule {
  /** In the order of `fromAt`; before the first one its layers count too. At least one. */
  readonly editions: readonly Edition[];
  /** Rows of the book for single dates; they beat the layers. */
  readonly dated: readonly Fixed[];
  /** In the order in which they were made: the last one counts. They beat everything. */
  readonly swaps: readonly Fixed[];
  /** What was, by service books that were changed since: in order and without a hole. It beats everything. */
  readonly past?: readonly Segment[];
  /** When people are away; a person who left the book is away for ever. */
  readonly away: readonly Fixed[];
  /**
   * Who may ring in place of a person who is not there, or where it is the duty of no one (undefined); the first who is
   * there does.
   */
  standIns(scheduled: string | undefined): readonly string[];
}

/** A stretch of the final schedule. */
export interface Segment {
  readonly fromAt: Instant;
  readonly toAt: Instant;
  /** Who rings; undefined: no one. */
  readonly person: string | undefined;
  /** Whose duty it is; differs from `person` where another one stands in. undefined: no layer rings here. */
  readonly scheduled: string | undefined;
  readonly by: 'layer' | 'dated' | 'swap' | 'none';
  /** The layer's place among the layers; undefined unless `by` is `layer`. */
  readonly layer: number | undefined;
}

/** Whether the person whose duty it is is not there, or it is the duty of no one. */
export function isGap({ person, scheduled }: Pick<Segment, 'person' | 'scheduled'>): boolean {
  return scheduled === undefined || person !== scheduled;
}

/** The final schedule of `[fromAt, toAt)` without a hole; neighbours differ. Empty if `toAt` is not later. */
export function segmentsIn(schedule: Schedule, fromAt: Instant, toAt: Instant): Segment[] {
  const segments: Segment[] = [];
  for (const each of allPiecesIn(schedule, fromAt, toAt)) {
    const last = segments.at(-1);
    if (last && isSame(last, each)) segments[segments.length - 1] = { ...last, toAt: each.toAt };
    else segments.push(each);
  }
  return segments;
}

/** The stretch of the final schedule at an instant; it may begin earlier and go on longer than its ends here say. */
export function segmentAt(schedule: Schedule, at: Instant): Segment {
  const [segment] = segmentsIn(schedule, at, at + 1);
  if (!segment) throw new Error('an instant without a segment');
  return segment;
}

function isSame(one: Segment, other: Segment): boolean {
  return (['person', 'scheduled', 'by', 'layer'] as const).every((each) => one[each] === other[each]);
}

/** A shift with the place of its layer. */
export interface Rung extends Shift {
  readonly layer: number;
}

function allPiecesIn(schedule: Schedule, fromAt: Instant, toAt: Instant): Segment[] {
  const { past = [] } = schedule;
  const kept = past.filter((each) => each.fromAt < toAt && each.toAt > fromAt);
  const [beginsAt, endsAt] = [kept[0]?.fromAt, kept.at(-1)?.toAt];
  if (beginsAt === undefined || endsAt === undefined) return piecesIn(schedule, fromAt, toAt);
  return [
    ...piecesIn(schedule, fromAt, beginsAt),
    ...kept.map((each) => ({ ...each, fromAt: Math.max(each.fromAt, fromAt), toAt: Math.min(each.toAt, toAt) })),
    ...piecesIn(schedule, endsAt, toAt),
  ];
}

function piecesIn(schedule: Schedule, fromAt: Instant, toAt: Instant): Segment[] {
  if (fromAt >= toAt) return [];
  const rungs = rungsIn(schedule.editions, fromAt, toAt);
  const fixed = [...schedule.dated, ...schedule.swaps, ...schedule.away];
  const ends = [
    ...rungs.flatMap((each) => [each.fromAt, each.toAt]),
    ...fixed.flatMap((each) => [each.fromAt, each.untilAt]),
  ];
  const inside = ends.filter((at) => at > fromAt && at < toAt);
  const cuts = [...new Set([fromAt, ...inside, toAt])].sort((one, other) => one - other);
  const walk = walkThrough(rungs);
  return cuts.slice(0, -1).map((at, index) => pieceAt(schedule, walk(at), at, cuts[index + 1] ?? toAt));
}

/** The shifts of all layers in a span, cut to it, by their beginning. */
export function rungsIn(editions: readonly Edition[], fromAt: Instant, toAt: Instant): Rung[] {
  const rungs = editions.flatMap(({ layers, fromAt: since }, index) => {
    const beginsAt = index === 0 ? fromAt : Math.max(fromAt, since);
    const endsAt = Math.min(toAt, editions[index + 1]?.fromAt ?? toAt);
    if (beginsAt >= endsAt) return [];
    return layers.flatMap((layer, place) =>
      layer.shiftsIn(beginsAt, endsAt).map((shift) => ({
        member: shift.member,
        fromAt: Math.max(shift.fromAt, beginsAt),
        toAt: Math.min(shift.toAt, endsAt),
        layer: place,
      })),
    );
  });
  return rungs.sort((one, other) => one.fromAt - other.fromAt);
}

/** Finds the highest layer that rings at ascending instants. */
function walkThrough(rungs: readonly Rung[]): (at: Instant) => Rung | undefined {
  let next = 0;
  let ringing: Rung[] = [];
  return (at) => {
    for (let rung = rungs[next]; rung && rung.fromAt <= at; rung = rungs[++next]) ringing.push(rung);
    ringing = ringing.filter(({ toAt }) => toAt > at);
    return ringing.reduce<Rung | undefined>((best, each) => (best && best.layer > each.layer ? best : each), undefined);
  };
}

function pieceAt(
  { dated, swaps, away, standIns }: Schedule,
  rung: Rung | undefined,
  fromAt: Instant,
  toAt: Instant,
): Segment {
  const covers = (each: Fixed) => each.fromAt <= fromAt && fromAt < each.untilAt;
  const swap = swaps.findLast(covers)?.person;
  const row = dated.findLast(covers)?.person;
  const scheduled = swap ?? row ?? rung?.member;
  const isThere = (person: string) => !away.some((each) => each.person === person && covers(each));
  const person = scheduled !== undefined && isThere(scheduled) ? scheduled : standIns(scheduled).find(isThere);
  const by = swap !== undefined ? 'swap' : row !== undefined ? 'dated' : rung ? 'layer' : 'none';
  return { fromAt, toAt, person, scheduled, by, layer: by === 'layer' ? rung?.layer : undefined };
}
