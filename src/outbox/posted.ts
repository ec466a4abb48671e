import { hash } from 'node:crypto';
import type { Post, PostedMessage } from '../chat/adapter.ts';
import type { ChatPlace } from '../chat/place.ts';
import { columnsOf, type RowOf, type TableRow } from '../db/columns.ts';
import type { Database } from '../db/database.ts';
import type { Instant } from '../lib/instant.ts';

/** A subject's card on a platform's channel. */
export interface PostedCard {
  readonly subject: string;
  readonly place: ChatPlace;
  readonly posted: PostedMessage;
  /** When its message was first sent: platforms limit how long it can be edited. */
  readonly postedAt: Instant;
  /** The newest notice whose card it shows. */
  readonly noticeId: number;
  /** The hash of what it shows (`shownBy`); empty: not known. */
  readonly shown: string;
}

/** A row of `posted_card`, of a statement or as JSON, which has instants as ISO text. */
export interface PostedRow extends Omit<TableRow<'PostedCard'>, 'posted_at'> {
  readonly posted_at: TableRow<'PostedCard'>['posted_at'] | string;
}

const POSTED = columnsOf(
  'PostedCard',
  'platform',
  'channel',
  'subject',
  'message_id',
  'thread_id',
  'posted_at',
  'notice_id',
  'shown',
);

/** The cards of these subjects at these places; there may be more in the result. */
export async function findPostedCards(
  database: Database,
  wanted: readonly Pick<PostedCard, 'place' | 'subject'>[],
): Promise<PostedCard[]> {
  if (wanted.length === 0) return [];
  // With three plain lists PostgreSQL finds the rows by the primary key.
  const rows = await database.query<RowOf<typeof POSTED>>(
    `SELECT ${POSTED} FROM posted_card
     WHERE platform = ANY($1::text[]) AND channel = ANY($2::text[]) AND subject = ANY($3::text[])`,
    [
      [...new Set(wanted.map(({ place }) => place.platform))],
      [...new Set(wanted.map(({ place }) => place.channelId))],
      [...new Set(wanted.map(({ subject }) => subject))],
    ],
  );
  return rows.map(postedOf);
}

/** The key of a channel. */
export function channelKey({ platform, channelId }: Pick<ChatPlace, 'platform' | 'channelId'>): string {
  return `${platform}/${channelId}`;
}

/** The key of a channel's message changes, which have a pace of their own. */
export function updatesKey(place: Pick<ChatPlace, 'platform' | 'channelId'>): string {
  return `${channelKey(place)} updates`;
}

/** The key of a subject's card in a channel. */
export function cardKey({ place, subject }: Pick<PostedCard, 'place' | 'subject'>): string {
  return JSON.stringify([place.platform, place.channelId, subject]);
}

/** A hash of all that a post's card shows: posts with the same hash look the same on their platform. */
export function shownBy({ card, translation, full, language, pinned }: Post): string {
  return hash('sha256', JSON.stringify([card, translation, full, language, pinned]), 'base64url');
}

/** A row of `posted_card`, ready for JSON. */
export function rowOf({ subject, place, posted, postedAt, noticeId, shown }: PostedCard): PostedRow {
  return {
    platform: place.platform,
    channel: place.channelId,
    subject,
    message_id: posted.messageId,
    thread_id: posted.threadId,
    posted_at: new Date(postedAt).toISOString(),
    notice_id: noticeId,
    shown,
  };
}

/** Reads a row of `posted_card`. */
export function postedOf(row: PostedRow): PostedCard {
  return {
    subject: row.subject,
    place: { platform: row.platform, channelId: row.channel, threadId: '' },
    posted: { messageId: row.message_id, threadId: row.thread_id },
    postedAt: new Date(row.posted_at).getTime(),
    noticeId: row.notice_id,
    shown: row.shown,
  };
}
