import type { Result } from '../../lib/refusal.ts';
import { parseNumber } from '../address/number.ts';
import type { Ask, DeskTurn } from '../desk.ts';
import { lookUpByNumber } from '../matter/input.ts';
import type { MatterStore } from '../matter/store.ts';
import { lockAskedTicket } from '../ticket/asked-ticket.ts';
import type { LoadedTicket } from '../ticket/case/loaded.ts';
import { withTerms } from '../ticket/flow.ts';
import { lockTicket } from '../ticket/store.ts';
import type { LockedPart } from './flow.ts';
import type { Loaner } from './loaner.ts';
import type { PartEntry, SparePart } from './part.ts';
import { loaners, parts } from './store.ts';

/** Finds the part by its number in the input and locks it until the turn ends. */
export const lockPart = lookUpByNumber('part', (turn, id) => lockWithTicket(turn, parts, id));

/** Finds the loaner by its number in the input and locks it until the turn ends. */
export const lockLoaner = lookUpByNumber('loaner', (turn, id) => lockWithTicket(turn, loaners, id));

/** Like `lockPart`; but if the input names a ticket instead of a part, locks and gives the ticket. */
export async function lockPartOrTicket(ask: Ask): Promise<Result<LockedPart | LoadedTicket>> {
  const { part = '', ticket = part } = ask.input;
  if (parseNumber('part', part) !== undefined) return lockPart(ask);
  return lockAskedTicket({ ...ask, input: { ...ask.input, ticket } });
}

/** Locks the ticket, then the part or loaner: every turn locks in this order. */
async function lockWithTicket<S extends SparePart | Loaner>(
  turn: DeskTurn,
  store: MatterStore<S, PartEntry>,
  id: number,
): Promise<{ readonly at: LoadedTicket; readonly id: number; readonly state: S } | undefined> {
  const found = await store.find(turn.tx, id);
  const ticket = found && (await lockTicket(turn.tx, found.state.ticketId));
  const locked = found && (await store.lock(turn.tx, found.id));
  return ticket && locked && { at: await withTerms(turn, ticket), id: locked.id, state: locked.state };
}
