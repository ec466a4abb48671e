import { z } from 'zod';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { Ask } from '../desk.ts';
import { readInput } from '../input.ts';
import type { LoadedTicket } from './case/loaded.ts';
import { parseTicketNumber } from './case/names.ts';
import type { TicketId } from './case/ticket.ts';
import { maySee, withTerms } from './flow.ts';
import { findTicket, lockTicket } from './store.ts';
import type { Actor } from './verb/verb.ts';

/** Finds the ticket that an ask names, and makes the actor that the verbs' rules check. */

const TicketNumber = z.string().transform((text, context) => {
  const id = parseTicketNumber(text);
  if (id === undefined) context.addIssue({ code: 'custom', message: 'not a ticket number' });
  return id ?? (0 as TicketId);
});

/** The number of a ticket as people write it: `T-12`, `t12`, `#12`, `12`. */
export const TicketInput = z.object({ ticket: TicketNumber });

/**
 * Locks the ticket that an ask names until the turn ends; after a press it is locked already. A ticket of another
 * customer is refused as if it did not exist.
 */
export function lockAskedTicket(ask: Ask): Promise<Result<LoadedTicket>> {
  return loadAsked(ask, lockTicket);
}

/** Finds the ticket that an ask names, without locking it. Refuses as `lockAsked` does. */
export function findAskedTicket(ask: Ask): Promise<Result<LoadedTicket>> {
  return loadAsked(ask, findTicket);
}

async function loadAsked({ turn, asker, input, pressed }: Ask, find: typeof findTicket): Promise<Result<LoadedTicket>> {
  const read = readInput(TicketInput, input);
  if (!read.ok) return read;
  const id = read.value.ticket;
  if (pressed?.stored.id === id) return accept(pressed);
  const stored = await find(turn.tx, id);
  const isTheirs = stored && maySee(asker, stored.ticket.facts);
  return isTheirs ? accept(await withTerms(turn, stored)) : refuse('ticket.not-found', { ticket: `T-${id}` });
}

/** The asker with what the verbs' rules check: who they are, and their roles. */
export function actorOf({ asker: { key, staff, roles, name }, person: { platform, userId } }: Ask): Actor {
  const [director, manager] = [roles.includes('director'), roles.includes('manager')];
  const theirs = staff ? {} : { person: { platform, userId } };
  return { key, staff, director, manager, roles, ...theirs, ...(staff || name === '' ? {} : { name }) };
}
