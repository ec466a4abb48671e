import type { Post } from '../chat/adapter.ts';
import type { ChatPlace } from '../chat/place.ts';
import { columnsOf, type RowOf } from '../db/columns.ts';
import type { Database } from '../db/database.ts';
import { type Instant, isoOf } from '../lib/instant.ts';
import type { Fallback, Lane } from './notice.ts';
import { type OrderKey, orderKeyText } from './order-key.ts';
import { type PostedCard, type PostedRow, postedOf, rowOf } from './posted.ts';
import type { Route } from './reroute.ts';

/** A notice taken for delivery. */
export interface TakenNotice {
  readonly id: number;
  readonly kind: string;
  /** The instant it tells of: it cannot have been sent before. */
  readonly at: Instant;
  /** Whose card it shows, or whose card's thread its line joins. */
  readonly subject: string;
  readonly place: ChatPlace;
  readonly lane: Lane;
  readonly post: Post;
  readonly fallbacks: readonly Fallback[];
  /** Tries so far that failed and count, a process that died over one included: any of them may have arrived. */
  readonly attempts: number;
  /** The message with others that it was tried in; 0: it goes alone; undefined: that is open. */
  readonly digest: number | undefined;
}

const SAID = columnsOf(
  'Notice',
  'id',
  'kind',
  'at',
  'subject',
  'platform',
  'channel',
  'thread',
  'lane',
  'post',
  'fallbacks',
  'digest',
);
const TRIED = columnsOf('Notice', 'attempts');
export const COLUMNS = `${SAID}, ${TRIED}`;

/** A notice that waits, and the card of its subject that stands on its channel. */
export interface WaitingNotice extends TakenNotice {
  readonly standing: PostedCard | undefined;
  /** Of a notice on the card lane: whether one on another lane is to bring the same card first. */
  readonly isBrought: boolean;
}

/**
 * The first `limit` notices that wait on an order key, in id order; of a card lane so many whose card stands and so many
 * others, for they are two queues. One that a dead process left half sent has one try more.
 */
export async function listOnKey(database: Database, key: OrderKey, limit: number): Promise<WaitingNotice[]> {
  const { platform, channelId, lane } = key;
  const sql = lane === 'card' ? LIST_CARDS : LIST_WORDS;
  const rows = await database.query<WaitingRow>(sql, [platform, channelId, lane, limit]);
  return rows.map((row) => ({
    ...noticeOf(row),
    standing: row.card ? postedOf(row.card) : undefined,
    isBrought: row.brought,
  }));
}

interface WaitingRow extends NoticeRow {
  readonly card: PostedRow | null;
  readonly brought: boolean;
}

const ON_KEY = `FROM notice LEFT JOIN posted_card AS card ON card.platform = notice.platform
    AND card.channel = notice.channel AND card.subject = coalesce(post->'card'->>'subject', notice.subject)
  WHERE notice.platform = $1 AND notice.channel = $2 AND lane = $3 AND status IN ('pending', 'sending')`;

/** One statement, so that no card comes to stand between looking for it and for those who bring it. */
const ALL_ON_KEY = `
  SELECT ${SAID}, attempts + (status = 'sending')::int AS attempts,
    CASE WHEN card.message_id IS NOT NULL THEN to_jsonb(card) END AS card,
    coalesce(post->'card'->>'subject' = ANY(ARRAY(
      SELECT DISTINCT other.post->'card'->>'subject' FROM notice AS other
      WHERE $3 = 'card' AND other.platform = $1 AND other.channel = $2 AND other.lane IN ('urgent', 'normal', 'calm')
        AND other.status IN ('pending', 'sending'))), false) AS brought
  ${ON_KEY}`;

const LIST_WORDS = `${ALL_ON_KEY} ORDER BY notice.id LIMIT $4::int`;
const LIST_CARDS = `${ALL_ON_KEY} AND notice.id IN (
    SELECT id FROM (
      SELECT notice.id, row_number() OVER (PARTITION BY card.message_id IS NULL ORDER BY notice.id) AS place ${ON_KEY}) AS ranked
    WHERE place <= $4::int)
  ORDER BY notice.id`;

/**
 * Takes notices for delivery in one statement that looks at their state again; gives the ids of those that are still
 * wanted (not withdrawn, delivered or dead). A row that is `sending` is taken too: the caller holds its order key, so
 * the sender died, and that counts as a failure.
 */
