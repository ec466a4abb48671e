import type { Database } from '../db/database.ts';
import type { Lane } from './notice.ts';
import { COLUMNS, type NoticeRow, noticeOf, type TakenNotice } from './store.ts';

/** From how many waiting notices on they are merged into one message, and how many one message has at most. */
const FEWEST: Readonly<Record<Lane, number>> = {
  urgent: 5,
  normal: 5,
  calm: 2,
  card: Number.POSITIVE_INFINITY,
};
const MOST = 30;
/** A message of alerts shows the worst and counts the others, so it holds more; each of them is stored with it. */
const MOST_ALERTS = 300;

/** Notices for one message: same channel, lane and language, alerts or not, the oldest first, each with a gist. */
export interface Gathered {
  /** Identifies the message: a message that was tried is tried again with the same notices. */
  readonly digest: number;
  readonly notices: readonly TakenNotice[];
}

/** How many notices of a lane must wait before they are merged. */
export function fewestOf(lane: Lane): number {
  return FEWEST[lane];
}

/**
 * Marks a notice and those that go out together with it as `sending`: the ones that it was tried with before and that
 * may have arrived, or else, if `fewest` wait, those of its channel that have a gist. undefined: it goes alone, and was
 * not marked. Alerts and other notices are not mixed.
 */
export async function gather(database: Database, head: TakenNotice, fewest: number): Promise<Gathered | undefined> {
  const { id, digest, place, lane, post } = head;
  if (digest === 0) return undefined;
  if (digest !== undefined) return gathered(digest, await database.query<NoticeRow>(AGAIN, [digest]));
  // It was tried alone and may have arrived: only its own key finds it there.
  if (post.gist === '' || place.threadId !== '' || head.attempts > 0) return undefined;
  const isAlert = post.alert !== undefined;
  const most = isAlert ? MOST_ALERTS : MOST;
  const values = [id, place.platform, place.channelId, lane, post.language, fewest, most, isAlert];
  return gathered(id, await database.query<NoticeRow>(TOGETHER, values));
}

function gathered(digest: number, rows: readonly NoticeRow[]): Gathered | undefined {
  if (rows.length === 0) return undefined;
  return { digest, notices: rows.map(noticeOf).sort((one, other) => one.id - other.id) };
}

/** Makes notices go out one by one, as if they had never been tried. */
export async function scatter(database: Database, notices: readonly TakenNotice[], error: string): Promise<void> {
  await database.query(
    `UPDATE notice SET status = 'pending', attempts = 0, digest = 0, error = $2 WHERE id = ANY($1::bigint[])`,
    [notices.map(({ id }) => id), error],
  );
}

const AGAIN = `
  UPDATE notice SET status = 'sending', attempts = attempts + (status = 'sending')::int
  WHERE digest = $1::bigint AND status IN ('pending', 'sending')
  RETURNING ${COLUMNS}`;

const TOGETHER = `
  WITH alike AS (
    SELECT id FROM notice
    WHERE platform = $2 AND channel = $3 AND lane = $4 AND status = 'pending' AND thread = '' AND attempts = 0
      AND digest IS NULL AND post->>'gist' <> '' AND post->>'language' = $5
      AND (post ? 'alert') = $8::boolean
    ORDER BY id LIMIT $7::int FOR UPDATE SKIP LOCKED)
  UPDATE notice SET status = 'sending', digest = $1::bigint FROM alike
  WHERE notice.id = alike.id AND (SELECT count(*) FROM alike) >= $6::int
  RETURNING ${COLUMNS}`;
