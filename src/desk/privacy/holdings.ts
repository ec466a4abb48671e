import type { Holding } from './holding.ts';
import { HOLDINGS_BESIDE } from './holdings-beside.ts';
import { HOLDINGS_OF_CASES } from './holdings-of-cases.ts';
import { HOLDINGS_OF_PEOPLE } from './holdings-of-people.ts';
import { HOLDINGS_OF_TALK } from './holdings-of-talk.ts';

/**
 * What the desk keeps of people, table by table: the one list by which `deskbell forget`, retention and docs/privacy.md go. A
 * table or column that is missing here fails test/house/privacy.test.ts, so that each new one is decided on.
 */

/** Every table of prisma/schema. */
export const HOLDINGS: Readonly<Record<string, Holding>> = {
  ...HOLDINGS_OF_CASES,
  ...HOLDINGS_OF_PEOPLE,
  ...HOLDINGS_OF_TALK,
  ...HOLDINGS_BESIDE,
};

/** The columns of a table that may have a person's words, names or accounts. */
export function wordColumns({ columns }: Holding): string[] {
  return Object.keys(columns).filter((column) => columns[column] === 'words' || columns[column] === 'account');
}

/** Tables whose rows are masked when a person (a customer) is forgotten, beside cases. */
export function maskedTables(whose: 'person' | 'customer'): string[] {
  return Object.keys(HOLDINGS).filter((table) => HOLDINGS[table]?.[whose] === 'masked');
}
