import { accept, type Result } from '../../lib/refusal.ts';
import { bookOf, directoryOf } from '../address/turn-book.ts';
import { type Book, policyOf, spanCalendarsOf } from '../book/book.ts';
import type { BookPaper } from '../book/paper-rule.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import type { DueMatter } from '../matter/store.ts';
import { listByRole } from '../person/person.ts';
import type { Entry } from '../ticket/case/entry.ts';
import { endsFix, isTakeBack } from '../ticket/case/is-take-back.ts';
import type { LoadedTicket, StoredTicket } from '../ticket/case/loaded.ts';
import { stepTicket } from '../ticket/flow.ts';
import type { Actor } from '../ticket/verb/verb.ts';
import { redrawSignCards } from './ask-to-sign.ts';
import { refusalOfDelivery, untrackedPaper } from './check.ts';
import { gatherCase } from './gather.ts';
import { type Delivery, handIn, reviewersOf } from './hand-in.ts';
import { isFilledByDesk } from './layout.ts';
import { beginNextMonth } from './month-flow.ts';
import { type PaperView, tellPaper } from './notice.ts';
import { beginPaper, lapsePaper, type Paper, withdrawPaper } from './paper.ts';
import { papers } from './store.ts';

/**
 * For faults: a fix and leaving the site start the papers that the contract asks for; a reopened ticket withdraws those
 * of its fix, one that is taken back all of them.
 */
export async function onTicketStepped(turn: DeskTurn, { at, added }: Extract<Fact, { kind: 'ticket.stepped' }>) {
  const { facts } = at.stored.ticket;
  if (facts.kind !== 'fault' || at.terms.policy.papers.length === 0) return;
  for (const entry of added) {
    const after = eventOf(entry);
    if (after !== undefined) await begin(turn, at, after, entry);
    if (isLateCommandLog(entry, at)) await beginCommandLog(turn, at, entry);
    if (endsFix(entry) || isTakeBack(entry)) await withdraw(turn, at, entry);
  }
}

function eventOf(entry: Entry): BookPaper['after'] | undefined {
  if (entry.kind === 'ticket.resolved') return 'resolve';
  return entry.kind === 'ticket.updated' && entry.data.what === 'leave-site' ? 'leave-site' : undefined;
}

/** Sends what a paper owes by the turn's instant: due or overdue notice. */
export async function lapsePaperMatter(turn: DeskTurn, { id, book: ref, state, ticket }: DueMatter<Paper>) {
  const book = await bookOf(turn, ref);
  const progress = lapsePaper(state, ownerOf(book, state, ticket), turn.now);
  if (state.status === 'running') await beginNextMonth(turn, state);
  const view = viewOf(book, turn, ticket);
  await tellPaper(turn, view, id, progress, reviewersOf(book, progress.state, view, turn.now));
  return papers.changeOf(progress);
}

/**
 * Hands in a paper about a ticket. Refused if it is not owed yet or was handed in already; a paper that the policy does
 * not track may be handed in at any time.
 */
export async function deliverTicketPaper(
  turn: DeskTurn,
  at: LoadedTicket,
  paper: string,
  delivery: Delivery,
  by: Actor,
): Promise<Result<readonly Fact[]>> {
  const { refusal, latest } = await lockLatest(turn, at, paper);
  if (refusal) return refusal;
  const source = await gatherIfWritten(turn, at, paper, delivery);
  const stepped = await stepTicket(turn, at, { verb: 'deliver', paper }, by);
  if (!stepped.ok) return stepped;
  const { customer } = at.stored.ticket.facts;
  const about = { customer, ticketId: at.stored.id, paper, after: 'resolve' } as const;
  const view = viewOf(at.book, turn, at.stored);
  const state = latest?.state ?? untrackedPaper(about, turn.now);
  await handIn(turn, at.book, view, { id: latest?.id, state }, { ...delivery, source, by: by.key });
  return accept(stepped.value.facts);
}

/** Why the paper cannot be handed in now; undefined: it can. The ticket's own rules are checked by its step. */
export async function refusalOfTicketPaper(turn: DeskTurn, at: LoadedTicket, paper: string) {
  return (await lockLatest(turn, at, paper)).refusal;
}

/**
 * Locks the ticket's latest paper of that kind and checks whether it can be handed in. Both undefined if the policy
 * does not track the paper.
 */
async function lockLatest(turn: DeskTurn, { stored, terms }: LoadedTicket, paper: string) {
  const isFault = stored.ticket.facts.kind === 'fault';
  if (!isFault || !terms.policy.papers.some((each) => each.paper === paper))
    return { latest: undefined, refusal: undefined };
  const all = await papers.lockAll(turn.tx, { ticketId: stored.id });
  const latest = all.filter(({ state }) => state.paper === paper).at(-1);
  const refusal = refusalOfDelivery(latest?.state, paper);
  // Without a limit nothing is early, and a further version is welcome.
  const hasLimit = terms.policy.papers.some((each) => each.paper === paper && each.within !== undefined);
  return refusal && !hasLimit ? { latest: undefined, refusal: undefined } : { latest, refusal };
}

