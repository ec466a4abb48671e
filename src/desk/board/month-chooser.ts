import type { BoardFilter } from '../../chat/board.ts';
import { t } from '../../i18n/i18n.ts';
import { customerOptions } from '../card/customer.ts';
import type { Ask } from '../desk.ts';
import { type Month, previousMonth } from '../report/month.ts';
import { monthName } from '../report/names.ts';

/** How many months can be chosen. */
const CHOICES = 24;

/** Chooses a month and, for our people, a customer. `customer` undefined: all. */
export function monthChooser(
  { month, now, customer }: { month: Month; now: Month; customer: string | undefined },
  { asker, book }: Ask,
): BoardFilter {
  const { language, staff, closed = [] } = asker;
  const months = [now];
  while (months.length < CHOICES || (months.at(-1) ?? '') > month) months.push(previousMonth(months.at(-1) ?? now));
  const customers = customerOptions(book.source, language).filter(({ value }) => !closed.includes(value));
  return {
    block: 'filter',
    to: { page: 'month', params: {} },
    submit: t(language, 'board.filter.show'),
    fields: [
      {
        kind: 'choice',
        name: 'month',
        label: t(language, 'board.page.month'),
        value: month,
        options: months.map((value) => ({ value, label: monthName(value, language) })),
      },
      ...(staff
        ? [
            {
              kind: 'choice',
              name: 'customer',
              label: t(language, 'card.field.customer'),
              value: customer ?? '',
              options: [{ value: '', label: t(language, 'board.filter.every-customer') }, ...customers],
            } as const,
          ]
        : []),
    ],
  };
}
