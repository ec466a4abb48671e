import { t } from '../../i18n/i18n.ts';
import { isoInZone } from '../../i18n/when.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import type { DocumentColumn } from './document/document.ts';

/** A column of a table: its heading is the text `paper.column.<name>`; its width is a share of the table's. */
export type Column = readonly [name: KeyAfter<'paper.column.'>, percent: number];

/** A table's columns and rows, the cells as texts. */
export interface TableContent {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

/** The columns with their headings. */
export function columnsOf(columns: readonly Column[], language: Language): DocumentColumn[] {
  return columns.map(([name, percent]) => ({ label: t(language, `paper.column.${name}`), percent }));
}

/** An instant as printed on paper, in full because it is read years later: `2026-09-28 10:10`. */
export function printedTime(at: Instant, zone: string): string {
  return isoInZone(at, zone).slice(0, 16).replace('T', ' ');
}

/** A duration: `1d 02:05`, `02:05`. */
export function durationText(ms: number): string {
  const days = Math.floor(ms / DAY);
  const two = (count: number) => String(count).padStart(2, '0');
  const time = `${two(Math.floor((ms % DAY) / HOUR))}:${two(Math.floor((ms % HOUR) / MINUTE))}`;
  return days > 0 ? `${days}d ${time}` : time;
}
