import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { Ask } from '../desk.ts';
import { readInput } from '../input.ts';
import type { LoadedTicket } from './case/loaded.ts';
import { mayTouch, withTerms } from './flow.ts';
import { findTicket, lockTicket } from './store.ts';
import { TicketInput } from './verb/input.ts';
import type { Actor } from './verb/step-type.ts';

/** The ticket that an ask names, locked until the turn ends. Whose it is not, for them it is not there. */
export function lockAsked(ask: Ask): Promise<Result<LoadedTicket>> {
  return asked(ask, lockTicket);
}

/** The same, to look at. */
export function findAsked(ask: Ask): Promise<Result<LoadedTicket>> {
  return asked(ask, findTicket);
}

async function asked({ turn, asker, input }: Ask, find: typeof findTicket): Promise<Result<LoadedTicket>> {
  const read = readInput(TicketInput, input);
  if (!read.ok) return read;
  const stored = await find(turn.tx, read.value.ticket);
  const isTheirs = stored && mayTouch(asker, stored.ticket.facts);
  return isTheirs
    ? accept(await withTerms(turn, stored))
    : refuse('ticket.not-found', { ticket: `T-${read.value.ticket}` });
}

/** Who asks, as far as the rules care. */
export function actorOf({ asker: { key, staff, roles, name } }: Ask): Actor {
  const [director, manager] = [roles.includes('director'), roles.includes('manager')];
  return { key, staff, director, manager, ...(staff || name === '' ? {} : { name }) };
}
