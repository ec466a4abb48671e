import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import { customerName } from '../../card/customer.ts';
import type { Outcome } from '../../ticket/case/figures.ts';
import { type StandingRow, standingBy } from '../figure/by.ts';
import { owedCount, type Standing } from '../figure/standing.ts';
import { previousMonth } from '../month.ts';
import { monthName } from '../names.ts';
import { clauseAndPromise, headlineOf, shortText } from '../text.ts';
import type { MonthView } from '../view.ts';

/** What the picture of a month shows, before it is drawn: bars of promises by what became of them. Pure functions. */

export interface MonthPicture {
  /** Empty: where it stands there is a title already. */
  readonly title: string;
  /** No line, or one or two. */
  readonly headline: readonly string[];
  readonly groups: readonly BarGroup[];
  /** Empty: the bars have one part, which needs no explanation. */
  readonly legend: readonly { readonly outcome: Shown; readonly name: string }[];
}

/** Bars with one scale. */
export interface BarGroup {
  readonly heading: string;
  readonly bars: readonly Bar[];
  /** How many bars did not fit, in words; empty: none. */
  readonly more: string;
}

export interface Bar {
  readonly name: string;
  /** The parts of it, in the order of `PAINTED`; a part that is left out is empty. */
  readonly counts: Readonly<Partial<Record<Painted, number>>>;
  /** Stands behind it: `41 of 44 (93 %)`; the percentage is of what is decided. */
  readonly said: string;
}

/** Withdrawn promises are owed no longer: the picture leaves them out. */
export const SHOWN = ['kept', 'keptLate', 'broken', 'open'] as const satisfies readonly Outcome[];
export type Shown = (typeof SHOWN)[number];

/** Of what a bar has parts: promises by what became of them, or faults. */
export const PAINTED = [...SHOWN, 'faults'] as const;
export type Painted = (typeof PAINTED)[number];

/** More rows are hard to read on a phone. */
const MOST_BARS = 14;

export function monthPicture(view: MonthView, language: Language): MonthPicture {
  const { customer, figure, before, month, source } = view;
  const who = customer === undefined ? t(language, 'report.all-customers') : customerName(source, customer, language);
  const name = (key: string) =>
    customer === undefined ? customerName(source, key, language) : clauseAndPromise(key, language);
  const rows = standingBy(month.groups, customer === undefined ? 'customer' : 'promise');
  const by = customer === undefined ? t(language, 'report.by-customer') : t(language, 'report.by-promise');
  return {
    title: t(language, 'report.title', { month: monthName(month.month, language), customer: who }),
    headline: headlineOf(figure, language).split('\n'),
    groups: [
      {
        heading: t(language, 'report.picture.trend'),
        bars: [
          promiseBar(monthName(previousMonth(month.month), language), before.promises, language),
          promiseBar(monthName(month.month, language), figure.promises, language),
        ],
        more: '',
      },
      groupOf(by, rows, name, language),
    ],
    legend: legendOf(language),
  };
}

/** Rows of a table as bars, as many as can be read; rows in which nothing was owed are left out. */
export function groupOf(
  heading: string,
  rows: readonly StandingRow[],
  nameOf: (key: string) => string,
  language: Language,
): BarGroup {
  const bars = rows
    .filter(({ standing }) => owedCount(standing) > 0)
    .map(({ key, standing }) => promiseBar(nameOf(key), standing, language));
  const left = bars.length - MOST_BARS;
  return {
    heading,
    bars: bars.slice(0, MOST_BARS),
    more: left > 0 ? t(language, 'list.more', { more: left }) : '',
  };
}

export function promiseBar(name: string, standing: Standing, language: Language): Bar {
  return { name, counts: countsOf(standing), said: shortText(standing, language) };
}

/** What the parts of bars of promises mean. */
export function legendOf(language: Language): MonthPicture['legend'] {
  return SHOWN.map((outcome) => ({ outcome, name: t(language, `report.legend.${outcome}`) }));
}

function countsOf(standing: Standing): Partial<Record<Shown, number>> {
  return Object.fromEntries(SHOWN.map((outcome) => [outcome, standing[outcome].count]));
}
