import type { Post } from '../chat/adapter.ts';
import type { ChatPlace } from '../chat/place.ts';
import { columnsOf, type RowOf } from '../db/columns.ts';
import type { Database } from '../db/database.ts';
import { type Instant, isoOf } from '../lib/instant.ts';
import type { Fallback, Lane } from './notice.ts';
import { type OrderKey, orderKeyText } from './order-key.ts';
import { type PostedCard, type PostedRow, postedOf, rowOf } from './posted.ts';
import type { Destination } from './reroute.ts';

/** A notice that is to be delivered. */
export interface TakenNotice {
  readonly id: number;
  readonly kind: string;
  /** The instant it tells of: it cannot have been sent before. */
  readonly at: Instant;
  /** The subject of its card, or of the card in whose thread its line goes. */
  readonly subject: string;
  readonly place: ChatPlace;
  readonly lane: Lane;
  readonly post: Post;
  readonly fallbacks: readonly Fallback[];
  /** Failed tries so far that count, with those of a process that died: any of them may have arrived. */
  readonly attempts: number;
  /** The message with others in which it was tried; 0: it goes alone; undefined: not decided. */
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

/** A waiting notice, and its subject's card in its channel. */
export interface WaitingNotice extends TakenNotice {
  readonly standing: PostedCard | undefined;
  /** On the card lane: whether a notice on another lane will post the same card first. */
  readonly isBrought: boolean;
}

/**
 * The first `limit` notices that wait on an order key, in the order of ids. On a card lane as many with a card on the
 * platform and as many without, because these are two queues. A notice that a dead process left half sent has one try
 * more.
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

/** One statement, so that no card is posted between reading the cards and reading the notices that post them. */
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
 * Marks notices as `sending`, in one statement that checks their state again. Returns the ids of those still wanted (not
 * withdrawn, delivered or dead) and not tried or moved since they were listed: that try may have arrived. Rows that are
 * `sending` count too: the caller holds their order key, so their sender died, and that counts as a failure.
 */
export async function markSending(database: Database, listed: readonly TakenNotice[]): Promise<ReadonlySet<number>> {
  const rows = await database.query<Pick<NoticeRow, 'id'>>(
    `UPDATE notice SET status = 'sending', attempts = listed.attempts
     FROM unnest($1::bigint[], $2::int[], $3::text[]) AS listed(id, attempts, lane)
     WHERE notice.id = listed.id AND status IN ('pending', 'sending') AND notice.lane = listed.lane
       AND notice.attempts + (status = 'sending')::int = listed.attempts RETURNING notice.id`,
    [listed.map(({ id }) => id), listed.map(({ attempts }) => attempts), listed.map(({ lane }) => lane)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Returns notices to `pending` that were marked and then not tried. */
export async function releaseNotices(database: Database, ids: readonly number[]): Promise<void> {
  await database.query(`UPDATE notice SET status = 'pending' WHERE id = ANY($1::bigint[]) AND status = 'sending'`, [
    ids,
  ]);
}

/** Up to `limit` waiting notices with ids above `afterId`, in the order of ids; for a caller that delivers alone. */
export async function listWaiting(database: Database, afterId: number, limit: number): Promise<TakenNotice[]> {
  const rows = await database.query<NoticeRow>(
    `SELECT ${COLUMNS} FROM notice
     WHERE status = 'pending' AND id > $1::bigint ORDER BY id LIMIT $2::int`,
    [afterId, limit],
  );
  return rows.map(noticeOf);
}

/** Marks notices as delivered and saves their cards, in one statement. `cards` has each card once. */
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

/** Moves notices that were told to the card lane, for their cards: from now on they are silent. */
export async function moveToCardLane(database: Database, ids: readonly number[]): Promise<void> {
  await database.query(
    `UPDATE notice SET lane = 'card', status = 'pending', attempts = 0, digest = NULL, error = NULL, fallbacks = '[]',
       post = (post - 'urgent' - 'aloud') || '{"line": "", "mentions": [], "gist": ""}'::jsonb
     WHERE id = ANY($1::bigint[])`,
    [ids],
  );
}

/** Marks a notice as dropped: nothing is owed for it any more. */
export async function markDropped(database: Database, id: number): Promise<void> {
  await database.query(`UPDATE notice SET status = 'dropped' WHERE id = $1::bigint`, [id]);
}

/** Makes notices tried together wait again, together if they may have arrived. `error` is never what people wrote. */
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

/** Sends a notice to its next destination, as if never tried there; `error` is of the place before. Returns the order key on which it waits there. */
export async function reroute(
  database: Database,
  notice: TakenNotice,
  route: Destination,
  error: string,
): Promise<string> {
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

/** Adds a message beside a notice, once. Returns the order key on which it waits. */
export async function addBeside(database: Database, { id, lane }: TakenNotice, said: Destination): Promise<string> {
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

/** Gives a notice up: it is never tried again. */
export async function markDead(database: Database, id: number, attempts: number, error: string): Promise<void> {
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
