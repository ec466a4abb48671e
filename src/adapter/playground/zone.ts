import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import type { Instant } from '../../lib/instant.ts';

dayjs.extend(utc);
dayjs.extend(timezone);

const WALL = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;

/** The instant a wall-clock time such as `2026-09-28T09:00` names in a zone; undefined when it is no time. */
export function instantOfWall(wall: string, timeZone: string): Instant | undefined {
  if (!WALL.test(wall)) return undefined;
  const sameDay = dayjs.utc(wall).isValid() && dayjs.utc(wall).format('YYYY-MM-DDTHH:mm') === wall;
  return sameDay ? dayjs.tz(wall, timeZone).valueOf() : undefined;
}

/** The wall-clock time of an instant, as a `datetime-local` input takes it. */
export function wallOfInstant(at: Instant, timeZone: string): string {
  return dayjs(at).tz(timeZone).format('YYYY-MM-DDTHH:mm');
}
