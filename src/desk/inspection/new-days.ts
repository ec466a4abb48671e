import type { Instant } from '../../lib/instant.ts';
import type { CivilDate } from '../sla/calendar.ts';
import { CHAIN_NOTICES, type Chain, chainOf } from './chain.ts';
import type { Inspection, InspectionTerms } from './inspection.ts';

/** What becomes of a planned inspection where other public holidays are known. */
export type InspectionMove =
  /** Its date is no working day any more. */
  | { readonly what: 'date'; readonly to: CivilDate }
  /** Its notices are sent at other times; those that were sent stay. */
  | { readonly what: 'chain'; readonly chain: Chain };

/**
 * What moves of an inspection with the days of `terms`; undefined: nothing. A date that is no working day moves to the
 * working day before or after it, as the rule of the book says, later than today.
 */
export function moveOf(inspection: Inspection, terms: InspectionTerms, now: Instant): InspectionMove | undefined {
  const { date, status, finished, told, chain } = inspection;
  const { office } = terms.calendars;
  const today = office.dateOf(now);
  if (status !== 'open' || finished || date <= today) return undefined;
  if (!office.isWorkday(date)) {
    const before = office.addWorkdays(date, -1);
    const isBefore = terms.rule.holiday !== 'next' && before > today;
    return { what: 'date', to: isBefore ? before : office.addWorkdays(date, 1) };
  }
  const fresh = chainOf(date, now, terms.rule, office);
  // What was due by now is sent as it was planned.
  const isKept = (notice: (typeof CHAIN_NOTICES)[number]) => told.includes(notice) || chain[notice] <= now;
  const next = Object.fromEntries(
    CHAIN_NOTICES.map((notice) => [notice, isKept(notice) ? chain[notice] : fresh[notice]]),
  ) as unknown as Chain;
  return CHAIN_NOTICES.some((notice) => next[notice] !== chain[notice]) ? { what: 'chain', chain: next } : undefined;
}
