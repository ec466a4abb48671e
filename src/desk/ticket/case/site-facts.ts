import type { Instant } from '../../../lib/instant.ts';
import { type Book, findCustomer, isBillable } from '../../book/book.ts';
import { type BookCustomer, spanOf } from '../../book/schema.ts';
import type { ReportFacts } from './ticket.ts';

type SiteFacts = Pick<
  ReportFacts,
  'customer' | 'site' | 'device' | 'serviceLevel' | 'distanceKm' | 'travelMs' | 'billable'
>;

/**
 * What a ticket keeps about its site: distance, travel time, service level, and whether work there is billable (C6).
 */
export function siteFacts(
  book: Book,
  customer: string,
  site: BookCustomer['sites'][number],
  device: string | undefined,
  now: Instant,
): SiteFacts {
  const found = findCustomer(book, customer);
  if (!found) throw new Error(`book ${book.version} has no customer ${customer}`);
  const travel = spanOf(site.travel);
  const of = { site: site.key, ...(device === undefined ? {} : { device }) };
  return {
    customer,
    site: site.key,
    device,
    serviceLevel: found.serviceLevel,
    distanceKm: site.distanceKm,
    travelMs: travel.unit === 'workdays' ? 0 : travel.ms,
    billable: isBillable(found, of, book.always.dateOf(now)),
  };
}
