import type { Instant } from '../../../lib/instant.ts';
import { endPause } from './pause.ts';
import type { FixHow } from './record.ts';
import type { Ticket } from './ticket.ts';
import type { Update } from './update-data.ts';

/** The fix of a ticket: what was done, whether it lasts, and how a mistaken one is taken back. */

/** A `ticket.resolved` entry. */
interface Resolved {
  readonly at: Instant;
  readonly by: string;
  readonly data: { readonly text?: string; readonly cause?: string; readonly fix?: FixHow };
}

/** Resolves the ticket: nothing waits for the customer any longer. */
export function resolveTicket(ticket: Ticket, { at, by, data }: Resolved): Partial<Ticket> {
  const { respondedAt, waitsForAnswer, waitsForPlan, pausedSince, pauses, fix, rejected } = ticket;
  return {
    status: 'resolved',
    resolvedAts: [...ticket.resolvedAts, at],
    waitsForAnswer: false,
    waitsForPlan: undefined,
    ...endPause(ticket, at),
    fix: { how: data.fix, done: data.text ?? '', cause: data.cause ?? '', by, who: undefined, at },
    rejected: undefined,
    beforeFix: { respondedAt, waitsForAnswer, waitsForPlan, pausedSince, pauses, fix, rejected },
  };
}

/** Takes the last resolve back, as if it had never been. */
export function undoResolve({ resolvedAts, beforeFix }: Ticket): Partial<Ticket> {
  if (!beforeFix) return {};
  // A stored ticket leaves out what is undefined.
  const { respondedAt, waitsForAnswer, waitsForPlan, pausedSince, pauses, fix, rejected } = beforeFix;
  return {
    respondedAt,
    waitsForAnswer,
    waitsForPlan,
    pausedSince,
    pauses,
    fix,
    rejected,
    status: 'open',
    resolvedAts: resolvedAts.slice(0, -1),
    rating: undefined,
    withdrawWish: undefined,
    beforeFix: undefined,
  };
}

/** The final repair after a workaround. */
export function repair({ fix }: Ticket, { at, by, data }: Update): Partial<Ticket> {
  if (!fix) return {};
  return {
    fix: { ...fix, cause: data.cause || fix.cause, repaired: { by, who: undefined, at, text: data.text ?? '' } },
  };
}

/** A step that counts as a response after the resolve stays one if the resolve is taken back. */
export function noteResponse({ beforeFix }: Ticket, at: Instant): Partial<Ticket> {
  return beforeFix && beforeFix.respondedAt === undefined ? { beforeFix: { ...beforeFix, respondedAt: at } } : {};
}

/** Whether the final repair is still owed, because only a workaround restored the service. */
export function owesRepair({ fix, status }: Ticket): boolean {
  return status !== 'open' && status !== 'withdrawn' && fix?.how === 'workaround' && !fix.repaired;
}
