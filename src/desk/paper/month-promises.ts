import { t } from '../../i18n/i18n.ts';
import { numberOf } from '../address/number.ts';
import { metAt } from '../complaint/clocks.ts';
import { keptPercent } from '../report/figure/standing.ts';
import { partsOfKey, promiseName } from '../report/names.ts';
import { durationText, printedTime, type TableContent } from './columns.ts';
import type { MonthSource } from './source.ts';

/** Tables of the month's summary that show how promises were kept: by clause, complaints, and what was planned (D19). */

/** What became of each promise, as the month's figures count it. The share is of what is decided. */
export function promiseTable({ promises, view: { language } }: MonthSource): TableContent {
  return {
    columns: [
      ['clause', 10],
      ['promise', 30],
      ['kept', 10],
      ['late', 10],
      ['broken', 10],
      ['running', 10],
      ['withdrawn', 10],
      ['share', 10],
    ],
    rows: promises.map(({ key, standing }) => {
      const { clause, what } = partsOfKey(key);
      const counts = (['kept', 'keptLate', 'broken', 'open', 'withdrawn'] as const).map((each) => standing[each].count);
      const percent = keptPercent(standing);
      return [clause, promiseName(what, language), ...counts.map(String), percent === undefined ? '–' : `${percent} %`];
    }),
  };
}

/** Complaints without their words: the person one is about may write the summary. */
export function complaintTable({ complaints, view: { language, source } }: MonthSource): TableContent {
  const spanTo = (from: number, to: number | undefined) => (to === undefined ? '–' : durationText(to - from));
  return {
    columns: [
      ['number', 12],
      ['at', 24],
      ['category', 24],
      ['answered', 20],
      ['closed', 20],
    ],
    rows: complaints.map(({ id, state }) => [
      numberOf('complaint', id),
      printedTime(state.openedAt, source.provider.timeZone),
      t(language, `complaint.category.${state.facts.category}`),
      spanTo(state.openedAt, metAt(state, 'first-answer')),
      spanTo(state.openedAt, metAt(state, 'closure')),
    ]),
  };
}

export function plannedTable({ planned, view: { language } }: MonthSource): TableContent {
  return {
    columns: [
      ['number', 12],
      ['date', 20],
      ['what', 44],
      ['state', 24],
    ],
    rows: planned.map(({ number, date, what, status }) => [number, date, what, t(language, `paper.planned.${status}`)]),
  };
}
