import { type Instant, writeInstant } from '../../../lib/instant.ts';

/** Beyond these a number of seconds, or of milliseconds, would be thousands of years ahead. */
const MOST_SECONDS = 1e11;
const MOST_MILLISECONDS = 1e14;

/** Feishu counts in seconds, milliseconds or microseconds, and does not say which; undefined when it is no time. */
export function readInstant(stamp: string): Instant | undefined {
  if (!/^\d{9,17}$/.test(stamp)) return undefined;
  const count = Number(stamp);
  if (count < MOST_SECONDS) return count * 1000;
  return count < MOST_MILLISECONDS ? count : Math.floor(count / 1000);
}

const PICKED = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d)(?: ([+-]\d\d)(\d\d))?$/;

/** What a form's time picker gives, `2026-09-28 07:50 +0800`, as an ISO instant; any other text as it is. */
export function readPicked(value: string, timeZone: string): string {
  const [, day, time, hours, minutes] = PICKED.exec(value) ?? [];
  if (day === undefined || time === undefined) return value;
  const offset = hours === undefined ? offsetAt(Date.parse(`${day}T${time}Z`), timeZone) : `${hours}:${minutes}`;
  const at = Date.parse(`${day}T${time}${offset}`);
  return writeInstant(at) ?? value;
}

/** An instant as a form's time picker begins with it, in a reader's own zone; undefined where the zone is none. */
export function writePicked(at: Instant, timeZone: string): string | undefined {
  try {
    const options = { dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23', timeZone } as const;
    return new Intl.DateTimeFormat('sv-SE', options).format(at);
  } catch {
    return undefined;
  }
}

/** `+08:00`; of a zone nobody knows it is Chinese time, where Feishu is at home. */
function offsetAt(at: Instant, timeZone: string): string {
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
    const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    return name === 'GMT' ? 'Z' : name.slice('GMT'.length);
  } catch {
    return '+08:00';
  }
}
