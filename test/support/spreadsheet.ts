import { parseCsv } from 'hucre/csv';
import { readSheet } from 'read-excel-file/node';

/** Files of spreadsheets, opened by other libraries than those that write them: Excel files by `read-excel-file` (hucre writes them), CSV by hucre. */

/** The rows of a CSV file, the headings first. */
export function readCsv(bytes: Uint8Array): string[][] {
  // `csv-stringify` writes them; its sister `csv-parse` would agree with it.
  return parseCsv(Buffer.from(bytes).toString(), { delimiter: ',' }).map((row) =>
    row.map((cell) => String(cell ?? '')),
  );
}

/** The rows of an Excel file's first sheet, the headings first. Dates are read as UTC. */
export async function readXlsx(bytes: Uint8Array): Promise<(string | number | boolean | Date | null)[][]> {
  return (await readSheet(Buffer.from(bytes))) as (string | number | boolean | Date | null)[][];
}

/** Rows as records by their headings. */
export function byHeading<Cell>(rows: readonly (readonly Cell[])[]): Record<string, Cell>[] {
  const [headings = [], ...data] = rows;
  return data.map((row) => Object.fromEntries(headings.map((heading, index) => [String(heading), row[index] as Cell])));
}
