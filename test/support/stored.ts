import type { Database } from '../../src/db/database.ts';

/** What the desk has on record: every ticket, its log, and what it owes or owed to the world. */
export interface Stored {
  readonly tickets: readonly Record<string, unknown>[];
  readonly log: readonly {
    readonly ticket: number;
    readonly kind: string;
    readonly at: number;
    readonly data: object;
  }[];
  readonly notices: readonly string[];
}

export async function storedIn(database: Database): Promise<Stored> {
  const tickets = await database.query<Record<string, unknown>>('select * from ticket order by id');
  const log = await database.query<{ ticket: number; kind: string; at: Date; data: object }>(
    'select ticket_id as ticket, kind, at, data from ticket_event order by ticket_id, seq',
  );
  const notices = await database.query<{ key: string }>('select key from notice order by key');
  return {
    tickets,
    log: log.map((entry) => ({ ...entry, at: entry.at.getTime() })),
    notices: notices.map(({ key }) => key),
  };
}
