import { t } from '../../i18n/i18n.ts';
import { isoInZone } from '../../i18n/when.ts';
import { type Instant, isoOf } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import type { BookSource } from '../book/schema.ts';

/** A table of values under headings, before it becomes a file. */

/** What words and times of a table depend on. */
export interface TableView {
  /** The book in force: names of people, customers, sites and devices. */
  readonly source: BookSource;
  readonly language: Language;
  readonly now: Instant;
}

/** What a column holds: `at` is an instant, shown by the provider's clock and in UTC. */
export type ColumnKind = 'text' | 'number' | 'at';

/** One column of a kind of rows. `of` gives undefined for an empty cell. */
export interface Column<Row> {
  readonly name: KeyAfter<'export.column.'>;
  readonly kind: ColumnKind;
  of(row: Row): string | number | undefined;
}

/** A cell: a text, a number, the time on the provider's clock as `YYYY-MM-DD HH:MM:SS`, or empty. */
export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'wall'; readonly text: string }
  | undefined;

export interface Heading {
  readonly label: string;
  readonly kind: Exclude<Cell, undefined>['kind'];
}

export interface Table {
  readonly name: string;
  readonly headings: readonly Heading[];
  readonly rows: AsyncIterable<readonly Cell[]>;
}

/** Lays out rows under their columns. An instant takes two: the provider's clock, with its zone named above, and UTC. */
export function tableOf<Row>(
  name: string,
  columns: readonly Column<Row>[],
  rows: AsyncIterable<Row>,
  { source, language }: TableView,
): Table {
  const { timeZone } = source.provider;
  const headings = columns.flatMap(({ name: column, kind }): Heading[] => {
    const label = t(language, `export.column.${column}`);
    if (kind !== 'at') return [{ label, kind }];
    return [
      { label: t(language, 'export.heading.zone', { label, zone: timeZone }), kind: 'wall' },
      { label: t(language, 'export.heading.zone', { label, zone: 'UTC' }), kind: 'text' },
    ];
  });
  return { name, headings, rows: cellsOf(columns, rows, timeZone) };
}

async function* cellsOf<Row>(columns: readonly Column<Row>[], rows: AsyncIterable<Row>, timeZone: string) {
  for await (const row of rows) yield columns.flatMap((column) => cellOf(column, row, timeZone));
}

function cellOf<Row>({ kind, of }: Column<Row>, row: Row, timeZone: string): Cell[] {
  const value = of(row);
  const isEmpty = value === undefined || value === '';
  if (kind === 'at') {
    const at = Number(value);
    if (isEmpty || !Number.isFinite(at)) return [undefined, undefined];
    const wall = isoInZone(at, timeZone).slice(0, 19).replace('T', ' ');
    return [
      { kind: 'wall', text: wall },
      { kind: 'text', text: isoOf(at) },
    ];
  }
  if (isEmpty) return [undefined];
  return [kind === 'number' ? { kind, number: Number(value) } : { kind, text: String(value) }];
}
