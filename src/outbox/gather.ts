import type { Database } from '../db/open.ts';
import type { Instant } from '../lib/instant.ts';
import type { Lane } from './notice.ts';
import { COLUMNS, type NoticeRow, noticeOf, type TakenNotice } from './store.ts';

/** From how many waiting notices on they go out as one message, and how many one message names at most. */
const FEWEST: Readonly<Record<Lane, number>> = { urgent: 5, normal: 5, calm: 2 };
const MOST = 50;

/** Notices that go out in one message: same channel, lane and language, oldest first, each with a gist. */
export interface Gathered {
  /** Names the message: what was tried under it before is tried again, nothing added. */
  readonly digest: number;
  readonly notices: readonly TakenNotice[];
}

/**
 * Takes what goes out together with a notice that was just taken: what was tried with it before and may have arrived,
 * else, on a channel where enough waits, whatever says all it says in a gist. Undefined: it goes alone.
 */
export async function gather(database: Database, head: TakenNotice, now: Instant): Promise<Gathered | undefined> {
  const { id, digest, place, lane, post } = head;
  if (digest === 0) return undefined;
  if (digest !== undefined) {
    const others = await database.query<NoticeRow>(AGAIN, [digest, id]);
    return { digest, notices: [head, ...others.map(noticeOf)].sort(byAge) };
  }
  // A try of its own may have arrived: only its own key finds it.
  if (post.gist === '' || place.threadId !== '' || head.attempts > 0) return undefined;
  const values = [
    id,
    place.platform,
    place.channelId,
    lane,
    post.language,
    new Date(now).toISOString(),
    FEWEST[lane],
    MOST,
  ];
  const rows = await database.query<NoticeRow>(TOGETHER, values);
  return rows.length === 0 ? undefined : { digest: id, notices: rows.map(noticeOf).sort(byAge) };
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
  WHERE digest = $1::bigint AND id <> $2::bigint AND status IN ('pending', 'sending')
  RETURNING ${COLUMNS}`;

/** The head is `sending` already. Rows that somebody else holds are left to them. */
const TOGETHER = `
  WITH alike AS (
    SELECT id FROM notice
    WHERE id = $1::bigint OR (
      status = 'pending' AND platform = $2 AND channel = $3 AND lane = $4 AND thread = '' AND attempts = 0
      AND digest IS NULL AND post->>'gist' <> '' AND post->>'language' = $5
      AND (not_after IS NULL OR not_after >= $6::timestamptz))
    ORDER BY id <> $1::bigint, id LIMIT $8::int FOR UPDATE SKIP LOCKED)
  UPDATE notice SET status = 'sending', digest = $1::bigint FROM alike
  WHERE notice.id = alike.id AND (SELECT count(*) FROM alike) >= $7::int
  RETURNING ${COLUMNS}`;

function byAge(one: TakenNotice, other: TakenNotice): number {
  return one.id - other.id;
}
