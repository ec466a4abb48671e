import { t } from '../../i18n/i18n.ts';
import { isoInZone } from '../../i18n/when.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { DocumentColumn } from './document/document.ts';

/** Columns with their words, `paper.column.<name>`. */
export function columnsOf(
  columns: readonly (readonly [name: string, percent: number])[],
  language: Language,
): DocumentColumn[] {
  return columns.map(([name, percent]) => ({ label: t(language, `paper.column.${name}`), percent }));
}

/** An instant on paper, read years later: `2026-09-28 10:10`. */
export function stamp(at: Instant, zone: string): string {
  return isoInZone(at, zone).slice(0, 16).replace('T', ' ');
}
