import { z } from 'zod';
import type { Ask } from '../desk.ts';
import { zoneOfMonths } from '../report/flow.ts';
import { type Month, monthAt } from '../report/month.ts';

/** A month in a page's address; anything else counts as left out. */
export const MonthParam = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
  .optional()
  .catch(undefined);

const Params = z.object({
  month: MonthParam,
  customer: z.string().max(40).catch(''),
});

/** The month of the page. `now`: the one that is under way; `customer` undefined: all whose cases the reader may see. */
export interface MonthAsked {
  readonly month: Month;
  readonly now: Month;
  readonly customer: string | undefined;
}

/** Reads the page's address: a month that has not begun is the one under way, and a closed customer is none. */
export function monthAsked({ asker, book, turn, input }: Ask): MonthAsked {
  const params = Params.parse(input);
  const { staff, closed = [] } = asker;
  const now = monthAt(turn.now, zoneOfMonths(book.source));
  const month = params.month === undefined || params.month > now ? now : params.month;
  const wanted = Object.hasOwn(book.source.customers, params.customer) && !closed.includes(params.customer);
  return { month, now, customer: staff ? (wanted ? params.customer : undefined) : (asker.customer ?? '') };
}
