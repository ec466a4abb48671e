import type { Named } from '../../lib/language.ts';
import type { Book } from '../book/book.ts';
import type { BookSource } from '../book/schema.ts';
import type { DeskTurn } from '../desk.ts';
import { countOpenTickets, listOpenTickets } from '../ticket/store.ts';

/** What applying a book means for what is open now. */
export interface Effects {
  /** They keep what they were promised. */
  readonly openTickets: number;
  /** People who leave, with their open tickets; those without any are left out. */
  readonly leaving: readonly { readonly name: Named; readonly tickets: readonly number[] }[];
  /** Customers who are no longer in the book and have something open. */
  readonly goneCustomers: readonly {
    readonly name: Named;
    readonly tickets: readonly number[];
    /** Inspections, complaints, papers and the like. */
    readonly matters: number;
  }[];
}

/** More tickets of one person or customer are not named. */
const MOST_TICKETS = 200;

/** Looks at what is open now. Writes nothing. */
export async function listEffects(tx: DeskTurn['tx'], before: Book, after: Book): Promise<Effects> {
  return {
    openTickets: await countOpenTickets(tx, {}),
    leaving: await listLeaving(tx, before.source, after.source),
    goneCustomers: await listGone(tx, before.source, after.source),
  };
}

async function listLeaving(tx: DeskTurn['tx'], { people }: BookSource, after: BookSource): Promise<Effects['leaving']> {
  const leaving: { name: Named; tickets: number[] }[] = [];
  for (const [assignee, { name }] of Object.entries(people)) {
    if (Object.hasOwn(after.people, assignee)) continue;
    const tickets = await listOpenTickets(tx, { assignee, limit: MOST_TICKETS });
    if (tickets.length > 0) leaving.push({ name, tickets: tickets.map(({ id }) => id) });
  }
  return leaving;
}

async function listGone(
  tx: DeskTurn['tx'],
  { customers }: BookSource,
  after: BookSource,
): Promise<Effects['goneCustomers']> {
  const gone: { name: Named; tickets: number[]; matters: number }[] = [];
  for (const [customer, { name }] of Object.entries(customers)) {
    if (Object.hasOwn(after.customers, customer)) continue;
    const tickets = await listOpenTickets(tx, { customer, limit: MOST_TICKETS });
    const matters = await tx.prisma.matter.count({ where: { customer, status: 'open' } });
    if (tickets.length + matters > 0) gone.push({ name, tickets: tickets.map(({ id }) => id), matters });
  }
  return gone;
}
