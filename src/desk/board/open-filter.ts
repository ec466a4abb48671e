import { z } from 'zod';
import type { Ask } from '../desk.ts';
import type { OpenFilter } from './store.ts';

/** The last page. Further down one chooses a customer or searches. */
const LAST_PAGE = 4_000;

/** How the list of open cases is filtered, as its address says. */
export const OpenParams = z.object({
  page: z.coerce.number().int().min(1).max(LAST_PAGE).catch(1),
  customer: z.string().max(40).catch(''),
  whose: z.enum(['all', 'mine']).catch('all'),
});
export type OpenParams = z.infer<typeof OpenParams>;

/** Customers see their own cases; our people those that are not closed to them. */
export function filterOf({ asker }: Ask, { customer, whose }: OpenParams): OpenFilter {
  const { staff, closed = [], key } = asker;
  if (!staff) return { customer: asker.customer ?? '', assignee: undefined, closed: [] };
  return {
    customer: customer === '' || closed.includes(customer) ? undefined : customer,
    assignee: whose === 'mine' ? key : undefined,
    closed,
  };
}
