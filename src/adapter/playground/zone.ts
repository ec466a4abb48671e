import type { Instant } from '../../lib/instant.ts';
import { readIsoWall } from '../../lib/iso-time.ts';
import * as zones from '../../lib/zone.ts';

/**
 * The instant that a wall-clock time such as `2026-09-28T09:00` names in a zone (IANA name); undefined when the text is
 * no time or its date does not exist.
 */
export function instantOfWall(wall: string, timeZone: string): Instant | undefined {
  const wallMs = readIsoWall(wall);
  return wallMs === undefined ? undefined : zones.instantOfWall(zones.openZone(timeZone), wallMs);
}

/** The wall-clock time of an instant in a zone (IANA name), as a `datetime-local` input takes it. */
export function wallOfInstant(at: Instant, timeZone: string): string {
  return textOf(zones.wallOfInstant(zones.openZone(timeZone), at));
}

function textOf(wallMs: zones.WallMs): string {
  return new Date(wallMs).toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length);
}
