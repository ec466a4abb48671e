import { t } from '../../../i18n/i18n.ts';
import { when } from '../../../i18n/when.ts';
import type { Instant } from '../../../lib/instant.ts';
import type { EntryOf } from '../case/entry.ts';
import type { VisitData } from '../case/update-data.ts';
import type { CardView } from './view.ts';

/** The lines of visits in a ticket's thread. */

/** Who goes, and when they will be there, as far as the log knows. `namesOf` puts keys of people into words. */
export function dispatchedLine(
  { at, by, data }: EntryOf<'ticket.dispatched'>,
  { language, source }: CardView,
  namesOf: (keys: readonly string[]) => string,
): string {
  const { to, arrivalAt } = data;
  if (!to) return t(language, 'line.ticket.dispatched.someone', { by: namesOf([by]) });
  const key = arrivalAt === undefined ? 'line.ticket.dispatched' : 'line.ticket.dispatched.until';
  const arrival = arrivalAt === undefined ? '' : when(language, arrivalAt, source.provider.timeZone, at);
  return t(language, key, { by: namesOf([by]), who: namesOf(to), arrival });
}

/** When a visit is to be, and with whom that was agreed, as parameters of its line. */
export function visitSaid(
  now: Instant,
  { arrivalAt, agreedWith = '' }: VisitData,
  { language, source }: CardView,
): Record<string, string> {
  if (arrivalAt === undefined) return {};
  return { arrival: when(language, arrivalAt, source.provider.timeZone, now), with: agreedWith };
}
