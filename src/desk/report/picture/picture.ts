import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import { customerName } from '../../card/customer.ts';
import type { Outcome } from '../../ticket/case/figures.ts';
import { standingBy } from '../figure/by.ts';
import { owedCount, type Standing } from '../figure/standing.ts';
import { previousMonth } from '../month.ts';
import { monthName } from '../names.ts';
import { clauseAndPromise, headlineOf, shortText } from '../text.ts';
import type { MonthView } from '../view.ts';

/** What the picture of a month shows, before it is drawn: bars of promises by what became of them. Pure functions. */

export interface MonthPicture {
  readonly title: string;
  /** Of one or two lines. */
  readonly headline: readonly string[];
  readonly groups: readonly BarGroup[];
  readonly legend: readonly { readonly outcome: Shown; readonly name: string }[];
}

/** Bars with one scale. */
export interface BarGroup {
  readonly heading: string;
  readonly bars: readonly PromiseBar[];
  /** How many bars did not fit, in words; empty: none. */
  readonly more: string;
}

export interface PromiseBar {
  readonly name: string;
  readonly counts: Readonly<Record<Shown, number>>;
  /** `41 of 44 (93 %)`; the percentage is of what is decided. */
  readonly said: string;
}

/** Withdrawn promises are owed no longer: the picture leaves them out. */
export const SHOWN = ['kept', 'keptLate', 'broken', 'open'] as const satisfies readonly Outcome[];
export type Shown = (typeof SHOWN)[number];

/** More rows are hard to read on a phone. */
const MOST_BARS = 14;

export function monthPicture(view: MonthView, language: Language): MonthPicture {
  const { customer, figure, before, month, source } = view;
  const who = customer === undefined ? t(language, 'report.all-customers') : customerName(source, customer, language);
  const bar = (name: string, standing: Standing): PromiseBar => ({
    name,
    counts: { kept: 0, keptLate: 0, broken: 0, open: 0, ...countsOf(standing) },
    said: shortText(standing, language),
  });
  const name = (key: string) =>
    customer === undefined ? customerName(source, key, language) : clauseAndPromise(key, language);
  const rows = standingBy(month.groups, customer === undefined ? 'customer' : 'promise')
    .filter(({ standing }) => owedCount(standing) > 0)
    .map(({ key, standing }) => bar(name(key), standing));
  const left = rows.length - MOST_BARS;
  return {
    title: t(language, 'report.title', { month: monthName(month.month, language), customer: who }),
    headline: headlineOf(figure, language).split('\n'),
    groups: [
      {
        heading: t(language, 'report.picture.trend'),
        bars: [
          bar(monthName(previousMonth(month.month), language), before.promises),
          bar(monthName(month.month, language), figure.promises),
        ],
        more: '',
      },
      {
        heading: customer === undefined ? t(language, 'report.by-customer') : t(language, 'report.by-promise'),
        bars: rows.slice(0, MOST_BARS),
        more: left > 0 ? t(language, 'list.more', { more: left }) : '',
      },
    ],
    legend: SHOWN.map((outcome) => ({ outcome, name: t(language, `report.legend.${outcome}`) })),
  };
}

function countsOf(standing: Standing): Partial<Record<Shown, number>> {
  return Object.fromEntries(SHOWN.map((outcome) => [outcome, standing[outcome].count]));
}
