import { NO_LINKS } from '../../src/chat/page.ts';
import { type ForgetAsked, forgetAsked } from '../../src/control/privacy/forget.ts';
import { verifyLogs } from '../../src/control/take-away/verify.ts';
import { noJobs } from '../../src/db/turn.ts';
import { readTurnStart } from '../../src/desk/begin-turn.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import type { InTurn } from '../../src/desk/privacy/flow.ts';
import { silentLog } from '../../src/lib/log.ts';
import type { TestHouse } from './house.ts';

/** Who asks in these tests: an account on a machine. */
export const OPERATOR = 'root@desk-1';

/** What a turn has beside its transaction, its instant and its actor. */
export const PARTS = {
  turnParts: { jobs: noJobs, log: silentLog, speaksBoth: () => false },
  linksAt: () => NO_LINKS,
};

/** What `deskbell forget` does in the running desk. */
export function forget(house: TestHouse, asked: Partial<ForgetAsked>) {
  const given = { do: 'forget', withOpenCases: false, account: OPERATOR, language: 'en', ...asked };
  return forgetAsked({ database: house.database, now: house.now, ...PARTS }, given);
}

/** Turns of the desk itself, at the house's clock. */
export function inTurns(house: TestHouse): InTurn {
  return (work) =>
    house.database.transaction(async (tx) =>
      work({ ...PARTS.turnParts, links: NO_LINKS, tx, now: house.now(), actor: 'clock', ...(await readTurnStart(tx)) }),
    );
}

/** What `deskbell verify` says. */
export function verified(house: TestHouse) {
  return house.database.transaction((tx) => verifyLogs(tx, undefined, 'en'));
}

export const person = (id: string, ...names: string[]) => ({ person: { id, names } });

/** The book without the customers' contacts. */
export function withoutContacts({ customers, ...book }: BookSource): BookSource {
  const entries = Object.entries(customers).map(([key, each]): [string, typeof each] => [key, { ...each, people: [] }]);
  return { ...book, customers: Object.fromEntries(entries) };
}
