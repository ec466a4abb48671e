import type { Post } from '../chat/adapter.ts';
import type { Database } from '../db/database.ts';
import type { Instant } from '../lib/instant.ts';
import type { DeliveryContext } from './courier.ts';
import { orderKeyText } from './order-key.ts';
import { cardKey, findPostedCards, type PostedCard, rowOf } from './posted.ts';
import { isEditable } from './send.ts';
import type { TakenNotice } from './store.ts';

/**
 * What messages of many notices show, so that they can be redrawn when a case in them changes. Such a message is a card
 * like any other, with the subject `digest/<id of its first notice>`.
 */

/** The subject of a digest's card. */
export function digestSubject(digest: number): string {
  return `digest/${digest}`;
}

/**
 * Saves what a message shows that was sent, and the message. A repeat after a crash changes nothing but the message's
 * id.
 */
export async function saveDigest(
  database: Database,
  digest: number,
  notices: readonly TakenNotice[],
  card: PostedCard,
): Promise<void> {
  const parts = notices.map(({ id, place, subject, post }) => ({
    digest,
    notice: id,
    platform: place.platform,
    channel: place.channelId,
    subject,
    post: { ...post, translation: undefined },
    latest_id: id,
  }));
  await database.query(
    `WITH parts AS (
       INSERT INTO digest_part (digest, notice, platform, channel, subject, post, latest_id)
       SELECT digest, notice, platform, channel, subject, post, latest_id
       FROM jsonb_populate_recordset(NULL::digest_part, $1::jsonb) ON CONFLICT DO NOTHING)
     INSERT INTO posted_card SELECT * FROM jsonb_populate_recordset(NULL::posted_card, $2::jsonb)
     ON CONFLICT (platform, channel, subject) DO UPDATE
     SET message_id = excluded.message_id, thread_id = excluded.thread_id`,
    [JSON.stringify(parts), JSON.stringify([rowOf(card)])],
  );
}

/**
 * Owes a redraw to every digest that names a case of these notices, which are about to be marked as delivered. Called
 * before that, so that a crash between the two repeats it; a repeat adds nothing. Returns the order keys on which
 * redraws wait now.
 */
export async function redrawDigests(
  context: DeliveryContext,
  finished: readonly TakenNotice[],
): Promise<readonly string[]> {
  const drawn = finished.filter(({ post }) => post.card !== undefined);
  if (context.outbox || drawn.length === 0) return [];
  const { database } = context;
  const news = drawn.map(({ id, place, subject, post }) => ({
    id,
    platform: place.platform,
    channel: place.channelId,
    subject,
    post: { ...post, translation: undefined },
  }));
  const touched = await database.query<TouchedRow>(NOTE_LATEST, [JSON.stringify(news)]);
  const keys: string[] = [];
  for (const digest of new Set(touched.map((row) => row.digest))) {
    const key = await owesRedraw(context, digest);
    if (key !== undefined) keys.push(key);
  }
  return keys;
}

interface TouchedRow {
  readonly digest: number;
}

interface PartRow {
  readonly platform: string;
  readonly channel: string;
  readonly post: Post;
  readonly latest: Post | null;
  readonly latest_id: number;
}

/**
 * What waits on the card lane about the cards of these notices, by `cardKey`: what was done while they waited. They are
 * of one channel.
 */
export async function findNews(
  database: Database,
  notices: readonly TakenNotice[],
): Promise<ReadonlyMap<string, Post>> {
  const [first] = notices;
  if (!first) return new Map();
  const { place } = first;
  const rows = await database.query<{ subject: string; post: Post }>(
    `SELECT DISTINCT ON (post->'card'->>'subject') post->'card'->>'subject' AS subject, post FROM notice
     WHERE platform = $1 AND channel = $2 AND lane = 'card' AND status = 'pending' AND id > $3::bigint
       AND post->'card'->>'subject' = ANY($4::text[])
     ORDER BY post->'card'->>'subject', id DESC`,
    [place.platform, place.channelId, first.id, notices.map(({ subject }) => subject)],
  );
  return new Map(rows.map(({ subject, post }) => [cardKey({ place, subject }), revived(post)]));
}

/** The newest state of each case. A notice is not news about the message that it is part of. */
const NOTE_LATEST = `
  UPDATE digest_part AS part SET latest = news.post, latest_id = news.id
  FROM (SELECT DISTINCT ON (platform, channel, subject) *
    FROM jsonb_to_recordset($1::jsonb) AS given(id bigint, platform text, channel text, subject text, post jsonb)
    ORDER BY platform, channel, subject, id DESC) AS news
  WHERE part.platform = news.platform AND part.channel = news.channel AND part.subject = news.subject
    AND news.id > part.notice AND news.id >= part.latest_id
  RETURNING part.digest`;

const REDRAW = `
  INSERT INTO notice (key, kind, subject, at, audience, platform, channel, lane, post)
  VALUES ($1, 'digest.card', $2, $3::timestamptz, '', $4, $5, 'card', $6::jsonb)
  ON CONFLICT (key) DO NOTHING`;

/** The order key on which the redraw waits; undefined if the message cannot be edited any longer. */
async function owesRedraw(
  { database, digest: draw, adapterFor, clock }: DeliveryContext,
  digest: number,
): Promise<string | undefined> {
  const rows = await database.query<PartRow>(
    'SELECT platform, channel, post, latest, latest_id FROM digest_part WHERE digest = $1::bigint ORDER BY notice',
    [digest],
  );
  const [first] = rows;
  if (!first) return undefined;
  const subject = digestSubject(digest);
  const place = { platform: first.platform, channelId: first.channel, threadId: '' };
  const [standing] = await findPostedCards(database, [{ place, subject }]);
  const adapter = adapterFor(place.platform);
  if (!standing || !adapter || !isEditable(adapter, standing, clock.now())) return undefined;
  const { card, ...rest } = draw(
    rows.map(({ post, latest }) => ({ post: revived(post), latest: latest ? revived(latest) : undefined })),
    subject,
  );
  const silent = { ...rest, card, line: '', headline: '', mentions: [], urgent: undefined };
  const newest = Math.max(...rows.map((row) => row.latest_id));
  const at: Instant = clock.now();
  const values = [`${subject}|card|#${newest}`, subject, new Date(at).toISOString(), first.platform, first.channel];
  await database.query(REDRAW, [...values, JSON.stringify(silent)]);
  return orderKeyText({ ...place, lane: 'card' });
}

/** JSON has no undefined: what is absent comes back as a missing key. */
function revived(post: Post): Post {
  return { ...post, card: post.card ?? undefined, about: post.about ?? undefined };
}
