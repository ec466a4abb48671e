import { DAY, type Instant, SECOND } from './instant.ts';

/** A wall-clock time: what a zone's clock shows, read as if it were UTC (09:00 is 32,400,000 after that day's midnight in UTC). */
export type WallMs = number;

/** A stretch of real time with one offset from UTC: wall-clock time = instant + `offsetMs`. */
export interface OffsetSpan {
  readonly fromAt: Instant;
  readonly toAt: Instant;
  readonly offsetMs: number;
}

/** The wall clock of one IANA zone. All conversions between instants and wall-clock times in Deskbell go through here. */
export interface Zone {
  offsetAt(at: Instant): number;
  /** Covers `[fromAt, toAt)` without holes, in order; neighbours may have the same offset. */
  offsetsBetween(fromAt: Instant, toAt: Instant): OffsetSpan[];
}

/** No zone of the tz database has had two changes less than this apart (the closest pair: Freetown 1939, 3.98 days). */
const SAMPLE_MS = 3 * DAY;

const zones = new Map<string, Zone>();

/**
 * The zone of an IANA name. Zones are facts, so each is read once per process. Throws RangeError for a name that `Intl`
 * does not know.
 */
export function openZone(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  const zone = createZone(createOffsetReader(name));
  zones.set(name, zone);
  return zone;
}

/**
 * Whether a text is formed like the name of a place's zone. `Intl` also takes offsets such as `+08:00` and abbreviations
 * such as `EST`: neither says when the clocks of a place change, and `CST` is three zones.
 */
export function isZoneName(name: string): boolean {
  return name === 'UTC' || /^[A-Za-z_]+\/[A-Za-z0-9_+/-]+$/.test(name);
}

/** Like `openZone`; undefined for a name that `Intl` does not know. */
export function findZone(name: string): Zone | undefined {
  try {
    return openZone(name);
  } catch {
    return undefined;
  }
}

/** What the zone's clock shows at an instant. */
export function wallOfInstant(zone: Zone, at: Instant): WallMs {
  return at + zone.offsetAt(at);
}

/** The date that the zone's clock shows at an instant, `YYYY-MM-DD`. */
export function dateInZone(zone: Zone, at: Instant): string {
  return new Date(wallOfInstant(zone, at)).toISOString().slice(0, 10);
}

/**
 * The instant at which the zone's clock shows `wallMs`. Every day of the year there is exactly one, except:
 * - Clocks set back, so the time is shown twice: the first of both instants. Berlin, 25 October 2026, 02:30 is 00:30Z
 *   (still summer time), not 01:30Z.
 * - Clocks set forward, so the time is never shown: counted on from before the change, as if the clock had not been set
 *   yet. Berlin, 29 March 2026, 02:30 is 01:30Z, when the clock shows 03:30. The same for a skipped date.
 * `wallMs` is a finite number.
 */
export function instantOfWall(zone: Zone, wallMs: WallMs): Instant {
  // No offset ever exceeded a day, nor did one change move a clock by more.
  const spans = zone.offsetsBetween(wallMs - 2 * DAY, wallMs + 2 * DAY);
  let offsetBefore = 0;
  for (const { fromAt, toAt, offsetMs } of spans) {
    const at = wallMs - offsetMs;
    if (at < fromAt) return wallMs - offsetBefore;
    if (at < toAt) return at;
    offsetBefore = offsetMs;
  }
  throw new Error(`no instant near wall time ${wallMs}`);
}

function createZone(readOffset: (at: Instant) => number): Zone {
  const years = new Map<number, readonly OffsetSpan[]>();

  function spansOfYear(year: number): readonly OffsetSpan[] {
    const known = years.get(year);
    if (known) return known;
    const spans = findSpans(readOffset, Date.UTC(year, 0), Date.UTC(year + 1, 0));
    years.set(year, spans);
    return spans;
  }

  return {
    offsetAt(at) {
      const span = spansOfYear(yearOf(at)).find(({ toAt }) => at < toAt);
      if (!span) throw new Error(`no offset at ${at}`);
      return span.offsetMs;
    },
    offsetsBetween(fromAt, toAt) {
      const spans: OffsetSpan[] = [];
      for (let year = yearOf(fromAt); year <= yearOf(toAt - 1); year++) {
        for (const span of spansOfYear(year)) {
          const clipped = { ...span, fromAt: Math.max(span.fromAt, fromAt), toAt: Math.min(span.toAt, toAt) };
          if (clipped.fromAt < clipped.toAt) spans.push(clipped);
        }
      }
      return spans;
    },
  };
}

function yearOf(at: Instant): number {
  return new Date(at).getUTCFullYear();
}

function findSpans(readOffset: (at: Instant) => number, fromAt: Instant, toAt: Instant): OffsetSpan[] {
  const spans: OffsetSpan[] = [];
  let spanFromAt = fromAt;
  let offsetMs = readOffset(fromAt);
  for (let sampleAt = fromAt; sampleAt < toAt; sampleAt += SAMPLE_MS) {
    const nextAt = Math.min(sampleAt + SAMPLE_MS, toAt - SECOND);
    const nextOffsetMs = readOffset(nextAt);
    if (nextOffsetMs === offsetMs) continue;
    const changeAt = findChange(readOffset, sampleAt, nextAt);
    spans.push({ fromAt: spanFromAt, toAt: changeAt, offsetMs });
    spanFromAt = changeAt;
    offsetMs = nextOffsetMs;
  }
  spans.push({ fromAt: spanFromAt, toAt, offsetMs });
  return spans;
}

/** The second in `(beforeAt, afterAt]` from which the offset of `afterAt` holds. */
function findChange(readOffset: (at: Instant) => number, beforeAt: Instant, afterAt: Instant): Instant {
  const offsetAfterMs = readOffset(afterAt);
  let low = beforeAt / SECOND;
  let high = afterAt / SECOND;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (readOffset(middle * SECOND) === offsetAfterMs) high = middle;
    else low = middle;
  }
  return high * SECOND;
}

/** Reads `GMT`, `GMT+08:00`, or with seconds `GMT-00:43:08` as some zones had before 1972. */
function createOffsetReader(timeZone: string): (at: Instant) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  return (at) => {
    const match = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(format.format(at));
    if (!match) throw new Error(`cannot read the offset of ${timeZone}: ${format.format(at)}`);
    const [, sign, hours = 0, minutes = 0, seconds = 0] = match;
    const total = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
    return (sign === '-' ? -total : total) * SECOND;
  };
}
