import { NO_LINKS, type PageLinks } from '../../chat/page.ts';
import { DAY, type Instant } from '../../lib/instant.ts';
import { LIMITS } from './limits.ts';
import { signPass } from './verify.ts';

/**
 * Makes links as of an instant. `origin` gives the public address without a slash at its end; undefined: no pages are
 * served, or not yet.
 */
export function createPageLinks(key: Buffer, origin: () => string | undefined): (now: Instant) => PageLinks {
  return (now) => {
    const base = origin();
    if (base === undefined) return NO_LINKS;
    return {
      ticket: (id, customer) =>
        `${base}/web/t/${signPass(key, { kind: 'ticket', id, customer, exp: endOfDay(now + LIMITS.ticketLinkMs) })}`,
      report: (customer) =>
        `${base}/web/r/${signPass(key, { kind: 'report', customer, exp: endOfDay(now + LIMITS.reportLinkMs) })}`,
      inspection: (id, person) =>
        `${base}/web/i/${signPass(key, { kind: 'inspection', id, person, exp: endOfDay(now + LIMITS.inspectionLinkMs) })}`,
      complain: (customer, ticketId) => `${base}/web/c/${complainToken(key, customer, ticketId, now)}`,
      board: (id) => `${base}/web/board/in/${signPass(key, { kind: 'board', id, exp: now + LIMITS.boardLinkMs })}`,
      duty: (id) => `${base}/web/d/${signPass(key, { kind: 'duty', id, exp: LIMITS.dutyLinkUntil })}.ics`,
      file: (id) => `${base}/web/f/${signPass(key, { kind: 'file', id, exp: endOfDay(now + LIMITS.fileLinkMs) })}`,
    };
  };
}

export function complainToken(key: Buffer, customer: string, ticketId: number | undefined, now: Instant): string {
  const about = ticketId === undefined ? {} : { ticket: ticketId };
  return signPass(key, { kind: 'complain', customer, ...about, exp: endOfDay(now + LIMITS.ticketLinkMs) });
}

/** Links expire at the end of a day, so links made on one day are equal and cards with them do not change. */
export function endOfDay(at: Instant): Instant {
  return Math.ceil(at / DAY) * DAY;
}
