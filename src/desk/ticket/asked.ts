import { z } from 'zod';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { Ask } from '../desk.ts';
import { readInput } from '../input.ts';
import type { LoadedTicket } from './case/loaded.ts';
import { parseTicketNumber } from './case/names.ts';
import type { TicketId } from './case/ticket.ts';
import { mayTouch, withTerms } from './flow.ts';
import { findTicket, lockTicket } from './store.ts';
import type { Actor } from './verb/verb.ts';

/** From an ask to its ticket, and to the person as the rules see them. */

const TicketNumber = z.string().transform((text, context) => {
  const id = parseTicketNumber(text);
  if (id === undefined) context.addIssue({ code: 'custom', message: 'not a ticket number' });
  return id ?? (0 as TicketId);
});

/** A ticket's number, as people write it. */
export const TicketInput = z.object({ ticket: TicketNumber });

/**
 * The ticket that an ask names, locked until the turn ends; a press has locked the ticket of its card already. Refuses
 * a ticket of somebody else's customer as if there were none.
 */
export function lockAsked(ask: Ask): Promise<Result<LoadedTicket>> {
  return asked(ask, lockTicket);
}

/** The same, to look at: nothing is locked. */
export function findAsked(ask: Ask): Promise<Result<LoadedTicket>> {
  return asked(ask, findTicket);
}

async function asked({ turn, asker, input, pressed }: Ask, find: typeof findTicket): Promise<Result<LoadedTicket>> {
  const read = readInput(TicketInput, input);
  if (!read.ok) return read;
  const id = read.value.ticket;
  if (pressed?.stored.id === id) return accept(pressed);
  const stored = await find(turn.tx, id);
  const isTheirs = stored && mayTouch(asker, stored.ticket.facts);
  return isTheirs ? accept(await withTerms(turn, stored)) : refuse('ticket.not-found', { ticket: `T-${id}` });
}

/** The asker, as far as the rules care. */
export function actorOf({ asker: { key, staff, roles, name } }: Ask): Actor {
  const [director, manager] = [roles.includes('director'), roles.includes('manager')];
  return { key, staff, director, manager, ...(staff || name === '' ? {} : { name }) };
}
