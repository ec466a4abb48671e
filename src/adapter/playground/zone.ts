import type { Instant } from '../../lib/instant.ts';
import * as zones from '../../lib/zone.ts';

const WALL = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;

/**
 * The instant that a wall-clock time such as `2026-09-28T09:00` names in a zone (IANA name); undefined when the text is
 * no time or its date does not exist.
 */
export function instantOfWall(wall: string, timeZone: string): Instant | undefined {
  if (!WALL.test(wall)) return undefined;
  const wallMs = Date.parse(`${wall}Z`);
  if (Number.isNaN(wallMs) || textOf(wallMs) !== wall) return undefined;
  return zones.instantOfWall(zones.openZone(timeZone), wallMs);
}

/** The wall-clock time of an instant in a zone (IANA name), as a `datetime-local` input takes it. */
export function wallOfInstant(at: Instant, timeZone: string): string {
  return textOf(zones.wallOfInstant(zones.openZone(timeZone), at));
}

function textOf(wallMs: zones.WallMs): string {
  return new Date(wallMs).toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length);
}