async function gatherIfWritten(turn: DeskTurn, at: LoadedTicket, paper: string, { parts }: Delivery) {
  return Object.keys(parts).length > 0 || isFilledByDesk(paper) ? gatherCase(turn, at, paper) : undefined;
}

async function begin(turn: DeskTurn, at: LoadedTicket, after: BookPaper['after'], { by, at: eventAt }: Entry) {
  const { book, stored } = at;
  const { customer } = stored.ticket.facts;
  const policy = policyOf(book, customer);
  const owed = policy.papers.filter((rule) => rule.after === after && applies(rule, stored.ticket));
  if (owed.length === 0) return;
  // Leaving the site twice starts one paper only. A second fix starts its own: the first fix's papers were withdrawn.
  const open = after === 'resolve' ? [] : await papers.list(turn.tx, { ticketId: stored.id, status: 'open' });
  const fresh = owed.filter(({ paper }) => !open.some(({ state }) => state.paper === paper));
  await beginAll(turn, at, fresh, { by, at: eventAt });
}

/** Commands were logged only after the fix, so their paper has not begun with the others. */
function isLateCommandLog(entry: Entry, { stored: { ticket } }: LoadedTicket): boolean {
  return entry.kind === 'ticket.updated' && entry.data.what === 'log-commands' && ticket.status !== 'open';
}

async function beginCommandLog(turn: DeskTurn, at: LoadedTicket, entry: Entry): Promise<void> {
  const known = await papers.list(turn.tx, { ticketId: at.stored.id });
  const fresh = policyOf(at.book, at.stored.ticket.facts.customer).papers.filter(
    ({ after, only, paper }) =>
      after === 'resolve' &&
      only === 'commands' &&
      !known.some(({ state }) => state.paper === paper && state.status !== 'withdrawn'),
  );
  await beginAll(turn, at, fresh, entry);
}

/** Whether a paper is owed of this ticket: that of its commands only if some were logged. */
function applies({ only }: BookPaper, { commandLogs = 0 }: StoredTicket['ticket']): boolean {
  return only !== 'commands' || commandLogs > 0;
}

async function beginAll(
  turn: DeskTurn,
  { book, stored }: LoadedTicket,
  fresh: readonly BookPaper[],
  { by, at: eventAt }: Pick<Entry, 'by' | 'at'>,
): Promise<void> {
  const { customer } = stored.ticket.facts;
  const policy = policyOf(book, customer);
  const progress = fresh.map((rule) => {
    const event = { customer, ticketId: stored.id, by, at: eventAt };
    const begun = beginPaper(event, rule, spanCalendarsOf(book, policy));
    const lapsed = lapsePaper(begun.state, ownerOf(book, begun.state, stored), turn.now);
    return { state: lapsed.state, added: [...begun.added, ...lapsed.added] };
  });
  const ids = await papers.insertAll(turn.tx, book.version, progress, turn.now);
  const view = viewOf(book, turn, stored);
  for (const [index, each] of progress.entries())
    await tellPaper(turn, view, ids[index] ?? 0, each, reviewersOf(book, each.state, view, turn.now));
}

/** Withdraws the papers of a fix that did not hold; of a ticket that was taken back all that are not archived yet. */
async function withdraw(turn: DeskTurn, at: LoadedTicket, entry: Entry): Promise<void> {
  const { book, stored } = at;
  for (const { id, state } of await papers.lockAll(turn.tx, { ticketId: stored.id })) {
    const isPending = state.status === 'delivered' || state.status === 'accepted';
    const isMoot = isTakeBack(entry) ? isPending || state.status === 'open' : isOpenOfFix(state);
    if (!isMoot) continue;
    const progress = withdrawPaper(state, entry.by, entry.at);
    await papers.save(turn.tx, id, progress);
    const view = viewOf(book, turn, stored);
    await tellPaper(turn, view, id, progress, reviewersOf(book, state, view, turn.now));
    await redrawSignCards(turn, book, view, id, progress.state);
  }
}

function isOpenOfFix({ status, after }: Paper): boolean {
  return status === 'open' && after === 'resolve';
}

export function viewOf(book: Book, turn: DeskTurn, stored: Pick<StoredTicket, 'ticket'> | undefined): PaperView {
  return { ...directoryOf(turn, book), ticket: stored?.ticket };
}

/**
 * Who must write the paper: by the book's rule the ticket's assignee or the first person of a role, or else the
 * escalation channel.
 */
function ownerOf(book: Book, { customer, paper }: Paper, stored: Pick<StoredTicket, 'ticket'> | undefined): string {
  const owner = policyOf(book, customer).papers.find((rule) => rule.paper === paper)?.owner;
  const found =
    owner === undefined || owner === 'assignee' ? stored?.ticket.assignee : listByRole(book.source.people, owner)[0];
  return found ?? 'escalation';
}
