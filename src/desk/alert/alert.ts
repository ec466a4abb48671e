import type { Instant } from '../../lib/instant.ts';
import type { Span } from '../../lib/span.ts';

/** Alerts of monitoring systems: which become tickets, which belong to one. Pure decisions. */

/** One alert as it was sent, in one shape for all senders. */
export interface SentAlert {
  /** The same for each repeat of one trouble. */
  readonly fingerprint: string;
  readonly firing: boolean;
  readonly title: string;
  readonly text: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** An alert that was told of before. */
export interface KnownAlert {
  readonly fingerprint: string;
  readonly firing: boolean;
  readonly times: number;
  /** undefined: it became none yet. */
  readonly ticket: number | undefined;
  /** Whether that ticket is still worked on. */
  readonly isOpen: boolean;
}

export type Decision =
  /** Another word of an alert whose ticket is open. */
  | { readonly is: 'known'; readonly ticket: number; readonly again: boolean }
  | { readonly is: 'new' }
  /** There were too many new ones: it joins the ticket of another. */
  | { readonly is: 'storm'; readonly ticket: number }
  /** It ended. `ticket` undefined: it was never told of, or its ticket is closed. */
  | { readonly is: 'ended'; readonly ticket: number | undefined };

/** The single tickets that a hook made for a customer lately. */
export interface Recent {
  readonly count: number;
  /** The last one that is still open. */
  readonly last: number | undefined;
}

/** What becomes of an alert. `most`: so many single tickets are made within the time of a storm. */
export function decide(
  sent: Pick<SentAlert, 'firing'>,
  known: KnownAlert | undefined,
  recent: Recent,
  most: number,
): Decision {
  const ticket = known?.isOpen ? known.ticket : undefined;
  if (!sent.firing) return { is: 'ended', ticket: known?.firing ? ticket : undefined };
  if (ticket !== undefined) return { is: 'known', ticket, again: known?.firing === false };
  if (recent.count >= most && recent.last !== undefined) return { is: 'storm', ticket: recent.last };
  return { is: 'new' };
}

/** Whether people are told of the number of alerts in one ticket: at 2, 10, 100, 1,000 …, so that a storm is few notes. */
export function isTold(before: number, after: number): boolean {
  const mark = (count: number) => (count < 2 ? 0 : 1 + Math.floor(Math.log10(count)));
  return mark(after) > mark(before);
}

/** Since when tickets count as of one storm. */
export function stormSince(now: Instant, within: Span): Instant {
  return now - (within.unit === 'clock' ? within.ms : 0);
}
