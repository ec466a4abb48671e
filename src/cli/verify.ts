import type { Config } from '../config.ts';
import type { Tx } from '../db/database.ts';
import { lookAtDatabase } from '../db/look.ts';
import { compareMigrations, readMigrations } from '../db/migrate.ts';
import { targetOf } from '../db/open.ts';
import { listChangedBooks } from '../desk/book/store.ts';
import { type ChainedLog, checkLog } from '../desk/chain/chain.ts';
import { findLog, pageOfLogs } from '../desk/chain/store.ts';
import { parseTicketNumber } from '../desk/ticket/case/names.ts';
import { t } from '../i18n/i18n.ts';
import type { Language } from '../lib/language.ts';
import { type CliAnswer, problem } from './desk-data.ts';

/** What was looked at, and a line for each thing that does not fit. */
interface Findings {
  lines: string[];
  tickets: number;
  entries: number;
  /** Tickets whose chains are still to be made. */
  older: number;
  books: number;
}

/**
 * Checks the logs of all tickets, or of the one that is named, and the service books, against their hashes. The database
 * is only looked at, a page of tickets at a time.
 */
export async function verify(config: Config, ticket: string | undefined, language: Language): Promise<CliAnswer> {
  const id = ticket === undefined ? undefined : parseTicketNumber(ticket);
  if (ticket !== undefined && id === undefined)
    return problem(t(language, 'verify.not-a-number', { value: ticket }), 2);
  const look = await lookAtDatabase(targetOf(config), async (seen) => {
    const { pending, unknown } = await compareMigrations(seen, await readMigrations());
    if (pending.length + unknown.length > 0) return problem(t(language, 'verify.pending'), 1);
    const tx = seen as Tx;
    const found: Findings = { lines: [], tickets: 0, entries: 0, older: 0, books: 0 };
    if (id === undefined) {
      for await (const log of allLogs(tx)) lookAtLog(log, found, language);
      await lookAtBooks(tx, found, language);
    } else {
      const log = await findLog(tx, id);
      if (!log) return problem(t(language, 'verify.no-ticket', { ticket: `T-${id}` }), 2);
      lookAtLog(log, found, language);
    }
    return answerOf(found, language);
  });
  switch (look.kind) {
    case 'seen':
      return look.seen;
    case 'absent':
    case 'held':
      return problem(t(language, `verify.${look.kind}`), 1);
    case 'unreachable':
      return problem(t(language, 'verify.unreachable', { code: look.code }), 1);
  }
}

async function* allLogs(tx: Tx): AsyncGenerator<ChainedLog> {
  for (let after = 0; ; ) {
    const page = await pageOfLogs(tx, after);
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = last.ticketId;
  }
}

function lookAtLog(log: ChainedLog, found: Findings, language: Language): void {
  found.tickets += 1;
  found.entries += log.rows.length;
  if (log.head === '') found.older += 1;
  const ticket = `T-${log.ticketId}`;
  found.lines.push(...checkLog(log).map(({ seq, why }) => t(language, `verify.${why}`, { ticket, seq })));
}

async function lookAtBooks(tx: Tx, found: Findings, language: Language): Promise<void> {
  const { count, changed } = await listChangedBooks(tx);
  found.books = count;
  found.lines.push(...changed.map((version) => t(language, 'verify.book', { version })));
}

function answerOf({ lines, tickets, entries, older, books }: Findings, language: Language): CliAnswer {
  const about = { tickets, entries, books };
  const note = older > 0 ? [t(language, 'verify.older', { tickets: older })] : [];
  if (lines.length === 0) return { lines: [...note, t(language, 'verify.fits', about)], problem: '', status: 0 };
  const sum = t(language, 'verify.misfits', { ...about, count: lines.length });
  return { lines: [...lines, ...note], problem: sum, status: 1 };
}
