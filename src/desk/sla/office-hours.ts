import type { Instant } from '../../lib/instant.ts';
import type { Calendar } from './calendar.ts';

/**
 * When a notice that is not urgent goes out: at once in office hours, else at the next opening; also at once if the
 * office does not open before what it announces is due (docs/clauses.md, "Not urgent").
 */
export function notUrgentAt(office: Calendar, at: Instant, dueAt: Instant): Instant {
  const openAt = office.nextOpen(at);
  return openAt < dueAt ? openAt : at;
}
