import { type LinksAt, NO_LINKS } from '../../chat/page.ts';
import { DAY, type Instant } from '../../lib/instant.ts';
import { LIMITS } from './limits.ts';
import { signPass } from './verify.ts';

/**
 * Makes links as of an instant. `origin` gives the public address without a slash at its end; undefined: no pages are
 * served, or not yet.
 */
export function createPageLinks(key: Buffer, origin: () => string | undefined): LinksAt {
  return (now, after) => {
    const base = origin();
    if (base === undefined) return NO_LINKS;
    const until = (ms: number) => ({ exp: endOfDay(now + ms), ...madeAfter(after) });
    return {
      ticket: (id, customer) =>
        `${base}/web/t/${signPass(key, { kind: 'ticket', id, customer, ...until(LIMITS.ticketLinkMs) })}`,
      report: (customer) =>
        `${base}/web/r/${signPass(key, { kind: 'report', customer, ...until(LIMITS.reportLinkMs) })}`,
      inspection: (id, person) =>
        `${base}/web/i/${signPass(key, { kind: 'inspection', id, person, ...until(LIMITS.inspectionLinkMs) })}`,
      complain: (customer, ticketId) => `${base}/web/c/${complainToken(key, { customer, ticketId, after }, now)}`,
      board: (id) => `${base}/web/board/in/${signPass(key, { kind: 'board', id, exp: now + LIMITS.boardLinkMs })}`,
      duty: (id) => `${base}/web/d/${signPass(key, { kind: 'duty', id, exp: LIMITS.dutyLinkUntil })}.ics`,
      file: (id) => `${base}/web/f/${signPass(key, { kind: 'file', id, ...until(LIMITS.fileLinkMs) })}`,
    };
  };
}

/** What a link to the page for complaints is about. */
export interface ComplainLink {
  readonly customer: string;
  readonly ticketId: number | undefined;
  readonly after: number | undefined;
}

export function complainToken(key: Buffer, { customer, ticketId, after }: ComplainLink, now: Instant): string {
  const about = { ...(ticketId === undefined ? {} : { ticket: ticketId }), ...madeAfter(after) };
  return signPass(key, { kind: 'complain', customer, ...about, exp: endOfDay(now + LIMITS.ticketLinkMs) });
}

/** The part of a pass that says after which revocation it was made. A link that leads to another hands on its own. */
export function madeAfter(after: number | undefined): { readonly after?: number } {
  return after ? { after } : {};
}

/** Links expire at the end of a day, so links made on one day are equal and cards with them do not change. */
export function endOfDay(at: Instant): Instant {
  return Math.ceil(at / DAY) * DAY;
}
