import { DAY, type Instant } from '../../../lib/instant.ts';
import { currentBook } from '../../book/store.ts';
import { recordForgotten } from '../../chain/forget/store.ts';
import { deleteWordsOfCase } from '../../confidential/flow.ts';
import type { DeskTurn } from '../../desk.ts';
import { maskMatters } from '../case/flow.ts';
import { type InTurn, keysOf } from '../flow.ts';
import { createCustomerMask } from '../mask.ts';
import { deleteOld, listEndedMatters, listEndedTickets, type OldRows } from './store.ts';

/** What goes by itself once it was kept for as many days as the settings say. Every night; what is not set is kept. */

/** For how many days each kind is kept; left out: for good. */
export type KeptDays = Readonly<Partial<Record<'caseWords' | OldRows, number | undefined>>>;

/** How much went: cases that lost their words, and rows. Kinds without a setting are left out. */
export type Swept = Readonly<Partial<Record<'caseWords' | OldRows, number>>>;

const ROWS: readonly OldRows[] = ['caseFiles', 'mail', 'notices', 'chat', 'access'];
/** Cases of one look; the next look finds the others. */
const AT_ONCE = 50;

/** Lets go what is too old at `now`. Ends early once `stopping` is aborted; the next night goes on. */
export async function letGo(inTurn: InTurn, days: KeptDays, now: Instant, stopping: AbortSignal): Promise<Swept> {
  const swept: Record<string, number> = {};
  if (days.caseWords !== undefined) {
    const before = now - days.caseWords * DAY;
    swept.caseWords = (await letTicketsGo(inTurn, before, stopping)) + (await letMattersGo(inTurn, before, stopping));
  }
  for (const kind of ROWS) {
    const kept = days[kind];
    if (kept === undefined) continue;
    swept[kind] = await deleteOld(
      (work) => inTurn(({ tx }) => work(tx)),
      kind,
      { before: now - kept * DAY, now },
      stopping,
    );
  }
  return swept;
}

async function letTicketsGo(inTurn: InTurn, before: Instant, stopping: AbortSignal): Promise<number> {
  let count = 0;
  while (!stopping.aborted) {
    const ids = await inTurn(async (turn) => listEndedTickets(turn.tx, before, await listConfirmed(turn), AT_ONCE));
    if (ids.length === 0) break;
    for (const id of ids) {
      if (stopping.aborted) break;
      await inTurn((turn) => deleteWordsOfCase(turn, id, 'clock'));
      count += 1;
    }
  }
  return count;
}

async function letMattersGo(inTurn: InTurn, before: Instant, stopping: AbortSignal): Promise<number> {
  let count = 0;
  while (!stopping.aborted) {
    const found = await inTurn((turn) => maskSlice(turn, before));
    count += found;
    if (found < AT_ONCE) break;
  }
  return count;
}

async function maskSlice(turn: DeskTurn, before: Instant): Promise<number> {
  const { tx, now } = turn;
  const ids = await listEndedMatters(tx, before, await listConfirmed(turn), AT_ONCE);
  if (ids.length === 0) return 0;
  const isKey = await keysOf(tx);
  const { remains: matters, files } = await maskMatters(turn, ids, {
    maskFor: () => createCustomerMask(isKey),
    files: 'all',
  });
  const entry = { about: 'time', of: 'kept-long-enough', cases: ids.length, files, matters } as const;
  await recordForgotten(tx, entry, undefined, 'clock', now);
  return ids.length;
}

/** Customers whose deletion a person confirms, when the book says so (E9). */
async function listConfirmed({ tx }: DeskTurn): Promise<string[]> {
  const customers = (await currentBook(tx))?.source.customers ?? {};
  return Object.keys(customers).filter((key) => customers[key]?.confidential?.deleteAfter !== undefined);
}
