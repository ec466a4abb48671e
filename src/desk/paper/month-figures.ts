import { t } from '../../i18n/i18n.ts';
import { whenInYear } from '../../i18n/when.ts';
import { fieldsOf } from '../report/fields.ts';
import { headlineOf, isEmpty } from '../report/text.ts';
import type { TableContent } from './columns.ts';
import type { MonthSource } from './source.ts';

/**
 * The figures of a month or quarter, the same as `/desk month` shows to a customer, and whether they can still change. No
 * row: nothing was counted.
 */
export function figureTable({ figure, before, month, finalAt, isFinal, view }: MonthSource): TableContent {
  const { language, source } = view;
  const fields = fieldsOf({ figure, before, month: { month } }, false, language);
  const state = isFinal
    ? t(language, 'paper.figure.final')
    : t(language, 'paper.figure.so-far', { at: whenInYear(language, finalAt, source.provider.timeZone) });
  return {
    columns: [
      ['figure', 30],
      ['result', 70],
    ],
    rows: isEmpty(figure)
      ? []
      : [
          [t(language, 'paper.figure.promises'), headlineOf(figure, language)],
          ...fields.map(({ label, value }) => [label, value]),
          [t(language, 'paper.figure.state'), state],
        ],
  };
}
