import { DAY, type Instant } from '../../lib/instant.ts';
import { listSegments, type Roster } from './oncall.ts';

/**
 * What people know of their next shifts (A6): it is kept beside the rotation, so that everyone whose next shift really
 * moved is told, once, and a shift that comes as planned is told to no one.
 */
export interface Known {
  readonly asOf: Instant;
  /** Who has the bell; null: no one. */
  readonly holder: string | null;
  /** The shift under way or the next one, by person. */
  readonly shifts: Readonly<Record<string, KnownShift>>;
  /** Everyone of the service book who can be reached: who is missing later has left, or lost their accounts. */
  readonly people: readonly string[];
}

/** `untilAt` is null where the shift goes on beyond what is looked at. */
export interface KnownShift {
  readonly fromAt: Instant;
  readonly untilAt: Instant | null;
}

/** How far ahead shifts are compared. */
const LOOK_AHEAD = 120 * DAY;

export function knownOf(roster: Roster, people: readonly string[], now: Instant): Known {
  const endAt = now + LOOK_AHEAD;
  const shifts: Record<string, KnownShift> = {};
  for (const { person, fromAt, toAt } of listSegments(roster, now, endAt)) {
    const own = person === undefined ? undefined : shifts[person];
    // Segments of one person that join are one shift.
    if (person !== undefined && (own === undefined || own.untilAt === fromAt))
      shifts[person] = { fromAt: own?.fromAt ?? fromAt, untilAt: toAt >= endAt ? null : toAt };
  }
  const holder = Object.keys(shifts).find((person) => shifts[person]?.fromAt === now) ?? null;
  return { asOf: now, holder, shifts, people };
}

/**
 * A change of a person's next shift. `before`, `after`: undefined if they had or have none; `now` means that they have
 * the bell at once.
 */
export interface MovedShift {
  readonly person: string;
  readonly before: KnownShift | undefined;
  readonly after: KnownShift | undefined;
  readonly isNow: boolean;
}

/** Everyone whose next shift is another one than they know, by the order of their keys. */
export function movedShifts(known: Known, next: Known): MovedShift[] {
  const people = [...new Set([...Object.keys(known.shifts), ...Object.keys(next.shifts)])].sort();
  return people.flatMap((person) => {
    const [before, after] = [known.shifts[person], next.shifts[person]];
    if (!isMoved(person, before, after, known, next)) return [];
    return [{ person, before, after, isNow: person === next.holder }];
  });
}

function isMoved(
  person: string,
  before: KnownShift | undefined,
  after: KnownShift | undefined,
  known: Known,
  { asOf: now, holder }: Known,
): boolean {
  const seenUntil = known.asOf + LOOK_AHEAD;
  const hasBegun = before !== undefined && before.fromAt <= now;
  if (person === holder) return !hasBegun || isOtherEnd(before, after, seenUntil);
  // A shift that is over is no change; one that was cut short is.
  if (hasBegun) return before.untilAt === null || before.untilAt > now;
  if (!before || !after) return before !== undefined || (after !== undefined && after.fromAt < seenUntil);
  return before.fromAt !== after.fromAt || isOtherEnd(before, after, seenUntil);
}

/** An end that was not yet in sight is no change. */
function isOtherEnd(before: KnownShift | undefined, after: KnownShift | undefined, seenUntil: Instant): boolean {
  const [was, is] = [before?.untilAt ?? null, after?.untilAt ?? null];
  return was === null ? is !== null && is < seenUntil : was !== is;
}
