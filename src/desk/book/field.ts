import { z } from 'zod';
import { LANGUAGES } from '../../lib/language.ts';
import { parseSpan, SPAN_FORMS } from '../../lib/span.ts';
import { findZone, isZoneName } from '../../lib/zone.ts';
import { daysAround } from '../date-words.ts';
import { ROLES } from '../person/person.ts';
import { WEEKDAYS } from '../sla/civil-date.ts';

/**
 * The small schemas that all parts of a service book use. Their messages say what is allowed. The `title` of each is
 * the kind of its values, which `docs/book.md` explains once. What a single field is for, the field says itself.
 */

export const Key = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/, 'a key is a letter, then up to 39 letters, digits or "-"')
  .meta({ title: 'key' });

/** A span such as `4wh`, kept as text; `spanOf` in `schema.ts` reads it. */
export const SpanText = z
  .string()
  .refine((text) => parseSpan(text) !== undefined, `a span is one of ${SPAN_FORMS}`)
  .meta({ title: 'span', pattern: '^[0-9]{1,5}(wh|wd|s|m|h|d|w)$' });

/** A span in working days, such as `30wd`. */
export const Workdays = z
  .string()
  .regex(/^\d{1,3}wd$/, 'not a span of working days; allowed: 30wd')
  .meta({ title: 'working days' });

export const CivilDate = z.iso
  .date({
    error: ({ input }) => {
      const days = daysAround(input);
      const form = 'a date is written as in 2026-10-01';
      return days === undefined ? form : `${form}, and this day does not exist; write ${days}`;
    },
  })
  .meta({ title: 'date' });

export const WallTime = z
  .string()
  .regex(
    /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/,
    'a wall-clock time runs from "00:00" to "24:00", with two digits for the hour',
  )
  .meta({ title: 'time of day' });

/** Opening windows of one day, `[from, to)`. */
export const Windows = z
  .array(z.tuple([WallTime, WallTime]))
  .max(12)
  .meta({ title: 'opening hours' });

export const Weekday = z.enum(WEEKDAYS);

/** A short name, in both languages or one for both. */
export const Names = inBothLanguages(80);

/** A sentence or two, in both languages or one text for both. */
export const Prose = inBothLanguages(400);

/** A text that is the same in both languages, or a map of both. A checked book always has the map. */
function inBothLanguages(mostLetters: number) {
  const Text = z.string().min(1).max(mostLetters);
  const Both = z.strictObject({ zh: Text.describe('In Chinese'), en: Text.describe('In English') });
  return z
    .union([Both, Text])
    .transform((value) => (typeof value === 'string' ? { zh: value, en: value } : value))
    .meta({ title: `text, up to ${mostLetters} letters` });
}

/** What a person of the provider may do and is told; `docs/book.md` says it for each. */
export const RoleName = z.enum(ROLES).meta({ title: 'role' });

export const LanguageTag = z.enum(LANGUAGES);

/** The meaning of a field that names the clause of a promise, e.g. "D2". */
export const CLAUSE = 'Clause of the contract, shown where people see the promise';

export const TimeZone = z
  .string()
  .refine(
    (name) => isZoneName(name) && findZone(name) !== undefined,
    'a time zone is an IANA name such as "Asia/Shanghai", "Europe/Berlin" or "UTC"; no offset, no abbreviation',
  )
  .meta({ title: 'time zone' });

/** Stands in the meaning of every field that `inherit.ts` completes. */
export const FROM_PROVIDER = "Left out: the provider's";

export const PlatformName = z.enum(['playground', 'slack', 'feishu']);

/** Where a channel may be. People of ours have no ids there: the sender of a mail proves nothing. */
export const ChannelPlatform = z.enum([...PlatformName.options, 'mail']);

/** A person's user id on each platform: `U123`, or `T1/U123` where ids are per workspace. */
export const PlatformIds = z.partialRecord(PlatformName, z.string().min(1).max(120)).meta({ title: 'platform ids' });

/** The clauses of a promise, e.g. "D2"; they are shown where a deadline is explained. */
export const Clause = z.string().min(1).max(20).meta({ title: 'clause' });
