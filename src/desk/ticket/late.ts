import { z } from 'zod';
import type { Result } from '../../lib/refusal.ts';
import type { Answer, Ask } from '../desk.ts';
import { readInput } from '../input.ts';
import { answerCard } from '../tell.ts';
import { maySee, withTerms } from './flow.ts';
import { listOpenTickets } from './store.ts';
import { LATE_PAGE, lateCard, lateOf } from './view/late-card.ts';

/** The last page that is shown; who has more late tickets than that narrows the list in a customer's channel. */
const LAST_PAGE = 1000;
const LateInput = z.object({ page: z.coerce.number().int().min(1).max(LAST_PAGE).default(1) });

/** How many open tickets are read to find the late ones. */
const EVERY_TICKET = 10_000;

/**
 * Shows a page of the open tickets with broken promises, the longest overdue first, then those that are due soon or had
 * no progress for too long. In a channel that belongs to a customer, that customer's; elsewhere all that the asker may
 * open.
 */
export async function showLate(ask: Ask): Promise<Result<Answer>> {
  const { turn, asker, book } = ask;
  const read = readInput(LateInput, ask.input);
  if (!read.ok) return read;
  const { customer } = asker;
  const open = await listOpenTickets(turn.tx, { ...(customer ? { customer } : {}), limit: EVERY_TICKET });
  const seen = open.filter(({ ticket }) => maySee(asker, ticket.facts));
  const listed = await Promise.all(
    seen.map(async (each) => ({ id: each.id, ticket: each.ticket, terms: (await withTerms(turn, each)).terms })),
  );
  const late = lateOf(listed, turn.now);
  const page = Math.min(read.value.page, Math.max(1, Math.ceil(late.length / LATE_PAGE)));
  return answerCard(lateCard(late, page, { source: book.source, language: asker.language, now: turn.now }));
}
