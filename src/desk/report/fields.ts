import type { CardField } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { distanceText } from '../../i18n/span.ts';
import type { Language } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import type { Figure } from './figure/figure.ts';
import { owedCount, type Standing } from './figure/standing.ts';
import type { Times } from './figure/time.ts';
import { isQuarter, type Month, previousMonth } from './month.ts';
import { monthName } from './names.ts';
import { keptText } from './text.ts';
import type { MonthView } from './view.ts';

/** What the rows are made of: a month or quarter, its figures and those before. */
type Fields = Pick<MonthView, 'figure' | 'before'> & { readonly month: Pick<MonthView['month'], 'month'> };

/** The figures of a month or quarter beside its promises, one a row; what did not occur is left out. */
export function fieldsOf(view: Fields, staff: boolean, language: Language): CardField[] {
  const { figure, before, month } = view;
  const field = (name: FieldName, value: string): CardField[] =>
    value === '' ? [] : [{ label: t(language, `report.field.${name}`), value }];
  const kept = (standing: Standing) =>
    owedCount(standing) === 0 ? '' : t(language, 'report.of', { part: standing.kept.count, all: owedCount(standing) });
  return [
    ...field(isQuarter(month.month) ? 'trend-quarter' : 'trend', trendText(before, month.month, language)),
    ...field('faults', faultsText(view, language)),
    ...field('respond', timesText(figure.respond, language)),
    ...field('on-site', timesText(figure.onSite, language)),
    ...field('repair', timesText(figure.repair, language)),
    ...field('reopened', ofText(figure.reopened.count, figure.resolved.count, language)),
    ...field('complaints', complaintsText(figure, language)),
    ...field('ratings', ratingsText(figure, language)),
    ...field('papers', kept(figure.papers)),
    ...field('inspections', kept(figure.inspections)),
    ...field('untaken', staff ? ofText(figure.untaken.count, figure.handoffs.count, language) : ''),
  ];
}

type FieldName = KeyAfter<'report.field.'>;

/** The month before, as it counts. */
function trendText({ promises }: Figure, month: Month, language: Language): string {
  const name = monthName(previousMonth(month), language);
  const words = owedCount(promises) === 0 ? t(language, 'report.no-promise') : keptText(promises, language);
  return t(language, 'report.trend', { month: name, words });
}

function faultsText({ figure, before, month }: Fields, language: Language): string {
  const { faults, faultRate } = figure;
  const count = t(language, isQuarter(month.month) ? 'report.faults-quarter' : 'report.faults', {
    count: faults.count,
    before: before.faults.count,
  });
  if (faultRate === undefined) return count;
  return `${count} · ${t(language, 'report.fault-rate', { rate: faultRate.toFixed(2) })}`;
}

function timesText({ medianMs, p90Ms }: Times, language: Language): string {
  if (medianMs === undefined || p90Ms === undefined) return '';
  return t(language, 'report.times', {
    median: distanceText(language, medianMs),
    p90: distanceText(language, p90Ms),
  });
}

function ofText(part: number, all: number, language: Language): string {
  return all === 0 ? '' : t(language, 'report.of', { part, all });
}

function complaintsText({ complaints, firstAnswers, closures }: Figure, language: Language): string {
  if (complaints.count === 0) return '0';
  return t(language, 'report.complaints', {
    count: complaints.count,
    answered: firstAnswers.kept.count,
    closed: closures.kept.count,
  });
}

function ratingsText({ ratings: { asked, answered, average } }: Figure, language: Language): string {
  if (asked.count === 0) return '';
  const part = { answered: answered.count, asked: asked.count };
  return average === undefined
    ? t(language, 'report.ratings-none', part)
    : t(language, 'report.ratings', { ...part, average: average.toFixed(1) });
}
