import { z } from 'zod';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { bookOf, directoryOf } from '../address/turn-book.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { readInput } from '../input.ts';
import { sendFiles } from '../paper/file.ts';
import { answerCard, tell } from '../tell.ts';
import { findAskedTicket } from '../ticket/asked-ticket.ts';
import { shownTicket } from '../ticket/show.ts';
import { caseListCard, PAGE_LENGTH } from './case-list.ts';
import { caseRecordCard, filesIn, recordOf } from './case-papers.ts';
import { listCases } from './store.ts';

/** All cases of a customer, closed ones too, and what belongs to each: card, papers, ratings. */
export const caseCommands: readonly Command[] = [
  {
    name: 'ticket.show',
    for: 'everyone',
    typed: { slash: 'desk', zh: ['查看'], en: ['show'], takes: ['ticket'] },
    run: show,
  },
  {
    name: 'dossier.cases',
    for: 'everyone',
    typed: { slash: 'desk', zh: ['全部工单', '历史工单'], en: ['cases'], takes: [] },
    run: listAll,
  },
  { name: 'dossier.send-papers', for: 'everyone', typed: undefined, run: sendPapers },
];

/** Shows a ticket's card; to customers then its papers and ratings, if there are any. */
async function show(ask: Ask): Promise<Result<Answer>> {
  const found = await findAskedTicket(ask);
  if (!found.ok) return found;
  const { turn, asker, book } = ask;
  const { id } = found.value.stored;
  const record = asker.staff ? undefined : caseRecordCard(id, await recordOf(turn, id), book.source, asker.language);
  const cards = [shownTicket(found.value, ask), ...(record ? [record] : [])];
  return accept({ replies: cards.map((card) => ({ kind: 'card', card }) as const), facts: [] });
}

/** The last page that is shown; what is further back is found by `/desk find`. */
const LAST_PAGE = 1000;
const CasesInput = z.object({ page: z.coerce.number().int().min(1).max(LAST_PAGE).default(1) });

/**
 * Lists a page of tickets, the newest first. Customers see their own, staff those of the channel's customer, elsewhere
 * all. Withdrawn ones are left out. Refused for strangers.
 */
async function listAll({ turn, asker, book, input }: Ask): Promise<Result<Answer>> {
  const { staff, customer } = asker;
  if (!staff && customer === undefined) return refuse('ticket.customer-unknown');
  const read = readInput(CasesInput, input);
  if (!read.ok) return read;
  const { page } = read.value;
  const found = await listCases(turn.tx, customer, {
    skip: (page - 1) * PAGE_LENGTH,
    count: PAGE_LENGTH,
    closed: asker.closed,
  });
  return answerCard(caseListCard(found, page, book, asker));
}

/**
 * Sends the files of a ticket's papers to the customer's channel once more, into the ticket's thread. Refused to staff,
 * who have the team's copies, and if there are no files that the customer may have.
 */
async function sendPapers(ask: Ask): Promise<Result<Answer>> {
  const { turn, asker } = ask;
  if (asker.staff) return refuse('ticket.customer-only');
  const found = await findAskedTicket(ask);
  if (!found.ok) return found;
  const { id, ticket } = found.value.stored;
  const { papers } = await recordOf(turn, id);
  if (filesIn(papers).length === 0) return refuse('case.no-papers');
  for (const { id: number, book: ref, state } of papers) {
    const view = { ...directoryOf(turn, await bookOf(turn, ref)), ticket };
    const sending = { key: `again|${number}|${turn.now}`, to: 'customer', line: 'file' } as const;
    await sendFiles(turn, view, state, state.handedIn?.files ?? [], sending);
  }
  return tell(ask, 'case.papers-sent', { ticket: `T-${id}` });
}
