import { t } from '../../i18n/i18n.ts';
import { numberOf } from '../address/number.ts';
import { metAt } from '../complaint/clocks.ts';
import { durationText, printedTime, type TableContent } from './columns.ts';
import type { MonthSource } from './source.ts';

/** Tables of the month's summary that show how promises were kept: by clause, complaints, and what was planned (D19). */

/** Each promise with how often it was kept and broken; the share counts what is decided. */
export function promiseTable({ promises }: MonthSource): TableContent {
  const share = (kept: number, broken: number) =>
    kept + broken === 0 ? '–' : `${Math.floor((100 * kept) / (kept + broken))} %`;
  return {
    columns: [
      ['clause', 12],
      ['promise', 36],
      ['kept', 13],
      ['broken', 13],
      ['running', 13],
      ['share', 13],
    ],
    rows: promises.map(({ clause, what, kept, broken, running }) => [
      clause,
      what,
      String(kept),
      String(broken),
      String(running),
      share(kept, broken),
    ]),
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
