import { CsvError, parse } from 'csv-parse/sync';

/** A wrong place of an imported file. Nothing is imported then. */
export interface Problem {
  /** Counts from 1. */
  readonly line: number;
  readonly text: string;
}

export type Imported<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: Problem[] };

export interface SheetRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Sheet {
  readonly head: SheetRow;
  readonly rows: readonly SheetRow[];
}

/** Larger files are no rota of people. */
const MOST_BYTES = 1_000_000;

/** Reads a CSV file with a line of headings; commas, semicolons or tabs part the cells. Empty lines are left out. */
export function readSheet(text: string): Imported<Sheet> {
  if (text.length > MOST_BYTES) return { ok: false, problems: [{ line: 1, text: 'more than 1 MB: this is no rota' }] };
  if (text.startsWith('PK\u0003\u0004'))
    return { ok: false, problems: [{ line: 1, text: 'a workbook, not a CSV file: save the sheet as CSV' }] };
  // Excel reads the sign from a first line of its own.
  const [said, sign] = /^\uFEFF?sep=(.)\r?\n/i.exec(text) ?? [];
  try {
    const options = {
      bom: true,
      from_line: said === undefined ? 1 : 2,
      delimiter: sign ?? delimiterOf(text),
      info: true,
      relaxColumnCount: true,
      skipEmptyLines: true,
      trim: true,
    } as const;
    // The library's types do not know what `info` adds.
    const records = parse(text, options) as unknown as { info: { lines: number }; record: string[] }[];
    const [head, ...rows] = records.map(({ info, record }) => ({ line: info.lines, cells: record }));
    if (!head || rows.length === 0)
      return { ok: false, problems: [{ line: 1, text: 'a line of headings and at least one row are needed' }] };
    return { ok: true, value: { head, rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')) } };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { ok: false, problems: [{ line: Number(error.lines ?? 1), text: error.message }] };
  }
}

/** The sign that parts the headings. */
function delimiterOf(text: string): string {
  const [head = ''] = text.split('\n', 1);
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: head.split(sign).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).sign;
}
