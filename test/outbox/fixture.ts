import {
  AdapterError,
  type AdapterErrorKind,
  type CardPost,
  type ChatAdapter,
  NEVER_URGENT,
  type Post,
  type PostedMessage,
  type Urgency,
} from '../../src/chat/adapter.ts';
import type { Card } from '../../src/chat/card.ts';
import type { CarriedFile } from '../../src/chat/file.ts';
import type { ChatPlace } from '../../src/chat/place.ts';
import type { Database } from '../../src/db/database.ts';
import { type JobSink, noJobs, withTurn } from '../../src/db/turn.ts';
import type { Instant } from '../../src/lib/instant.ts';
import { type Logger, silentLog } from '../../src/lib/log.ts';
import type { DigestPart } from '../../src/outbox/courier.ts';
import { type Courier, createCourier, type Delivery, type DeliveryAlarm } from '../../src/outbox/deliver.ts';
import { enqueue } from '../../src/outbox/enqueue.ts';
import type { Lane, Notice, Withdrawal } from '../../src/outbox/notice.ts';
import type { OrderKey } from '../../src/outbox/order-key.ts';
import { type Pace, unpaced } from '../../src/outbox/pace.ts';

export const NOW = Date.parse('2026-10-12T09:00:00Z');

/** What was sent to the fake platform, in order. */
export interface Sent {
  readonly what: 'card' | 'line' | 'refresh' | 'file';
  readonly channel: string;
  readonly thread: string;
  /** The card's title, or the line. */
  readonly text: string;
  readonly mentions: readonly string[];
  /** In real time. */
  readonly sentAt: number;
}

/** `fetchFile` fails by the channel in which the file was sent. */
type Call = 'send' | 'refresh' | 'sendFile' | 'fetchFile' | Urgency;

export interface FakePlatform {
  readonly adapter: ChatAdapter;
  readonly sent: Sent[];
  /** Files that it was sent, with their bytes. */
  readonly carried: CarriedFile[];
  /** Since when it was asked to look for a message that may be there, for each time it was asked. */
  readonly lookedSince: Instant[];
  /** The next call of this kind in this channel throws. Several may be queued. */
  failNext(call: Call, channel: string, error: Error): void;
  /** Who was called urgently for a message, and how: `m0 phone U1`. */
  readonly urged: readonly string[];
  /** The next message to this channel arrives, but the answer is lost. */
  loseAnswer(channel: string): void;
}

/** A platform that keeps what it was sent, once per key or if it is asked to look, and fails on request. */
export function createFakePlatform(features: Partial<ChatAdapter['features']> = {}): FakePlatform {
  const sent: Sent[] = [];
  const carried: CarriedFile[] = [];
  const byKey = new Map<string, PostedMessage>();
  const failures: { call: string; channel: string; error: Error }[] = [];
  const lost = new Set<string>();
  const lookedSince: Instant[] = [];

  const urged: string[] = [];

  function failIfAsked(call: Call, place: Pick<ChatPlace, 'channelId'>): void {
    const index = failures.findIndex((failure) => failure.call === call && failure.channel === place.channelId);
    const [failure] = index < 0 ? [] : failures.splice(index, 1);
    if (failure) throw failure.error;
  }

  const adapter: ChatAdapter = {
    platform: 'fake',
    features: {
      slashCommands: true,
      forms: true,
      threads: true,
      refreshDays: 14,
      sendsOncePerKey: true,
      messageEveryMs: 0,
      updateEveryMs: 0,
      pins: false,
      fileBytes: 100,
      bilingual: false,
      urgentPerDay: NEVER_URGENT,
      dutyGroups: false,
      ...features,
    },
    start: async () => {},
    resume: () => async () => {},
    stop: async () => {},
    async send(place: ChatPlace, post: Post, key: string, mayStandSince?: Instant) {
      failIfAsked('send', place);
      if (mayStandSince !== undefined) lookedSince.push(mayStandSince);
      const before = byKey.get(key);
      if (before && (adapter.features.sendsOncePerKey || mayStandSince !== undefined)) return before;
      const posted = { messageId: `m${sent.length}`, threadId: `t${sent.length}` };
      byKey.set(key, posted);
      const what = post.card ? 'card' : 'line';
      sent.push({
        what,
        channel: place.channelId,
        thread: place.threadId,
        text: post.card?.title ?? post.line,
        mentions: post.mentions,
        sentAt: Date.now(),
      });
      if (lost.delete(place.channelId)) throw adapterError('unavailable');
      return posted;
    },
    async refresh(place: ChatPlace, posted: PostedMessage, { card }: CardPost) {
      failIfAsked('refresh', place);
      sent.push({
        what: 'refresh',
        channel: place.channelId,
        thread: posted.threadId,
        text: card.title,
        mentions: [],
        sentAt: Date.now(),
      });
    },
    async fetchFile(file, mostBytes) {
      failIfAsked('fetchFile', file);
      if (file.key.length > mostBytes) throw adapterError('too-large');
      return { name: file.name, mediaType: 'text/plain', bytes: new Uint8Array(file.key.length) };
    },
    async sendFile({ channelId: channel, threadId: thread }, file, _readers, key, mayStandSince) {
      failIfAsked('sendFile', { channelId: channel });
      if (mayStandSince !== undefined) lookedSince.push(mayStandSince);
      if (byKey.has(key)) return;
      byKey.set(key, { messageId: key, threadId: thread });
      const text = `${file.name}, ${file.bytes.length} bytes`;
      carried.push(file);
      sent.push({ what: 'file', channel, thread, text, mentions: [], sentAt: Date.now() });
    },
    setDutyGroup: async () => undefined,
    async urge(place, { messageId }, userIds, way) {
      failIfAsked(way, place);
      urged.push(`${messageId} ${way} ${userIds.join()}`);
    },
    findAccount: async () => 'active',
  };
  return {
    adapter,
    sent,
    carried,
    urged,
    lookedSince,
    failNext: (call, channel, error) => failures.push({ call, channel, error }),
    loseAnswer: (channel) => lost.add(channel),
  };
}

