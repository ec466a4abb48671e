import { createFeishuAdapter } from '../../src/adapter/feishu/feishu.ts';
import { createSlackAdapter } from '../../src/adapter/slack/slack.ts';
import type { ChatAdapter } from '../../src/chat/adapter.ts';
import { noJobs } from '../../src/db/turn.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { applyBook } from '../../src/desk/book/store.ts';
import { readerOf } from '../../src/desk/heard/reader-of.ts';
import { startRotations } from '../../src/desk/oncall/store.ts';
import { wireHouse } from '../../src/house.ts';
import { createHttpServer } from '../../src/http/server.ts';
import { type Instant, MINUTE } from '../../src/lib/instant.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createInSeries } from '../../src/lib/series.ts';
import { keepMoves } from './channel-moves.ts';
import { openTestDatabase } from './database.ts';
import { feishuId } from './feishu-book.ts';
import { ENCRYPT_KEY, signDelivery, VERIFICATION_TOKEN } from './feishu-request.ts';
import { APP_ID, APP_SECRET, type FeishuServer, openFeishuServer } from './feishu-server.ts';
import { openHouseDesk } from './front-desk.ts';
import { START } from './house.ts';
import { slackBook } from './slack-book.ts';
import { SIGNING_SECRET, type SlackPayload, signPayload } from './slack-request.ts';
import { BOT_TOKEN, openSlackServer, type SlackServer, TEAM } from './slack-server.ts';

export const FEISHU_GROUP = feishuId('oc', 'customer-sample');

/** The customer in a group on Feishu, the provider's channels and people on Slack; the managers are on both. */
export interface TwoPlatformHouse {
  readonly slack: SlackServer;
  readonly feishu: FeishuServer;
  onSlack(payload: SlackPayload): Promise<void>;
  onFeishu(payload: object): Promise<void>;
  /** Lets time pass, through every due instant on the way. */
  forward(minutes: number): Promise<void>;
  readonly alarms: readonly string[];
  close(): Promise<void>;
}

/** `change` makes another book of the usual one; left out: that one. */
export async function openTwoPlatformHouse(
  change: (book: BookSource) => BookSource = (book) => book,
): Promise<TwoPlatformHouse> {
  const book = change(bookOnBoth(await slackBook('en')));
  // As the app does at its start: learning takes longer than a platform waits for an answer.
  readerOf(book);
  const ours = Object.values(book.people).map(({ ids }) => [String(ids.slack), { team_id: TEAM }]);
  const channels = Object.values(book.channels).flatMap(({ platform, id }) => (platform === 'slack' ? [id] : []));
  const slack = await openSlackServer({ channels, locales: {}, people: Object.fromEntries(ours) });
  const feishu = await openFeishuServer({
    chats: { [FEISHU_GROUP]: { external: true } },
    people: { ou_reporter: 'Liu', [feishuId('ou', 'manager1')]: 'Zhu' },
    outsiders: ['ou_reporter'],
  });
  const database = await openTestDatabase('pglite-memory');
  const clock = { at: START as Instant, now: () => clock.at };
  const common = { clock: { now: () => Date.now() }, log: silentLog, fail: () => {} };
  const adapters: Readonly<Record<string, ChatAdapter>> = {
    slack: createSlackAdapter(
      { botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET, appToken: undefined, apiUrl: slack.apiUrl },
      { ...common, moves: keepMoves() },
    ),
    feishu: createFeishuAdapter(
      {
        appId: APP_ID,
        appSecret: APP_SECRET,
        domain: feishu.domain,
        incoming: { encryptKey: ENCRYPT_KEY, verificationToken: VERIFICATION_TOKEN },
      },
      // `hear` delivers as well here, on a machine that may have much to do.
      { ...common, times: { receiptMs: 20_000, pressMs: 20_000 } },
    ),
  };
  const alarms: string[] = [];
  const house = wireHouse({
    database,
    jobs: noJobs,
    clock,
    log: silentLog,
    adapterFor: (platform) => adapters[platform],
    alarm: ({ code, platform, error }) => alarms.push(`${code}: ${platform} ${error}`),
  });
  await database.transaction(async (tx) => {
    await applyBook(tx, book, clock.at);
    await startRotations(tx, book, clock.at);
  });
  // `drain` must be the only one that delivers.
  const inSeries = createInSeries();
  const deliver = () => inSeries(() => house.courier.drain());
  const desk = openHouseDesk({
    database,
    house: () => house,
    adapters: new Map(Object.entries(adapters)),
    log: silentLog,
    after: deliver,
    limits: { storeWithinMs: 20_000 },
  });
  for (const adapter of Object.values(adapters)) await adapter.start(desk);
  await desk.start();
  const ready = async () => ({ ok: true });
  const http = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    adapters: Object.values(adapters),
    ready,
    log: silentLog,
  });
  const origin = `http://127.0.0.1:${await http.listen()}`;
  const post = async (path: string, request: { body: string; headers: Readonly<Record<string, string>> }) => {
    const response = await fetch(`${origin}${path}`, { method: 'POST', ...request });
    await response.text();
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
    await desk.settled();
  };
  return {
    slack,
    feishu,
    alarms,
    onSlack: (payload) => post('/slack/events', signPayload(payload)),
    onFeishu: (payload) => post('/feishu/events', signDelivery(payload)),
    async forward(minutes) {
      const until = clock.at + minutes * MINUTE;
      await house.tick.run(until, async (now) => {
        clock.at = now;
        await deliver();
      });
      clock.at = until;
      await deliver();
    },
    async close() {
      await http.close();
      for (const adapter of Object.values(adapters)) await adapter.stop();
      await desk.stop();
      await slack.close();
      await feishu.close();
      await database.close();
    },
  };
}

function bookOnBoth(source: BookSource): BookSource {
  const channels = Object.entries(source.channels).map(([key, channel]) => [
    key,
    channel.purpose === 'customer' ? { ...channel, platform: 'feishu', id: FEISHU_GROUP, language: 'zh-CN' } : channel,
  ]);
  const people = Object.entries(source.people).map(([key, person]) => [
    key,
    key.startsWith('manager') ? { ...person, ids: { ...person.ids, feishu: feishuId('ou', key) } } : person,
  ]);
  return { ...source, channels: Object.fromEntries(channels), people: Object.fromEntries(people) };
}
