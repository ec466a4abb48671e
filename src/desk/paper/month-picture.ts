import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { owedCount } from '../report/figure/standing.ts';
import { monthName } from '../report/names.ts';
import { type BarGroup, groupOf, legendOf, type MonthPicture, promiseBar } from '../report/picture/picture.ts';
import { clauseAndPromise } from '../report/text.ts';
import type { DocumentSection } from './document/document.ts';
import type { PaperTable } from './layout.ts';
import type { MonthSource } from './source.ts';

/** The picture below a table of a month or quarter; empty: the table has none, or there is nothing to draw. */
export function pictureBelow(table: PaperTable, source: MonthSource): DocumentSection[] {
  if (table === 'promises') return promisePicture(source);
  return table === 'trend' ? faultPicture(source) : [];
}

/** What became of promises: of the last months, and of each promise of this one. */
function promisePicture({ trend, promises, view: { language } }: MonthSource): DocumentSection[] {
  if (trend.every(({ promises: standing }) => owedCount(standing) === 0)) return [];
  const heading = t(language, 'paper.picture.months');
  const bars = trend.map(({ month, promises: standing }) => promiseBar(monthName(month, language), standing, language));
  const each = groupOf(t(language, 'report.by-promise'), promises, (key) => clauseAndPromise(key, language), language);
  const groups = [{ heading, bars: bars.toReversed(), more: '' }, ...(each.bars.length > 0 ? [each] : [])];
  return pictureOf(t(language, 'paper.picture.promises'), groups, legendOf(language), language);
}

function faultPicture({ trend, view: { language } }: MonthSource): DocumentSection[] {
  if (trend.every(({ faults }) => faults === 0)) return [];
  const bars = trend.map(({ month, faults }) => ({
    name: monthName(month, language),
    counts: { faults },
    said: String(faults),
  }));
  const heading = t(language, 'paper.picture.months');
  return pictureOf(t(language, 'paper.picture.faults'), [{ heading, bars: bars.toReversed(), more: '' }], [], language);
}

function pictureOf(
  caption: string,
  groups: readonly BarGroup[],
  legend: MonthPicture['legend'],
  language: Language,
): DocumentSection[] {
  const colon = t(language, 'report.colon');
  const lines = groups.map(({ heading, bars, more }) =>
    [heading, ...bars.map(({ name, said }) => `${name}${colon}${said}`), more].filter(Boolean).join('\n'),
  );
  const alt = [caption, ...lines].join('\n');
  return [{ part: 'picture', picture: { title: '', headline: [], groups, legend }, caption, alt }];
}
