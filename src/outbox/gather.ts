import type { Database } from '../db/database.ts';
import type { Lane } from './notice.ts';
import { COLUMNS, type NoticeRow, noticeOf, type TakenNotice } from './store.ts';

/** From how many waiting notices on they go out as one message, and how many one message names at most. */
const FEWEST: Readonly<Record<Lane, number>> = {
  urgent: 5,
  normal: 5,
  calm: 2,
  card: Number.POSITIVE_INFINITY,
};
const MOST = 50;

/** Notices that go out in one message: same channel, lane and language, oldest first, each with a gist. */
export interface Gathered {
  /** Names the message: what was tried under it before is tried again, nothing added. */
  readonly digest: number;
  readonly notices: readonly TakenNotice[];
}

/** How many notices of a lane have to wait before any of them go out as one message. */
export function fewestOf(lane: Lane): number {
  return FEWEST[lane];
}

/**
 * Takes a notice and what goes out together with it: what was tried with it before and may have arrived, else, on a
 * channel where enough waits, what says all it says in a gist. Undefined: it goes alone, and was not taken.
 */
export async function gather(database: Database, head: TakenNotice): Promise<Gathered | undefined> {
  const { id, digest, place, lane, post } = head;
  if (digest === 0) return undefined;
  if (digest !== undefined) return gathered(digest, await database.query<NoticeRow>(AGAIN, [digest]));
  // A try of its own may have arrived: only its own key finds it.
  if (post.gist === '' || place.threadId !== '' || head.attempts > 0) return undefined;
  const values = [id, place.platform, place.channelId, lane, post.language, FEWEST[lane], MOST];
  return gathered(id, await database.query<NoticeRow>(TOGETHER, values));
}

function gathered(digest: number, rows: readonly NoticeRow[]): Gathered | undefined {
  if (rows.length === 0) return undefined;
  return { digest, notices: rows.map(noticeOf).sort((one, other) => one.id - other.id) };
}

/** Lets notices go out one by one, as if they had never been tried. */
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
    ORDER BY id LIMIT $7::int FOR UPDATE SKIP LOCKED)
  UPDATE notice SET status = 'sending', digest = $1::bigint FROM alike
  WHERE notice.id = alike.id AND (SELECT count(*) FROM alike) >= $6::int
  RETURNING ${COLUMNS}`;
