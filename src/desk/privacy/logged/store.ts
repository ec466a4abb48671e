import type { Tx } from '../../../db/database.ts';
import type { Instant } from '../../../lib/instant.ts';
import { nameOf, type Setting } from '../../chain/setting/rows.ts';
import { recordSettings } from '../../chain/setting/store.ts';

/** Tables of which the log of settings has an entry for each row: which kind it is, and in SQL what it calls the row. */
const LOGGED: Readonly<Record<string, { readonly setting: Setting; readonly about: string }>> = {
  board_session: { setting: 'board-session', about: nameOf('id') },
  channel_binding: { setting: 'channel-customer', about: "platform || '/' || channel" },
  duty_feed: { setting: 'calendar-link', about: nameOf('id') },
  person_link: { setting: 'account', about: "person || '/' || platform" },
};

/** Who deletes, and when. */
export interface Deletion {
  readonly by: string;
  readonly at: Instant;
}

/** Runs `delete from table …`, with an entry in the log of settings for each row that it speaks of. Gives how many rows went. */
export async function deleteLogged(
  tx: Tx,
  table: string,
  condition: string,
  values: readonly unknown[],
  { by, at }: Deletion,
): Promise<number> {
  const logged = LOGGED[table];
  const sql = `delete from ${table} ${condition} returning ${logged?.about ?? `''`} as about`;
  const rows = await tx.query<{ about: string }>(sql, [...values]);
  if (logged) await recordSettings(tx, { setting: logged.setting, about: rows.map(({ about }) => about), by, at });
  return rows.length;
}
