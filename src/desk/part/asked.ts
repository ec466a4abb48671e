import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { Ask } from '../desk.ts';
import { shorten } from '../input.ts';
import type { MatterStore } from '../matter/store.ts';
import { lockAskedTicket } from '../ticket/asked-ticket.ts';
import type { LoadedTicket } from '../ticket/case/loaded.ts';
import { withTerms } from '../ticket/flow.ts';
import { lockTicket } from '../ticket/store.ts';
import type { PartAtHand } from './flow.ts';
import type { Loaner } from './loaner.ts';
import type { LoanerAtHand } from './loaner-flow.ts';
import { parseLoanerNumber, parsePartNumber } from './names.ts';
import type { PartEntry, SparePart } from './part.ts';
import { loaners, parts } from './store.ts';

/** The part that an ask names, locked until the turn ends. */
export async function takePart(ask: Ask): Promise<Result<PartAtHand>> {
  const { part = '' } = ask.input;
  const found = await lockWithTicket(ask, parts, parsePartNumber(part));
  return found ? accept(found) : notFound('part', part);
}

/** The loaner that an ask names, locked until the turn ends. */
export async function takeLoaner(ask: Ask): Promise<Result<LoanerAtHand>> {
  const { loaner = '' } = ask.input;
  const found = await lockWithTicket(ask, loaners, parseLoanerNumber(loaner));
  return found ? accept(found) : notFound('loaner', loaner);
}

/** The part that an ask names by its number, or the ticket whose part it means. */
export async function takePartOrTicket(ask: Ask): Promise<Result<PartAtHand | LoadedTicket>> {
  const { part = '', ticket = part } = ask.input;
  if (parsePartNumber(part) !== undefined) return takePart(ask);
  return lockAskedTicket({ ...ask, input: { ...ask.input, ticket } });
}

/** The ticket is locked first, as in every turn about one. */
async function lockWithTicket<S extends SparePart | Loaner>(
  { turn }: Ask,
  store: MatterStore<S, PartEntry>,
  id: number | undefined,
): Promise<{ readonly at: LoadedTicket; readonly id: number; readonly state: S } | undefined> {
  const found = id === undefined ? undefined : await store.find(turn.tx, id);
  const ticket = found && (await lockTicket(turn.tx, found.state.ticketId));
  const locked = found && (await store.lock(turn.tx, found.id));
  return ticket && locked && { at: await withTerms(turn, ticket), id: locked.id, state: locked.state };
}

function notFound(field: 'part' | 'loaner', given: string): Result<never> {
  return given === ''
    ? refuse('input.missing', { field })
    : refuse(`${field}.not-found`, { [field]: shorten(given, 20) });
}