export async function takeNotices(database: Database, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await database.query<Pick<NoticeRow, 'id'>>(
    `UPDATE notice SET status = 'sending', attempts = attempts + (status = 'sending')::int
     WHERE id = ANY($1::bigint[]) AND status IN ('pending', 'sending') RETURNING id`,
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Gives notices back that were taken and then not tried. */
export async function untake(database: Database, ids: readonly number[]): Promise<void> {
  await database.query(`UPDATE notice SET status = 'pending' WHERE id = ANY($1::bigint[]) AND status = 'sending'`, [
    ids,
  ]);
}

/** Up to `limit` waiting notices with ids above `afterId`, in id order; for a caller that delivers alone. */
export async function listWaiting(database: Database, afterId: number, limit: number): Promise<TakenNotice[]> {
  const rows = await database.query<NoticeRow>(
    `SELECT ${COLUMNS} FROM notice
     WHERE status = 'pending' AND id > $1::bigint ORDER BY id LIMIT $2::int`,
    [afterId, limit],
  );
  return rows.map(noticeOf);
}

/** Marks notices delivered and remembers the cards they left, in one statement. `cards` names a subject's card once. */
export async function saveDelivered(
  database: Database,
  ids: readonly number[],
  cards: readonly PostedCard[],
  now: Instant,
): Promise<void> {
  const done = `UPDATE notice SET status = 'delivered', delivered_at = $2::timestamptz, error = NULL
    WHERE id = ANY($1::bigint[])`;
  const values = [ids, isoOf(now)];
  if (cards.length === 0) {
    await database.query(done, values);
    return;
  }
  await database.query(
    `WITH done AS (${done})
     INSERT INTO posted_card SELECT * FROM jsonb_populate_recordset(NULL::posted_card, $3::jsonb)
     ON CONFLICT (platform, channel, subject) DO UPDATE
     SET message_id = excluded.message_id, thread_id = excluded.thread_id, posted_at = excluded.posted_at,
       notice_id = excluded.notice_id, shown = excluded.shown
     WHERE posted_card.notice_id <= excluded.notice_id`,
    [...values, JSON.stringify(cards.map(rowOf))],
  );
}

/** Leaves the cards of notices that were told to the card lane: from now on the notices are silent. */
export async function leaveCards(database: Database, ids: readonly number[]): Promise<void> {
  await database.query(
    `UPDATE notice SET lane = 'card', status = 'pending', attempts = 0, digest = NULL, error = NULL, fallbacks = '[]',
       post = (post - 'urgent' - 'aloud') || '{"line": "", "mentions": [], "gist": ""}'::jsonb
     WHERE id = ANY($1::bigint[])`,
    [ids],
  );
}

/** Marks a notice as discarded: nothing more is owed for it. */
export async function drop(database: Database, id: number): Promise<void> {
  await database.query(`UPDATE notice SET status = 'dropped' WHERE id = $1::bigint`, [id]);
}

/**
 * Puts notices that were tried together back among the waiting; `error` is a short word, never what people wrote. Those
 * that may have arrived together stay together, others may find more company.
 */
export async function putBack(
  database: Database,
  ids: readonly number[],
  attempts: number,
  error: string,
): Promise<void> {
  const sql = `UPDATE notice SET status = 'pending', attempts = $2::int, error = $3,
      digest = CASE WHEN $2::int > 0 OR digest = 0 THEN digest END
    WHERE id = ANY($1::bigint[])`;
  await database.query(sql, [ids, attempts, error]);
}

/** Sends a notice on its next route, as if it had never been tried; gives the order key that it waits on there. */
export async function moveOn(database: Database, notice: TakenNotice, route: Route, error: string): Promise<string> {
  const { place, post, fallbacks } = route;
  await database.query(
    `UPDATE notice SET platform = $2, channel = $3, thread = $4, post = $5::jsonb, fallbacks = $6::jsonb,
       status = 'pending', attempts = 0, error = $7, digest = NULL
     WHERE id = $1::bigint`,
    [
      notice.id,
      place.platform,
      place.channelId,
      place.threadId,
      JSON.stringify(post),
      JSON.stringify(fallbacks),
      error,
    ],
  );
  return orderKeyText({ ...place, lane: notice.lane });
}

/** Owes what is said beside a notice, by a message of its own, once; gives the order key that it waits on. */
export async function addBeside(database: Database, { id, lane }: TakenNotice, said: Route): Promise<string> {
  const { place, post, fallbacks } = said;
  await database.query(
    `INSERT INTO notice (key, kind, subject, at, audience, platform, channel, thread, lane, post, fallbacks)
     SELECT key || '|beside', kind, subject, at, audience, $2, $3, $4, lane, $5::jsonb, $6::jsonb
     FROM notice WHERE id = $1::bigint
     ON CONFLICT (key) DO NOTHING`,
    [id, place.platform, place.channelId, place.threadId, JSON.stringify(post), JSON.stringify(fallbacks)],
  );
  return orderKeyText({ ...place, lane });
}

/** Gives a notice up for good. */
export async function bury(database: Database, id: number, attempts: number, error: string): Promise<void> {
  const sql = `UPDATE notice SET status = 'dead', attempts = $2, error = $3 WHERE id = $1::bigint`;
  await database.query(sql, [id, attempts, error]);
}

/** A row of `COLUMNS`. */
export interface NoticeRow extends RowOf<typeof SAID, NoticeJson>, RowOf<typeof TRIED> {
  readonly lane: Lane;
}

interface NoticeJson {
  readonly post: Post;
  readonly fallbacks: readonly Fallback[];
}

export function noticeOf(row: NoticeRow): TakenNotice {
  const { kind, lane, attempts } = row;
  return {
    id: row.id,
    kind,
    at: row.at.getTime(),
    subject: row.post.card?.subject ?? row.subject,
    place: { platform: row.platform, channelId: row.channel, threadId: row.thread },
    lane,
    // JSON has no undefined: an absent card comes back as a missing key.
    post: { ...row.post, card: row.post.card ?? undefined, about: row.post.about ?? undefined },
    fallbacks: row.fallbacks,
    attempts,
    digest: row.digest ?? undefined,
  };
}
