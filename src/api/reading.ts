import type { Context } from 'hono';
import { languageOf } from '../adapter/web/language.ts';
import type { Database, Tx } from '../db/database.ts';
import { applyOverrides } from '../desk/address/overrides.ts';
import { readTurnStart, type TurnStart } from '../desk/begin-turn.ts';
import type { Book } from '../desk/book/book.ts';
import { loadBook } from '../desk/book/store.ts';
import { customersOf } from '../desk/token/token.ts';
import type { Language } from '../lib/language.ts';
import type { ApiEnv } from './guard.ts';

/** What a request reads with. */
export interface Reading extends TurnStart {
  readonly tx: Tx;
  /** The book in force, with what was chosen in chat; `bookRef` names its version. */
  readonly inForce: Book;
  /** Keys of the customers that the token reaches. */
  readonly customers: readonly string[];
  readonly language: Language;
}

/** Reads in one transaction, with the book as it is now. */
export function reading<T>(
  database: Database,
  context: Context<ApiEnv>,
  read: (reading: Reading) => Promise<T>,
): Promise<T> {
  return database.transaction(async (tx) => {
    const start = await readTurnStart(tx);
    const inForce = applyOverrides(await loadBook(tx, start.book), start.overrides);
    const customers = customersOf(context.var.token, inForce.source);
    const language = languageOf(undefined, context.req.header('accept-language'), inForce.source.provider.language);
    return read({ ...start, tx, inForce, customers, language });
  });
}
