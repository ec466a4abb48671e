import type { Instant } from '../../lib/instant.ts';
import type { Calendar } from './calendar.ts';

/**
 * When a notice that is not urgent goes out: at once inside office hours, else when the office next opens; but at once
 * where the office does not open before what it tells of is due (docs/clauses.md, "Not urgent").
 */
export function notUrgentAt(office: Calendar, at: Instant, dueAt: Instant): Instant {
  const openAt = office.nextOpen(at);
  return openAt < dueAt ? openAt : at;
}
