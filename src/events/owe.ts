import type { Database, Tx } from '../db/database.ts';
import type { JobSink } from '../db/turn.ts';
import { currentBook } from '../desk/book/store.ts';
import { type Logged, takeLogged } from '../desk/logged.ts';
import { writeOwed } from '../desk/pending-notices.ts';
import { noticesOf } from './message.ts';
import { listDisabled } from './state.ts';
import { findLogged } from './store.ts';

export interface OweParts {
  readonly jobs: () => JobSink;
  /** Whether the book that this process follows has webhooks: without any, a transaction costs nothing more. */
  readonly hasWebhooks: () => boolean;
}

/**
 * A database whose transactions tell the book's webhooks of every entry that they logged: the messages are owed in the
 * outbox, in the same transaction, before it commits. So no way of writing a log can be forgotten, none is told twice,
 * and none of a transaction that was rolled back.
 */
export function withEvents(database: Database, { jobs, hasWebhooks }: OweParts): Database {
  return {
    ...database,
    transaction: (work) =>
      database.transaction(async (tx) => {
        const result = await work(tx);
        const logged = takeLogged(tx);
        if (logged.length > 0 && hasWebhooks()) await oweEvents(tx, jobs(), logged);
        return result;
      }),
  };
}

async function oweEvents(tx: Tx, jobs: JobSink, logged: readonly Logged[]): Promise<void> {
  const source = (await currentBook(tx))?.source;
  if (!source?.webhooks) return;
  const disabled = await listDisabled(tx);
  const notices = noticesOf(await findLogged(tx, logged), { source, disabled });
  await writeOwed({ tx, jobs, owed: { notices, withdrawals: [] } });
}
