import type { KeptFile } from '../../chat/event.ts';
import { accept, type Result } from '../../lib/refusal.ts';
import type { Ask, Fact } from '../desk.ts';
import { actorOf } from './asked-ticket.ts';
import type { LoadedTicket } from './case/loaded.ts';
import type { TicketId } from './case/ticket.ts';
import { stepTicket, withTerms } from './flow.ts';
import { insertAttachments, lockTicket } from './store.ts';
import { VERBS } from './verb/table.ts';

/** Adds the files, and the words with them, that a customer sends after the report. The turn has locked the ticket. */
export async function attach(ask: Ask, at: LoadedTicket): Promise<Result<readonly Fact[]>> {
  const read = VERBS.attach.read(ask, at.terms);
  if (!read.ok) return read;
  const taken = await stepTicket(ask.turn, at, { verb: 'attach', ...read.value }, actorOf(ask));
  if (!taken.ok) return taken;
  await insertAttachments(ask.turn.tx, at.stored.id, keptFiles(ask), ask.turn.now);
  return accept(taken.value.facts);
}

/** Adds the files that came with a report, or with a mail, to its ticket. Gives nothing if there are none. */
export async function attachFiles(ask: Ask, id: TicketId): Promise<readonly Fact[]> {
  const stored = keptFiles(ask).length > 0 ? await lockTicket(ask.turn.tx, id) : undefined;
  const attached = stored && (await attach({ ...ask, input: {} }, await withTerms(ask.turn, stored)));
  return attached?.ok ? attached.value : [];
}

function keptFiles({ message }: Ask): (KeptFile & { readonly name: string })[] {
  return (message?.files ?? []).flatMap(({ name, kept }) => (kept ? [{ ...kept, name }] : []));
}
