import { isoOf } from '../../lib/instant.ts';
import type { BookRef } from '../book/store.ts';
import type { DueSource } from '../desk.ts';
import type { Ticket, TicketId } from '../ticket/case/ticket.ts';
import {
  type DueMatter,
  type LapseMatter,
  MATTER,
  type MatterFeature,
  type MatterRow,
  type MatterState,
  type Save,
  saveAll,
  storedOf,
} from './store.ts';

/** Features with deadlines; loaners, records of the service file and service forms have none. */
type ClockedFeature = Exclude<MatterFeature, 'loaner' | 'file' | 'sheet'>;

/**
 * The due work of all matters. One turn takes all matters that are due at the same instant and hands each to its
 * feature.
 */
export function matterDues(features: Readonly<Record<ClockedFeature, LapseMatter>>): DueSource {
  return {
    table: 'matter',
    async take(tx, until, skip, most) {
      const rows = await tx.query<DueRow>(LOCK_DUE, [isoOf(until), skip.map(Number), most]);
      const [first] = rows;
      return (
        first && {
          rows: rows.map(({ row }) => String(row)),
          dueAt: first.next_due_at.getTime(),
          async happen(turn) {
            const saves: Save[] = [];
            for (const row of rows) {
              const matter = { ...storedOf(row), ticket: ticketOf(row) } as DueMatter<never>;
              saves.push({ feature: row.feature, id: row.id, change: await features[row.feature](turn, matter) });
            }
            await saveAll(turn.tx, saves);
            return [];
          },
        }
      );
    },
  };
}

type DueRow = MatterRow<MatterState> & {
  /** Primary key of the row. People know a matter by its number within its feature. */
  readonly row: number;
  readonly feature: ClockedFeature;
  readonly next_due_at: Date;
  readonly ticket_id: TicketId | null;
  readonly ticket_version: BookRef['version'];
  readonly ticket_hash: BookRef['hash'];
  readonly ticket: Ticket;
};

/**
 * Locks the matters that are due at the earliest instant at which any unlocked matter is due, with their tickets. Many
 * may be due at once, for example as the office opens.
 */
const LOCK_DUE = `
  with first as (
    select next_due_at as at from matter
     where next_due_at is not null and next_due_at <= $1::timestamptz and id <> all ($2::int[])
     order by next_due_at, id limit 1 for update skip locked
  ) select matter.id as row, matter.number as id, ${MATTER}, version.id as version, version.hash,
      ticket.id as ticket_id, pinned.id as ticket_version, pinned.hash as ticket_hash, ticket.state as ticket
    from matter join book_version version on version.id = matter.book_version_id
      left join ticket on ticket.id = matter.ticket_id left join book_version pinned on pinned.id = ticket.book_version_id
   where matter.next_due_at = (select at from first) and matter.id <> all ($2::int[])
   order by matter.id limit $3 for update of matter skip locked`;

function ticketOf({ ticket_id: id, ticket_version: version, ticket_hash: hash, ticket }: DueRow) {
  return id === null ? undefined : { id, book: { version, hash }, ticket };
}
