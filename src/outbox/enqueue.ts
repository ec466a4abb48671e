import type { Turn } from '../db/turn.ts';
import type { Notice, Withdrawal } from './notice.ts';

/**
 * Owes notices to the world, in the turn's own transaction: first takes back the waiting ones that `withdrawals` name,
 * then adds `notices` in their order (a key that is there already adds nothing) and the jobs that will deliver them.
 * At most two statements and the queue's one; none where there is nothing to do. A withdrawn notice was never told, so
 * it gives its key back.
 */
export async function enqueue(
  turn: Turn,
  notices: readonly Notice[],
  withdrawals: readonly Withdrawal[],
): Promise<void> {
  if (withdrawals.length > 0) await turn.tx.$executeRawUnsafe(WITHDRAW, JSON.stringify(withdrawals));
  if (notices.length === 0) return;
  const added = await turn.tx.$queryRawUnsafe<AddedRow[]>(INSERT, JSON.stringify(notices.map(wireOf)));
  if (added.length === 0) return;
  const jobs = added.map((row) => ({ noticeId: Number(row.id), orderKey: row.order_key }));
  await turn.jobs.add(turn.tx, jobs);
}

interface AddedRow {
  readonly id: bigint;
  readonly order_key: string;
}

const WITHDRAW = `
  UPDATE notice SET status = 'withdrawn', key = key || '|withdrawn|' || id
  FROM jsonb_to_recordset($1::jsonb) AS gone("subject" text, "keyPrefix" text)
  WHERE notice.status = 'pending' AND notice.subject = gone."subject" AND starts_with(notice.key, gone."keyPrefix")`;

const INSERT = `
  INSERT INTO notice (key, kind, subject, at, audience, platform, channel, thread, lane, post, facts, not_after)
  SELECT n->>'key', n->>'kind', n->>'subject', (n->>'at')::timestamptz, n->>'audience',
    n->'place'->>'platform', n->'place'->>'channelId', n->'place'->>'threadId', n->>'lane',
    n->'post', n->'facts', (n->>'notAfter')::timestamptz
  FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS given(n, position)
  ORDER BY position
  ON CONFLICT (key) DO NOTHING
  RETURNING id, platform || '/' || channel || '/' || lane AS order_key`;

/** Instants travel as ISO text; what is undefined stays out and becomes null. */
function wireOf(notice: Notice): object {
  const notAfter = notice.notAfter === undefined ? undefined : new Date(notice.notAfter).toISOString();
  return { ...notice, at: new Date(notice.at).toISOString(), notAfter };
}
