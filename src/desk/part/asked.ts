import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { Ask } from '../desk.ts';
import { shorten } from '../input.ts';
import { lockAsked } from '../ticket/asked.ts';
import type { LoadedTicket } from '../ticket/case/loaded.ts';
import { withTerms } from '../ticket/flow.ts';
import { lockTicket } from '../ticket/store.ts';
import type { PartAtHand } from './flow.ts';
import type { LoanerAtHand } from './loaner-flow.ts';
import { parseLoanerNumber, parsePartNumber } from './names.ts';
import { type PartMatter, parts } from './store.ts';

/** The part that an ask names, locked until the turn ends. */
export async function takePart(ask: Ask): Promise<Result<PartAtHand>> {
  const { part = '' } = ask.input;
  const stored = await take(ask, parsePartNumber(part));
  if (stored?.state.of === 'part') return accept({ ...stored, state: stored.state });
  return notFound('part', part);
}

export async function takeLoaner(ask: Ask): Promise<Result<LoanerAtHand>> {
  const { loaner = '' } = ask.input;
  const stored = await take(ask, parseLoanerNumber(loaner));
  if (stored?.state.of === 'loaner') return accept({ ...stored, state: stored.state });
  return notFound('loaner', loaner);
}

/** The part that an ask names by its number, or the ticket whose part it means. */
export async function takePartOrTicket(ask: Ask): Promise<Result<PartAtHand | LoadedTicket>> {
  const { part = '', ticket = part } = ask.input;
  if (parsePartNumber(part) !== undefined) return takePart(ask);
  return lockAsked({ ...ask, input: { ...ask.input, ticket } });
}

/** The ticket is locked first, as in every turn about one. */
async function take({ turn }: Ask, id: number | undefined) {
  const found = id === undefined ? undefined : await parts.find(turn.tx, id);
  const stored = found && (await lockTicket(turn.tx, found.state.ticketId));
  const taken = found && (await parts.lock(turn.tx, found.id));
  return (
    stored && taken && { at: await withTerms(turn, stored), id: taken.id, state: taken.state satisfies PartMatter }
  );
}

function notFound(field: 'part' | 'loaner', given: string): Result<never> {
  return given === ''
    ? refuse('input.missing', { field })
    : refuse(`${field}.not-found`, { [field]: shorten(given, 20) });
}
