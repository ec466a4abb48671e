import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { Ask } from '../desk.ts';
import { shorten } from '../input.ts';
import { takeAsked } from '../ticket/asked.ts';
import type { TicketAtHand } from '../ticket/case/loaded.ts';
import { atHand } from '../ticket/flow.ts';
import { takeTicket } from '../ticket/store.ts';
import type { PartAtHand } from './flow.ts';
import type { LoanerAtHand } from './loaner-flow.ts';
import { parseLoanerNumber, parsePartNumber } from './names.ts';
import { type PartMatter, parts } from './store.ts';

/** The part that an ask names, held until the turn ends. */
export async function takePart(ask: Ask): Promise<Result<PartAtHand>> {
  const { part = '' } = ask.input;
  const held = await take(ask, parsePartNumber(part));
  if (held?.state.of === 'part') return accept({ ...held, state: held.state });
  return notFound('part', part);
}

export async function takeLoaner(ask: Ask): Promise<Result<LoanerAtHand>> {
  const { loaner = '' } = ask.input;
  const held = await take(ask, parseLoanerNumber(loaner));
  if (held?.state.of === 'loaner') return accept({ ...held, state: held.state });
  return notFound('loaner', loaner);
}

/** The part that an ask names by its number, or the ticket whose part it means. */
export async function takePartOrTicket(ask: Ask): Promise<Result<PartAtHand | TicketAtHand>> {
  const { part = '', ticket = part } = ask.input;
  if (parsePartNumber(part) !== undefined) return takePart(ask);
  return takeAsked({ ...ask, input: { ...ask.input, ticket } });
}

/** The ticket is held first, as in every turn about one. */
async function take({ turn }: Ask, id: number | undefined) {
  const found = id === undefined ? undefined : await parts.find(turn.tx, id);
  const held = found && (await takeTicket(turn.tx, found.state.ticketId));
  const taken = found && (await parts.take(turn.tx, found.id));
  return held && taken && { at: await atHand(turn, held), id: taken.id, state: taken.state satisfies PartMatter };
}

function notFound(field: 'part' | 'loaner', given: string): Result<never> {
  return given === ''
    ? refuse('input.missing', { field })
    : refuse(`${field}.not-found`, { [field]: shorten(given, 20) });
}
