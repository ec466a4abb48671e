import { DAY, HOUR, type Instant, MINUTE } from '../lib/instant.ts';
import type { Language } from '../lib/language.ts';
import { parseSpan } from '../lib/span.ts';
import { t } from './i18n.ts';

/** Up to this long, a distance between two instants is told in minutes alone. */
const IN_MINUTES = 2 * HOUR;

/** How far an instant is from another, in words: `62 min` below two hours, beyond that as `spanText`. */
export function distanceText(language: Language, ms: number): string {
  const minutes = Math.max(1, Math.floor(ms / MINUTE));
  return ms < IN_MINUTES ? t(language, 'span.minutes', { count: minutes }) : spanText(language, ms);
}

/**
 * A span of a service book in words: `30m` → `30 min`, `4wh` → `4 h of office time`, `0wd` → `the same working day`. A text
 * that is no span stays as it is.
 */
export function spanWords(language: Language, text: string): string {
  const span = parseSpan(text);
  switch (span?.unit) {
    case undefined:
      return text;
    case 'clock':
      return span.ms < MINUTE ? text : wholeUnits(language, span.ms);
    case 'working':
      return t(language, 'span.working-hours', { hours: span.ms / HOUR });
    case 'workdays':
      if (span.days === 0) return t(language, 'span.same-workday');
      return t(language, span.days === 1 ? 'span.workday' : 'span.workdays', { days: span.days });
  }
}

/** In the largest unit that leaves no rest; up to two days in hours, as contracts are worded: `48 h`, `15 d`. */
function wholeUnits(language: Language, ms: number): string {
  if (ms % DAY === 0 && ms > 2 * DAY) return t(language, 'span.days', { count: ms / DAY });
  if (ms % HOUR === 0) return t(language, 'span.hours', { count: ms / HOUR });
  return t(language, 'span.minutes', { count: Math.round(ms / MINUTE) });
}

/** How far off a due instant is for who reads now: `in 28 min`, or `62 min late` once it has passed. */
export function relativeWords(language: Language, dueAt: Instant, now: Instant): string {
  const span = distanceText(language, Math.abs(dueAt - now));
  return t(language, dueAt >= now ? 'relative.in' : 'relative.late', { span });
}

/** Words about a due instant with `relativeWords` behind them; `now` undefined: the words alone, for cards that stay. */
export function besideRelative(language: Language, words: string, dueAt: Instant, now: Instant | undefined): string {
  if (now === undefined) return words;
  return t(language, 'relative.beside', { words, relative: relativeWords(language, dueAt, now) });
}

/** A length of time in words, its two largest units: `1 h 25 min`, `2 天 3 小时`; less than a minute is one. */
export function spanText(language: Language, ms: number): string {
  const minutes = Math.max(1, Math.floor(ms / MINUTE));
  const units = [
    ['days', Math.floor((minutes * MINUTE) / DAY)],
    ['hours', Math.floor((minutes * MINUTE) / HOUR) % 24],
    ['minutes', minutes % 60],
  ] as const;
  const first = units.findIndex(([, count]) => count > 0);
  return units
    .slice(first, first + 2)
    .filter(([, count]) => count > 0)
    .map(([unit, count]) => t(language, `span.${unit}`, { count }))
    .join(' ');
}
