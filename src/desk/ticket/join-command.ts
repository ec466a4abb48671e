import type { Card } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { makeButton } from '../card/button.ts';
import type { Answer, Ask } from '../desk.ts';
import { tell } from '../tell.ts';
import { actorOf } from './asked-ticket.ts';
import type { LoadedTicket, StoredTicket } from './case/loaded.ts';
import { parseTicketNumber } from './case/names.ts';
import type { TicketId } from './case/ticket.ts';
import { maySee, withTerms } from './flow.ts';
import { type JoinStep, joinTickets, previewJoin } from './join.ts';
import { listOpenTickets, lockTicket } from './store.ts';
import { type AskedVerb, VERBS } from './verb/table.ts';
import { previewMerge } from './view/preview-merge.ts';

/** In a ticket's own thread "duplicate T-3" names the other ticket: the thread's ticket is the one that ends. */
export function inThread(ask: Ask, name: AskedVerb): Ask {
  const [here, ...others] = ask.here;
  const { ticket, other } = ask.input;
  const isJoining = name === 'duplicate' || name === 'merge';
  if (!isJoining || here === undefined || others.length > 0 || other || !ticket) return ask;
  if (parseTicketNumber(ticket) === here) return ask;
  return { ...ask, input: { ...ask.input, ticket: `T-${here}`, other: ticket } };
}

/** More than this many tickets are not offered as a choice. */
const MOST_CHOICES = 20;

/** The customer's other open tickets, for the form of a join; empty for other verbs, and if there are many. */
export async function listOthers({ turn }: Ask, name: AskedVerb, { id, ticket }: StoredTicket) {
  if (name !== 'duplicate' && name !== 'merge') return [];
  const { customer } = ticket.facts;
  const open = await listOpenTickets(turn.tx, { customer, limit: MOST_CHOICES + 2 });
  const others = open.filter((each) => each.id !== id);
  return others.length > MOST_CHOICES ? [] : others.map((each) => ({ id: each.id, title: each.ticket.facts.title }));
}

/**
 * Takes a ticket back as a duplicate of another, or merges it into another; a merge shows first what it does. Refused
 * where no work goes on in the other ticket, or it is not the same customer's.
 */
export async function runJoin(ask: Ask, at: LoadedTicket, step: JoinStep): Promise<Result<Answer>> {
  const found = await lockSurvivor(ask, step.other);
  if (!found.ok) return found;
  const into = found.value;
  const joined = { ...step, other: into.stored.id };
  const numbers = { ticket: `T-${at.stored.id}`, other: `T-${into.stored.id}` };
  const refusal = refuseOther(at, into, step);
  if (refusal) return refusal;
  const by = actorOf(ask);
  if (step.verb === 'merge' && ask.input.sure !== 'shown') {
    const preview = await previewJoin(ask.turn, at, into, by);
    if (!preview.ok) return preview;
    const { language } = ask.asker;
    const view = { language, zone: into.book.source.provider.timeZone, now: ask.turn.now };
    const text = previewMerge(preview.value, into.terms, numbers, view);
    return accept({ replies: [{ kind: 'card', card: mergeCard(ask, numbers, text) }], facts: [] });
  }
  const facts = await joinTickets(ask.turn, at, into, joined, by);
  return facts.ok ? tell(ask, `reply.${step.verb}`, numbers, facts.value) : facts;
}

/**
 * Locks the ticket in which the work goes on: the named one, or if that was a duplicate or merged, the one that it
 * became part of.
 */
async function lockSurvivor({ turn, asker }: Ask, named: TicketId): Promise<Result<LoadedTicket>> {
  const seen = new Set<number>();
  let id = named;
  for (;;) {
    const stored = await lockTicket(turn.tx, id);
    if (!stored || !maySee(asker, stored.ticket.facts)) return refuse('ticket.not-found', { ticket: `T-${id}` });
    const next = stored.ticket.withdrawn?.into;
    if (next === undefined || seen.has(id)) return accept(await withTerms(turn, stored));
    seen.add(id);
    id = next as TicketId;
  }
}

function refuseOther({ stored }: LoadedTicket, into: LoadedTicket, { verb }: JoinStep) {
  const names = { ticket: `T-${stored.id}`, other: `T-${into.stored.id}` };
  const [one, other] = [stored.ticket, into.stored.ticket];
  if (into.stored.id === stored.id) return refuse('ticket.join-itself', names);
  if (one.facts.customer !== other.facts.customer) return refuse('ticket.join-other-customer', names);
  if (other.status === 'withdrawn') return refuse('ticket.join-withdrawn', names);
  if (verb === 'duplicate') return undefined;
  if (!VERBS['take-in'].during.includes(other.status)) return refuse('ticket.merge-closed', names);
  return one.facts.kind === other.facts.kind ? undefined : refuse('ticket.merge-kinds', names);
}

function mergeCard({ asker: { language } }: Ask, numbers: { ticket: string; other: string }, text: string): Card {
  const args = { ...numbers, sure: 'shown' };
  const button = makeButton({
    label: t(language, 'button.preview-merge'),
    command: 'ticket.merge',
    args,
    style: 'primary',
  });
  return {
    subject: `ticket/${numbers.ticket.slice(2)}/preview`,
    tone: 'warn',
    title: t(language, 'preview.title.merge', numbers),
    badges: [],
    parts: [
      { part: 'text', style: 'plain', text },
      { part: 'actions', main: [button], more: [] },
    ],
  };
}