export function adapterError(kind: AdapterErrorKind, retryAfterMs?: number): AdapterError {
  return new AdapterError('fake', kind, retryAfterMs === undefined ? {} : { retryAfterMs });
}

/** A notice to `team` about ticket 1, with a card titled by its key unless `change` says something else. */
export function notice(key: string, change: Partial<Notice> & { line?: string; title?: string | null } = {}): Notice {
  const { line = '', title = key, ...rest } = change;
  const subject = rest.subject ?? 'ticket/1';
  const card: Card | undefined =
    title === null ? undefined : { subject, tone: 'neutral', title, badges: [], parts: [] };
  return {
    key,
    kind: 'ticket.opened',
    subject,
    at: NOW,
    audience: 'team',
    place: { platform: 'fake', channelId: 'team', threadId: '' },
    lane: 'normal',
    post: {
      card,
      line,
      mentions: [],
      about: { id: key, kind: 'ticket.opened', subject, at: NOW, audience: 'team', to: ['team'], fields: {} },
      readers: 'staff',
      language: 'en',
      gist: '',
      full: undefined,
    },
    fallbacks: [],
    ...rest,
  };
}

export function onChannel(channelId: string): Pick<Notice, 'place'> {
  return { place: { platform: 'fake', channelId, threadId: '' } };
}

/** One turn that enqueues these notices. */
export function owe(
  database: Database,
  notices: readonly Notice[],
  options: { withdrawals?: readonly Withdrawal[]; jobs?: JobSink } = {},
): Promise<void> {
  const turn = { now: NOW, actor: 'clock', log: silentLog };
  return withTurn(database, options.jobs ?? noJobs, turn, (opened) =>
    enqueue(opened, notices, options.withdrawals ?? []),
  );
}

/** The result of a delivery, in short. */
export type Came =
  | { readonly outcome: 'delivered' | 'settled' }
  | { readonly outcome: 'later'; readonly afterMs: number }
  | { readonly outcome: 'moved'; readonly orderKeys: readonly string[] };

function shortOf({ delivered, woken, next }: Delivery): Came {
  if (typeof next === 'object') return { outcome: 'later', afterMs: next.afterMs };
  if (delivered > 0) return { outcome: 'delivered' };
  return woken.length > 0 ? { outcome: 'moved', orderKeys: woken } : { outcome: 'settled' };
}

export interface TestCourier {
  /** The same as the queue calls it. */
  readonly deliver: Courier['deliver'];
  readonly courier: Pick<Courier, 'drain'> & {
    /**
     * Delivers what is next on the notice's order key, which is one message, and returns the result. A notice that does
     * not wait any more gives nothing. Without `pace` there are no pauses.
     */
    deliver(noticeId: number, pace?: Pace): Promise<Came>;
    /** Delivers what is next on an order key. */
    next(key: OrderKey, pace?: Pace, most?: number): Promise<Delivery>;
  };
  readonly alarms: DeliveryAlarm[];
  /** What was logged as an error. */
  readonly logged: object[];
  /** A second platform, named `other`. */
  readonly other: FakePlatform;
}

/**
 * A digest without a card of words: its line has the gists. Where a test asks for cards, its card has them, with what
 * the newest post of each says.
 */
function drawDigest(posts: readonly Post[], parts: readonly DigestPart[], subject: string): Post {
  const gists = posts.map(({ gist }) => gist);
  const wants = posts.some(({ card }) => card?.badges.some(({ text }) => text === 'draws'));
  const title = parts.map(({ post, latest }) => `${post.gist}${latest ? ` (${latest.card?.title})` : ''}`).join('; ');
  return {
    ...notice('digest', { line: wants ? '' : gists.join('\n'), title: wants ? title : null, subject }).post,
    mentions: [...new Set(posts.flatMap(({ mentions }) => mentions))],
    ...(posts[0]?.urgent ? { urgent: posts[0].urgent } : {}),
  };
}

export function createTestCourier(
  database: Database,
  platform: FakePlatform,
  now: () => number = () => NOW,
): TestCourier {
  const alarms: DeliveryAlarm[] = [];
  const logged: object[] = [];
  const error = (fields: object, event?: string) => void logged.push({ ...fields, event });
  const other = createFakePlatform();
  const adapters: Readonly<Record<string, FakePlatform>> = { fake: platform, other };
  const { deliver, drain } = createCourier({
    database,
    digest: (parts, subject) =>
      drawDigest(
        parts.map(({ post }) => post),
        parts,
        subject,
      ),
    adapterFor: (name) => adapters[name]?.adapter,
    clock: { now },
    log: { ...silentLog, error } as Logger,
    alarm: (alarm) => alarms.push(alarm),
  });
  const next = (key: OrderKey, pace = unpaced, most = 1) => deliver(key, pace, most);
  const courier: TestCourier['courier'] = {
    drain,
    next,
    async deliver(noticeId, pace) {
      const row = await database.prisma.notice.findUnique({ where: { id: noticeId } });
      if (!row || !['pending', 'sending'].includes(row.status)) return { outcome: 'settled' };
      return shortOf(await next({ ...row, channelId: row.channel, lane: row.lane as Lane }, pace));
    },
  };
  return { courier, deliver, alarms, logged, other };
}

export async function statuses(database: Database): Promise<Record<string, string>> {
  const rows = await database.prisma.notice.findMany({ orderBy: { id: 'asc' } });
  return Object.fromEntries(rows.map((row) => [row.key, row.status]));
}
