import type { Query } from '../db/database.ts';
import { type Instant, isoOf, SECOND } from '../lib/instant.ts';

/** How long a process may take to tell of a trouble before another one does. */
const CLAIM_MS = 30 * SECOND;

/**
 * Notes a trouble and asks for the right to tell of it. `true`: this process tells it now; no other does meanwhile. `false`:
 * it was told, or another process is about to.
 */
export async function claimTrouble(query: Query, key: string, now: Instant): Promise<boolean> {
  const rows = await query(
    `insert into trouble (key, since_at, claimed_at) values ($1, $2::timestamptz, $2::timestamptz)
     on conflict (key) do update set claimed_at = excluded.claimed_at
      where trouble.told_at is null and (trouble.claimed_at is null or trouble.claimed_at < $3::timestamptz)
     returning key`,
    [key, isoOf(now), isoOf(now - CLAIM_MS)],
  );
  return rows.length > 0;
}

/** Remembers that people were told. */
export async function markTold(query: Query, key: string, now: Instant): Promise<void> {
  await query('update trouble set told_at = $2::timestamptz where key = $1', [key, isoOf(now)]);
}

/** The keys of all troubles that go on as far as any process knows. */
export async function listTroubles(query: Query): Promise<string[]> {
  return (await query<{ key: string }>('select key from trouble order by key')).map(({ key }) => key);
}

/** Ends a trouble. `true`: people were told of it, and this process tells that it is over. */
export async function endTrouble(query: Query, key: string): Promise<boolean> {
  const [row] = await query<{ told: boolean }>(
    'delete from trouble where key = $1 returning told_at is not null as told',
    [key],
  );
  return row?.told === true;
}
