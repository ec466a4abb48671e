import type { Config } from '../config.ts';
import type { Tx } from '../db/database.ts';
import { lookAtDatabase } from '../db/look.ts';
import { compareMigrations, readMigrations } from '../db/migrate.ts';
import { targetOf } from '../db/open.ts';
import { applyOverrides } from '../desk/address/overrides.ts';
import { findOverrides } from '../desk/begin-turn.ts';
import { prepareBook } from '../desk/book/book.ts';
import { type Merged, mergeFile } from '../desk/book/edit/merge.ts';
import { loadEdited } from '../desk/book/edit/store.ts';
import type { BookSource } from '../desk/book/schema.ts';
import { currentBook } from '../desk/book/store.ts';
import type { Running } from '../desk/oncall/new-book.ts';
import { listRosters } from '../desk/oncall/store.ts';
import { t } from '../i18n/i18n.ts';
import type { Instant } from '../lib/instant.ts';
import type { Language } from '../lib/language.ts';

/** The book of before, and what runs by it. */
export interface Before {
  /** How it is called: its file, or its version. */
  readonly called: string;
  readonly source: BookSource;
  readonly running: ReadonlyMap<string, Running>;
  /** A book with the days off that the desk knows. */
  readonly inForce: (source: BookSource) => BookSource;
  /** The new book with the small edits from chat that stay over it; left out: the book of before is a file, without any. */
  readonly merged?: Merged;
}

/**
 * The book that the desk of the settings applied last, with the turns and swaps that run, or why it cannot be read.
 * `after`: the new book, which may go on with a rotation that ran before. The database is only looked at.
 */
export async function storedBefore(
  config: Config,
  after: BookSource,
  now: Instant,
  language: Language,
): Promise<Before | { readonly problem: string }> {
  const look = await lookAtDatabase(targetOf(config), async (seen) => {
    const { pending, unknown } = await compareMigrations(seen, await readMigrations());
    if (pending.length + unknown.length > 0) return { problem: t(language, 'revision.cli.pending') };
    const tx = seen as Tx;
    const book = await currentBook(tx);
    if (!book) return { problem: t(language, 'revision.cli.absent') };
    const overrides = await findOverrides(seen);
    const inForce = (source: BookSource) => applyOverrides(prepareBook(0, source), overrides).source;
    // A rotation that the new book brings back goes on as it ran.
    const rosters = [
      ...(await listRosters(tx, inForce(after), now)),
      ...(await listRosters(tx, inForce(book.source), now)),
    ];
    const running = rosters.map(([key, { editions, schedule }]): [string, Running] => [
      key,
      { editions, swaps: schedule.swaps },
    ]);
    const called = t(language, 'revision.cli.version', { version: book.version });
    const merged = mergeFile(after, await loadEdited(tx, book.version));
    return { called, source: book.source, running: new Map(running), inForce, merged };
  });
  switch (look.kind) {
    case 'seen':
      return look.seen;
    case 'absent':
    case 'held':
      return { problem: t(language, `revision.cli.${look.kind}`) };
    case 'unreachable':
      return { problem: t(language, 'revision.cli.unreachable', { code: look.code }) };
  }
}
