import { z } from 'zod';
import { LANGUAGES } from '../../lib/language.ts';
import { parseSpan, SPAN_FORMS } from '../../lib/span.ts';
import { findZone, isZoneName } from '../../lib/zone.ts';
import { daysAround } from '../date-words.ts';
import { WEEKDAYS } from '../sla/civil-date.ts';

/** The small schemas that all parts of a service book use. Their messages say what is allowed. */

export const Key = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/, 'a key is a letter, then up to 39 letters, digits or "-"');

/** A span such as `4wh`, kept as text; `spanOf` in `schema.ts` reads it. */
export const SpanText = z
  .string()
  .refine((text) => parseSpan(text) !== undefined, `a span is one of ${SPAN_FORMS}`)
  .meta({ pattern: '^[0-9]{1,5}(wh|wd|s|m|h|d|w)$', description: SPAN_FORMS });

/** A span in working days, such as `30wd`. */
export const Workdays = z.string().regex(/^\d{1,3}wd$/, 'not a span of working days; allowed: 30wd');

export const CivilDate = z.iso.date({
  error: ({ input }) => {
    const days = daysAround(input);
    const form = 'a date is written as in 2026-10-01';
    return days === undefined ? form : `${form}, and this day does not exist; write ${days}`;
  },
});

export const WallTime = z
  .string()
  .regex(
    /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/,
    'a wall-clock time runs from "00:00" to "24:00", with two digits for the hour',
  );

/** Opening windows of one day, `[from, to)`. */
export const Windows = z.array(z.tuple([WallTime, WallTime])).max(12);

export const Weekday = z.enum(WEEKDAYS);

/** A short name, in both languages or one for both. */
export const Names = inBothLanguages(80);

/** A sentence or two, in both languages or one text for both. */
export const Prose = inBothLanguages(400);

/** A text that is the same in both languages, or a map of both. A checked book always has the map. */
function inBothLanguages(mostLetters: number) {
  const Text = z.string().min(1).max(mostLetters);
  return z
    .union([z.strictObject({ zh: Text, en: Text }), Text])
    .transform((value) => (typeof value === 'string' ? { zh: value, en: value } : value));
}

export const LanguageTag = z.enum(LANGUAGES);

export const TimeZone = z
  .string()
  .refine(
    (name) => isZoneName(name) && findZone(name) !== undefined,
    'a time zone is an IANA name such as "Asia/Shanghai", "Europe/Berlin" or "UTC"; no offset, no abbreviation',
  );

/** The meaning of a field that `inherit.ts` completes. */
export const FROM_PROVIDER = "Left out: the provider's";

export const PlatformName = z.enum(['playground', 'slack', 'feishu']);

/** A person's user id on each platform: `U123`, or `T1/U123` where ids are per workspace. */
export const PlatformIds = z.partialRecord(PlatformName, z.string().min(1).max(120));

/** The clauses of a promise, e.g. "D2"; they are shown where a deadline is explained. */
export const Clause = z.string().min(1).max(20);
