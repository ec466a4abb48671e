import type { Database } from '../../db/database.ts';
import { applyOverrides } from '../../desk/address/overrides.ts';
import { readTurnStart } from '../../desk/begin-turn.ts';
import type { Book } from '../../desk/book/book.ts';
import { currentVersion, loadBook } from '../../desk/book/store.ts';
import type { PageTurn } from '../../desk/export/flow.ts';
import { resolvePerson } from '../../desk/person/person.ts';
import { t } from '../../i18n/i18n.ts';
import { refusalWords } from '../../i18n/refusal.ts';
import type { Instant } from '../../lib/instant.ts';
import { type Language, namesIn } from '../../lib/language.ts';
import { type Refusal, refuse } from '../../lib/refusal.ts';

/** The desk's database as `deskbell export` and `deskbell evidence` use it, in the running desk or beside none. */
export interface DeskData {
  /** Runs `work` in a transaction of its own. */
  readonly turn: <T>(work: (turn: PageTurn) => Promise<T>) => Promise<T>;
  /** The book in force, with what was chosen in chat. */
  readonly book: Book;
  readonly now: Instant;
}

/** What a command prints, and the exit status. */
export interface CliAnswer {
  /** For stdout. */
  readonly lines: readonly string[];
  /** For stderr; empty: nothing. */
  readonly problem: string;
  readonly status: 0 | 1 | 2;
}

export function problem(words: string, status: 1 | 2): CliAnswer {
  return { lines: [], problem: words, status };
}

/** Lets `use` work with a database; one without a book is answered with status 1. */
export async function useDeskData(
  database: Database,
  now: Instant,
  language: Language,
  use: (data: DeskData) => Promise<CliAnswer>,
): Promise<CliAnswer> {
  const read = await database.transaction(async (tx) => {
    if ((await currentVersion(tx)) === undefined) return undefined;
    const start = await readTurnStart(tx);
    return { start, book: applyOverrides(await loadBook(tx, start.book), start.overrides) };
  });
  if (!read) return problem(t(language, 'export.cli.no-book'), 1);
  const { overrides } = read.start;
  const turn: DeskData['turn'] = (work) => database.transaction((tx) => work({ tx, overrides }));
  return use({ turn, book: read.book, now });
}

/** The person of the book whom `--by` names; undefined: no one was named. Refused if the book has no such person. */
export function findAsker({ source }: Book, by: string | undefined): string | undefined | Refusal {
  if (by === undefined) return undefined;
  const key = resolvePerson(source.people, by, { platform: '', mentions: {} });
  return key ?? refuse('ticket.unknown-person', { to: by, allowed: namesIn(source.people) });
}

export function refused(refusal: Refusal, language: Language): CliAnswer {
  const { code, params } = refusal;
  return problem(t(language, code, refusalWords(params, language)), 2);
}
