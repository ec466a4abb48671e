import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import type { Result } from '../../lib/refusal.ts';
import { customerName } from '../card/customer.ts';
import type { Ask } from '../desk.ts';
import type { ExportFormat } from '../export/export.ts';
import { type MadeList, makeTable } from '../export/make.ts';
import { type Column, type TableView, tableOf } from '../export/table.ts';
import { personName } from '../person/person.ts';
import { type Dimension, standingBy } from '../report/figure/by.ts';
import type { CaseGroup } from '../report/figure/case.ts';
import { casesBehind, keptPercent, type Standing, standingOf } from '../report/figure/standing.ts';
import { zoneOfMonths } from '../report/flow.ts';
import { spanOfMonth } from '../report/month.ts';
import { clauseAndPromise } from '../report/text.ts';
import { monthAsked } from './month-asked.ts';
import { loadMonthPage } from './month-view.ts';

/** The figures of a month as a list: of all promises, then by customer, promise, clause and person. */

/** What became of the promises of one customer, promise, clause or person, or of all. */
interface FigureRow {
  readonly by: string;
  readonly name: string;
  readonly standing: Standing;
}

/** The file of the month that the page shows. Refused if nothing was promised in it. */
export async function takeMonth(ask: Ask, format: ExportFormat): Promise<Result<MadeList>> {
  const { asker, book, turn } = ask;
  const { language, staff, closed = [] } = asker;
  const { month, customer } = monthAsked(ask);
  const { view: shown } = await loadMonthPage(ask, month, customer, 0);
  const { fromAt, toAt } = spanOfMonth(month, zoneOfMonths(book.source));
  const view: TableView = { source: book.source, language, now: turn.now };
  const rows = rowsOf(shown.month.groups, view, { isOne: customer !== undefined, staff });
  const table = tableOf(t(language, 'board.take.month'), columnsIn(language), stream(rows), view);
  const filter = { fromAt, untilAt: toAt, customer, closed };
  return makeTable(ask, table, { kind: 'month', filter, view }, format);
}

function rowsOf(
  groups: readonly CaseGroup[],
  { source, language }: TableView,
  { isOne, staff }: { readonly isOne: boolean; readonly staff: boolean },
): FigureRow[] {
  const all = standingOf(groups);
  if (all.promised.count === 0) return [];
  const by = (dimension: Dimension, words: string, nameOf: (key: string) => string): FigureRow[] =>
    standingBy(groups, dimension).map(({ key, standing }) => ({ by: words, name: nameOf(key), standing }));
  return [
    { by: t(language, 'board.take.all'), name: '', standing: all },
    ...(isOne
      ? []
      : by('customer', t(language, 'report.by-customer'), (key) => key && customerName(source, key, language))),
    ...by('promise', t(language, 'report.by-promise'), (key) => clauseAndPromise(key, language)),
    ...by('clause', t(language, 'board.month.by-clause'), (key) => key),
    ...(staff
      ? by('engineer', t(language, 'board.month.by-engineer'), (key) => key && personName(source.people, key, language))
      : []),
  ];
}

function columnsIn(language: Language): Column<FigureRow>[] {
  const count = (outcome: keyof Standing): Column<FigureRow> => ({
    name: `count-${outcome}`,
    kind: 'number',
    of: ({ standing }) => standing[outcome].count,
  });
  return [
    { name: 'by-what', kind: 'text', of: ({ by }) => by },
    { name: 'name', kind: 'text', of: ({ name }) => name },
    ...(['promised', 'kept', 'keptLate', 'broken', 'open', 'withdrawn'] as const).map(count),
    { name: 'percent', kind: 'number', of: ({ standing }) => keptPercent(standing) },
    { name: 'cases', kind: 'text', of: ({ standing }) => missedCases(standing).join(t(language, 'list.separator')) },
  ];
}

/** The tickets whose promises were not kept in time. Other numbers say nothing to who may not open them. */
function missedCases({ keptLate, broken }: Standing): string[] {
  const behind = casesBehind({ count: 0, groups: [...keptLate.groups, ...broken.groups] });
  return behind.filter((number) => number.startsWith('T-'));
}

async function* stream(rows: readonly FigureRow[]) {
  yield* rows;
}
