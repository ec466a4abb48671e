import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { Ask } from '../desk.ts';
import { shorten } from '../input.ts';
import { takeAsked } from '../ticket/asked.ts';
import { atHand, type TicketAtHand } from '../ticket/flow.ts';
import { takeTicket } from '../ticket/store.ts';
import type { PartAtHand } from './flow.ts';
import { parsePartNumber } from './names.ts';
import { parts } from './store.ts';

/** The part that an ask names, held until the turn ends; its ticket is held first, as in every turn about one. */
export async function takePart({ turn, input }: Ask): Promise<Result<PartAtHand>> {
  const given = input.part ?? '';
  const id = parsePartNumber(given);
  const found = id === undefined ? undefined : await parts.find(turn.tx, id);
  const held = found && (await takeTicket(turn.tx, found.state.ticketId));
  const part = found && (await parts.take(turn.tx, found.id));
  if (!held || part?.state.of !== 'part')
    return given === ''
      ? refuse('input.missing', { field: 'part' })
      : refuse('part.not-found', { part: shorten(given, 20) });
  return accept({ at: await atHand(turn, held), id: part.id, state: part.state });
}

/** The part that an ask names by its number, or the ticket whose part it means. */
export async function takePartOrTicket(ask: Ask): Promise<Result<PartAtHand | TicketAtHand>> {
  const { part = '', ticket = part } = ask.input;
  if (parsePartNumber(part) !== undefined) return takePart(ask);
  return takeAsked({ ...ask, input: { ...ask.input, ticket } });
}
