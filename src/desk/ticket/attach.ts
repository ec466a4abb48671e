import type { KeptFile } from '../../chat/event.ts';
import { accept, type Result } from '../../lib/refusal.ts';
import type { Ask, Fact } from '../desk.ts';
import { actorOf } from './asked.ts';
import type { TicketAtHand } from './case/loaded.ts';
import type { TicketId } from './case/ticket.ts';
import { atHand, stepTicket } from './flow.ts';
import { insertAttachments, takeTicket } from './store.ts';
import { readStep } from './verb/input.ts';

/** Files and words that the customer sends after the report, on a ticket that the turn holds. */
export async function attach(ask: Ask, at: TicketAtHand): Promise<Result<readonly Fact[]>> {
  const step = readStep('attach', ask, at.terms);
  if (!step.ok) return step;
  const taken = await stepTicket(ask.turn, at, step.value, actorOf(ask));
  if (!taken.ok) return taken;
  await insertAttachments(ask.turn.tx, at.held.id, keptFiles(ask), ask.turn.now);
  return accept(taken.value.facts);
}

/** Files that came with a report belong to the ticket it became. */
export async function attachFiles(ask: Ask, id: TicketId): Promise<void> {
  const held = keptFiles(ask).length > 0 ? await takeTicket(ask.turn.tx, id) : undefined;
  if (held) await attach({ ...ask, input: {} }, await atHand(ask.turn, held));
}

function keptFiles({ message }: Ask): (KeptFile & { readonly name: string })[] {
  return (message?.files ?? []).flatMap(({ name, kept }) => (kept ? [{ ...kept, name }] : []));
}
