import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';

/** A mistake in a spreadsheet, in words. */
export interface SheetProblem {
  /** The sheet as the file calls it; empty: it is about the whole file. */
  readonly sheet: string;
  /** Counts from 1, as the spreadsheet does; undefined: it is about the whole sheet. */
  readonly row: number | undefined;
  /** The heading of the column; undefined: it is about the whole row. */
  readonly column: string | undefined;
  readonly text: string;
}

/** One line for a person: `Devices, row 5, column Count: …`. */
export function sheetProblemLine({ sheet, row, column, text }: SheetProblem, language: Language): string {
  if (sheet === '') return text;
  if (row === undefined) return t(language, 'import.at.sheet', { sheet, text });
  if (column === undefined) return t(language, 'import.at.row', { sheet, row, text });
  return t(language, 'import.at.cell', { sheet, row, column, text });
}
