import { DAY, HOUR, MINUTE } from '../lib/instant.ts';
import type { Language } from '../lib/language.ts';
import { t } from './i18n.ts';

/** Up to this long, a distance between two instants is told in minutes alone. */
const IN_MINUTES = 2 * HOUR;

/** How far an instant is from another, in words: `62 min` below two hours, beyond that as `spanText`. */
export function distanceText(language: Language, ms: number): string {
  const minutes = Math.max(1, Math.floor(ms / MINUTE));
  return ms < IN_MINUTES ? t(language, 'span.minutes', { count: minutes }) : spanText(language, ms);
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
