import { currentBook } from '../desk/book/store.ts';
import { writeOwed } from '../desk/pending-notices.ts';
import { noticesOf } from '../events/message.ts';
import { findWebhook } from '../events/state.ts';
import { type Cursor, findEntryAt, listBehind } from '../events/store.ts';
import { isoOf } from '../lib/instant.ts';
import type { Answer } from './door.ts';
import type { ManageWebhooksParts } from './webhook-parts.ts';

export interface ReplayAsked {
  readonly key: string;
  readonly since?: number | undefined;
  readonly from?: { readonly ticket: number; readonly seq: number } | undefined;
}

/** How many entries one transaction reads. */
const PAGE = 500;
/** More than this is no gap that is filled: the receiver should read the tickets by the API. */
const MOST = 50_000;

/**
 * Owes the events of all logs since an instant, or since an entry of a ticket, to one webhook again, with the ids that
 * they had and with tickets as they are now. They go out behind what waits.
 */
export async function replay(parts: ManageWebhooksParts, { key, since, from }: ReplayAsked): Promise<Answer> {
  const { database, jobs, clock } = parts;
  if ((await findWebhook(database, key)).state.disabledAt !== undefined)
    return { text: `${key} is disabled: deskbell webhook enable ${key} first.`, status: 2 };
  const at = from ? await database.transaction((tx) => findEntryAt(tx, from.ticket, from.seq)) : since;
  if (at === undefined) return { text: `There is no entry T-${from?.ticket}#${from?.seq}.`, status: 2 };
  const replayed = `replay ${clock.now()}`;
  let cursor: Cursor | undefined = { at, of: '', id: 0, seq: 0 };
  let [read, owed] = [0, 0];
  while (cursor && read < MOST) {
    const behind: Cursor = cursor;
    const page = await database.transaction(async (tx) => {
      const source = (await currentBook(tx))?.source;
      const events = await listBehind(tx, behind, PAGE);
      const told = { source, disabled: new Set<string>(), only: key, replay: replayed };
      const notices = source ? noticesOf(events, { ...told, source }) : [];
      await writeOwed({ tx, jobs, owed: { notices, withdrawals: [] } });
      return { events, count: notices.length };
    });
    read += page.events.length;
    owed += page.count;
    cursor = page.events.length === PAGE ? page.events.at(-1) : undefined;
  }
  const rest = cursor ? `; it ends at ${isoOf(cursor.at)}, go on from there` : '';
  return { text: `${owed} events since ${isoOf(at)} are sent to ${key} again${rest}.`, status: 0 };
}
