import { type Instant, writeInstant } from '../../../lib/instant.ts';
import { readIsoInstant, readIsoWall } from '../../../lib/iso-time.ts';
import { findZone, instantOfWall, openZone, wallOfInstant, type Zone } from '../../../lib/zone.ts';

/** The largest number that can be seconds, and milliseconds: larger ones would be thousands of years ahead. */
const MOST_SECONDS = 1e11;
const MOST_MILLISECONDS = 1e14;

/** Reads a time in seconds, milliseconds or microseconds; Feishu does not say which. undefined if it is none. */
export function readInstant(stamp: string): Instant | undefined {
  if (!/^\d{9,17}$/.test(stamp)) return undefined;
  const count = Number(stamp);
  if (count < MOST_SECONDS) return count * 1000;
  return count < MOST_MILLISECONDS ? count : Math.floor(count / 1000);
}

const PICKED = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d)(?: ([+-]\d\d)(\d\d))?$/;
/** Used for a zone that does not exist: China's, where Feishu is from. */
const CHINA = 'Asia/Shanghai';

/**
 * What a form's time picker gives as ISO text in UTC: `2026-09-28 07:50 +0800`, or without an offset the wall-clock time
 * in `timeZone` (IANA name; Chinese time if there is no such zone). Any other text is returned unchanged, for the desk to
 * read or refuse. A picked time that clocks skip counts on from before the change (`instantOfWall`).
 */
export function readPicked(value: string, timeZone: string): string {
  const [, day, time, hours, minutes] = PICKED.exec(value) ?? [];
  if (day === undefined || time === undefined) return value;
  const instant =
    hours === undefined
      ? instantIn(findZone(timeZone) ?? openZone(CHINA), `${day}T${time}`)
      : readIsoInstant(`${day}T${time}${hours}:${minutes}`);
  return (instant === undefined ? undefined : writeInstant(instant)) ?? value;
}

function instantIn(zone: Zone, wall: string): Instant | undefined {
  const wallMs = readIsoWall(wall);
  return wallMs === undefined ? undefined : instantOfWall(zone, wallMs);
}

/** An instant as a form's time picker takes it (`2026-09-28 07:50`), in the reader's zone; undefined if there is no such zone. */
export function writePicked(at: Instant, timeZone: string): string | undefined {
  const zone = findZone(timeZone);
  return zone && new Date(wallOfInstant(zone, at)).toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length).replace('T', ' ');
}
