import type { Post, PostedMessage } from '../chat/adapter.ts';
import type { ChatPlace } from '../chat/event.ts';
import type { Database } from '../db/open.ts';
import type { Instant } from '../lib/instant.ts';
import type { Lane } from './notice.ts';

/** A notice taken for delivery. */
export interface TakenNotice {
  readonly id: number;
  readonly kind: string;
  /** Whose card it shows, or whose card's thread its line joins. */
  readonly subject: string;
  readonly place: ChatPlace;
  readonly lane: Lane;
  readonly post: Post;
  /** Failures so far that count. */
  readonly attempts: number;
  /** `dropped`: its `notAfter` had passed when it was taken. */
  readonly status: 'sending' | 'dropped';
  /** A process died while sending it: it may stand on the platform already. */
  readonly unclear: boolean;
}

/** A subject's card on a channel. */
export interface PostedCard {
  readonly subject: string;
  readonly place: ChatPlace;
  readonly posted: PostedMessage;
  /** When the message was first sent: platforms limit how long it may be edited. */
  readonly postedAt: Instant;
  /** The newest notice whose card it shows. */
  readonly noticeId: number;
}

type Sql = Pick<Database, 'prisma'>;

const TAKEN = `id, kind, subject, platform, channel, thread, lane, post, attempts, status`;
const STATUS_WHEN_TAKEN = `CASE WHEN not_after < $2::timestamptz THEN 'dropped' ELSE 'sending' END`;

/**
 * Takes one notice for delivery in one statement that looks at its state again; undefined when it is no longer wanted
 * (withdrawn, delivered, dead). A row that is `sending` is taken too: the caller holds its job, so the sender died.
 */
export async function takeNotice({ prisma }: Sql, id: number, now: Instant): Promise<TakenNotice | undefined> {
  const rows = await prisma.$queryRawUnsafe<NoticeRow[]>(
    `WITH wanted AS (
       SELECT id, status AS status_before FROM notice WHERE id = $1 AND status IN ('pending', 'sending') FOR UPDATE)
     UPDATE notice SET status = ${STATUS_WHEN_TAKEN} FROM wanted WHERE notice.id = wanted.id
     RETURNING ${TAKEN.replace('id,', 'notice.id,')}, status_before`,
    BigInt(id),
    new Date(now),
  );
  return rows.map(noticeOf)[0];
}

/** Takes up to `limit` waiting notices with ids above `afterId`, in id order. */
export async function takeWaiting(
  { prisma }: Sql,
  afterId: number,
  limit: number,
  now: Instant,
): Promise<TakenNotice[]> {
  const rows = await prisma.$queryRawUnsafe<NoticeRow[]>(
    `UPDATE notice SET status = ${STATUS_WHEN_TAKEN}
     WHERE id IN (SELECT id FROM notice WHERE status = 'pending' AND id > $1 ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED)
     RETURNING ${TAKEN}, 'pending' AS status_before`,
    BigInt(afterId),
    new Date(now),
    limit,
  );
  return rows.map(noticeOf).sort((one, other) => one.id - other.id);
}

/** The cards that stand where these notices go. */
export async function findPostedCards({ prisma }: Sql, notices: readonly TakenNotice[]): Promise<PostedCard[]> {
  if (notices.length === 0) return [];
  const wanted = notices.map(({ place, subject }) => ({ platform: place.platform, channel: place.channelId, subject }));
  const rows = await prisma.$queryRawUnsafe<PostedRow[]>(
    `SELECT card.* FROM posted_card card
     JOIN (SELECT DISTINCT * FROM jsonb_to_recordset($1::jsonb) AS w(platform text, channel text, subject text)) wanted
       USING (platform, channel, subject)`,
    JSON.stringify(wanted),
  );
  return rows.map(postedOf);
}

/** Marks notices delivered and remembers the cards they left, in one statement. `cards` names a subject's card once. */
export async function saveDelivered(
  { prisma }: Sql,
  ids: readonly number[],
  cards: readonly PostedCard[],
  now: Instant,
): Promise<void> {
  const wire = cards.map((card) => ({
    ...card,
    ...card.place,
    ...card.posted,
    at: new Date(card.postedAt).toISOString(),
  }));
  await prisma.$executeRawUnsafe(
    `WITH done AS (
       UPDATE notice SET status = 'delivered', delivered_at = $2::timestamptz, error = NULL WHERE id = ANY($1::bigint[]))
     INSERT INTO posted_card (platform, channel, subject, message_id, thread_id, posted_at, notice_id)
     SELECT platform, "channelId", subject, "messageId", "threadId", at, "noticeId"
     FROM jsonb_to_recordset($3::jsonb) AS card(platform text, "channelId" text, subject text, "messageId" text,
       "threadId" text, at timestamptz, "noticeId" bigint)
     ON CONFLICT (platform, channel, subject) DO UPDATE
     SET message_id = excluded.message_id, thread_id = excluded.thread_id, posted_at = excluded.posted_at,
       notice_id = excluded.notice_id
     WHERE posted_card.notice_id <= excluded.notice_id`,
    ids.map(BigInt),
    new Date(now),
    JSON.stringify(wire),
  );
}

/** Puts a notice back among the waiting; `error` is a short word, never what people wrote. */
export async function putBack({ prisma }: Sql, id: number, attempts: number, error: string | undefined): Promise<void> {
  await prisma.$executeRaw`
    UPDATE notice SET status = 'pending', attempts = ${attempts}, error = ${error ?? null} WHERE id = ${BigInt(id)}`;
}

/** Gives a notice up for good. */
export async function bury({ prisma }: Sql, id: number, attempts: number, error: string): Promise<void> {
  await prisma.$executeRaw`
    UPDATE notice SET status = 'dead', attempts = ${attempts}, error = ${error} WHERE id = ${BigInt(id)}`;
}

interface NoticeRow {
  readonly id: bigint;
  readonly kind: string;
  readonly subject: string;
  readonly platform: string;
  readonly channel: string;
  readonly thread: string;
  readonly lane: Lane;
  readonly post: Post;
  readonly attempts: number;
  readonly status: 'sending' | 'dropped';
  readonly status_before: 'pending' | 'sending';
}

interface PostedRow {
  readonly platform: string;
  readonly channel: string;
  readonly subject: string;
  readonly message_id: string;
  readonly thread_id: string;
  readonly posted_at: Date;
  readonly notice_id: bigint;
}

function noticeOf(row: NoticeRow): TakenNotice {
  const { kind, lane, attempts, status } = row;
  return {
    id: Number(row.id),
    kind,
    subject: row.post.card?.subject ?? row.subject,
    place: { platform: row.platform, channelId: row.channel, threadId: row.thread },
    lane,
    // JSON has no undefined: an absent card comes back as a missing key.
    post: { card: row.post.card ?? undefined, line: row.post.line, mentions: row.post.mentions },
    attempts,
    status,
    unclear: row.status_before === 'sending',
  };
}

function postedOf(row: PostedRow): PostedCard {
  return {
    subject: row.subject,
    place: { platform: row.platform, channelId: row.channel, threadId: '' },
    posted: { messageId: row.message_id, threadId: row.thread_id },
    postedAt: row.posted_at.getTime(),
    noticeId: Number(row.notice_id),
  };
}
