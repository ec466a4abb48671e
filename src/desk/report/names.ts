import { hasText, t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { paperTitle } from '../ticket/view/line.ts';
import { isQuarter, type Month } from './month.ts';

/** What was promised, in words: `Respond`, `Fault report`. */
export function promiseName(what: string, language: Language): string {
  if (what.startsWith('paper/')) return paperTitle(what.slice('paper/'.length), language);
  const [metric, other] = [`metric.${what}`, `report.promise.${what}`];
  if (hasText(language, metric)) return t(language, metric);
  return hasText(language, other) ? t(language, other) : what;
}

/** Clause and promise of a row's key in the dimension `promise`: `D2|respond`. */
export function partsOfKey(key: string): { readonly clause: string; readonly what: string } {
  const place = key.indexOf('|');
  return { clause: key.slice(0, place), what: key.slice(place + 1) };
}

/** `October 2026`, `2026年10月`; of a quarter `Q3 2026`, `2026年第3季度`. */
export function monthName(month: Month, language: Language): string {
  const [year = '', number = ''] = month.split('-');
  if (isQuarter(month)) return t(language, 'report.quarter-name', { year, quarter: number.slice(1) });
  return t(language, 'report.month-name', { year, month: language === 'en' ? englishMonth(number) : Number(number) });
}

function englishMonth(number: string): string {
  return new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(
    new Date(`2026-${number}-01T00:00:00Z`),
  );
}
