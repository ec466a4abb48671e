import type { Book } from '../book/book.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import { onDutyAt } from '../oncall/oncall.ts';
import { findRoster } from '../oncall/store.ts';
import type { LoadedTicket } from '../ticket/case/loaded.ts';
import { isDone } from '../ticket/case/ticket.ts';
import { nextPromiseAt } from '../ticket/clock/clocks.ts';
import { handOver, withTerms } from '../ticket/flow.ts';
import { lockOpenTicketsOf } from '../ticket/store.ts';
import type { ListedTicket } from '../ticket/view/list.ts';

/** Which tickets pass on at a handoff. */

export type HandedOver = Extract<Fact, { kind: 'duty.handed-over' }>;

/** Gives the tickets to the one who comes. Those without a running clock come last. */
export async function handOverTickets(
  turn: DeskTurn,
  { from, to, rotation, why }: HandedOver,
  book: Book,
): Promise<ListedTicket[]> {
  const open = (await lockOpenTicketsOf(turn.tx, from)).filter(({ ticket }) => !isDone(ticket));
  const loaded = await Promise.all(open.map((each) => withTerms(turn, each)));
  const theirs: LoadedTicket[] = [];
  for (const each of loaded) {
    const own = rotationFor(each, book);
    if (own === rotation || (why === 'shift' && !(await hasBell(turn, own, from, book)))) theirs.push(each);
  }
  for (const { stored } of theirs) await handOver(turn, stored, to);
  return urgentFirst(theirs.map(({ stored, terms }) => ({ id: stored.id, ticket: stored.ticket, terms })));
}

/** Whether a person has the bell of another rotation, or hands it over at this moment: its tickets stay with that one. */
async function hasBell({ tx, now }: DeskTurn, rotation: string | undefined, person: string, { source }: Book) {
  const roster = rotation === undefined ? undefined : await findRoster(tx, rotation, source, now);
  return roster !== undefined && [now, now - 1].some((at) => onDutyAt(roster, at) === person);
}

/** The rotation of a ticket's contract; if the book no longer has it, the book's first one. */
function rotationFor({ terms }: LoadedTicket, { source: { rotations } }: Book): string | undefined {
  const { rotation } = terms.policy;
  return Object.hasOwn(rotations, rotation) ? rotation : Object.keys(rotations).sort()[0];
}

export function urgentFirst(tickets: readonly ListedTicket[]): ListedTicket[] {
  const dueOf = ({ ticket, terms }: ListedTicket) => nextPromiseAt(ticket, terms);
  return tickets.toSorted((one, other) => dueOf(one) - dueOf(other));
}
