import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { createFeishuAdapter } from '../../src/adapter/feishu/feishu.ts';
import { createPageLinks } from '../../src/adapter/web/link.ts';
import { listensOn } from '../../src/book-view.ts';
import type { Delivery } from '../../src/chat/intake.ts';
import { noJobs } from '../../src/db/turn.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { applyBook } from '../../src/desk/book/store.ts';
import { readerOf } from '../../src/desk/heard/reader-of.ts';
import { startRotations } from '../../src/desk/oncall/store.ts';
import { wireHouse } from '../../src/house.ts';
import { createHttpServer } from '../../src/http/server.ts';
import { HOUR, type Instant } from '../../src/lib/instant.ts';
import type { Language } from '../../src/lib/language.ts';
import { type Logger, silentLog } from '../../src/lib/log.ts';
import { createInSeries } from '../../src/lib/series.ts';
import { openTestDatabase } from './database.ts';
import { feishuBook, feishuId } from './feishu-book.ts';
import type { FeishuMessage } from './feishu-chats.ts';
import { ENCRYPT_KEY, signDelivery, VERIFICATION_TOKEN } from './feishu-request.ts';
import { APP_ID, APP_SECRET, type FeishuServer, type FeishuServerOptions, openFeishuServer } from './feishu-server.ts';
import { openHouseDesk } from './front-desk.ts';
import { START } from './house.ts';

export const CUSTOMER = feishuId('oc', 'customer-sample');
export const TEAM = feishuId('oc', 'team');
export const ESCALATION = feishuId('oc', 'escalation');
export const ENGINEER = { user: feishuId('ou', 'engineer1'), chat: TEAM };
export const REPORTER = { user: 'ou_reporter', tenant: 'their-tenant', chat: CUSTOMER };

/** What a press is answered with. */
export interface PressAnswer {
  readonly toast?: { readonly type: string; readonly content: string };
  readonly card?: { readonly type: string; readonly data: object };
}

export interface FeishuHouseOptions {
  readonly language?: Language;
  /** Changes the book before it is put in force. */
  readonly change?: (book: BookSource) => BookSource;
  readonly urgentPerDay?: { readonly sms: number; readonly phone: number };
  readonly paid?: { readonly sms: number; readonly phone: number };
  /** Feishu does not let us write to the customer's people in direct chats. */
  readonly keepsOutsidersApart?: true;
  /** Chats besides those of the book. */
  readonly chats?: FeishuServerOptions['chats'];
  /** The address of pages of our own. */
  readonly pagesAt?: string;
  /** Left out: nothing is logged. */
  readonly log?: Logger;
  /** Deliveries that a fault of the adapter keeps from the desk. */
  readonly isUnreadable?: (delivery: Delivery) => boolean;
}

export interface FeishuHouse {
  readonly feishu: FeishuServer;
  readonly alarms: readonly string[];
  /** Delivers as Feishu would; gives what it was answered with. */
  give(payload: object): Promise<PressAnswer>;
  /** Sends what is owed: also what no turn of the desk sent by itself. */
  deliver(): Promise<unknown>;
  /** Runs a statement on the desk’s database. */
  query(statement: string): Promise<unknown>;
  /** Lets time pass, through every due instant on the way. */
  forward(hours: number): Promise<void>;
  /** The same, until an instant. */
  forwardTo(at: Instant): Promise<void>;
  in(chat: string): readonly FeishuMessage[];
  close(): Promise<void>;
}

/** The whole desk on a virtual clock, reached by nothing but Feishu's own deliveries. */
export async function openFeishuHouse(options: FeishuHouseOptions = {}): Promise<FeishuHouse> {
  const {
    change = (same: BookSource) => same,
    urgentPerDay = { sms: 50, phone: 20 },
    paid,
    keepsOutsidersApart,
    pagesAt,
    isUnreadable,
    log = silentLog,
    language = 'en',
  } = options;
  const book = change(await feishuBook(language));
  // As the app does at its start: learning takes longer than a platform waits for an answer.
  readerOf(book);
  const chats = Object.values(book.channels).map(({ id, purpose }) => [
    id,
    purpose === 'customer' ? { external: true as const } : {},
  ]);
  const people = Object.keys(book.people).map((key) => [feishuId('ou', key), key]);
  const feishu = await openFeishuServer({
    chats: { ...Object.fromEntries(chats), ...options.chats },
    people: {
      ...Object.fromEntries(people),
      ou_reporter: 'Liu',
      ou_colleague: 'Wang',
      ou_rival: 'Qian',
      ou_member: 'Zhao',
    },
    outsiders: ['ou_reporter', 'ou_colleague', 'ou_rival'],
    unreachable: keepsOutsidersApart ? ['ou_reporter', 'ou_colleague'] : [],
    ...(paid ? { paid } : {}),
  });
  const database = await openTestDatabase('pglite-memory');
  const clock = { at: START as Instant, now: () => clock.at };
  const incoming = { encryptKey: ENCRYPT_KEY, verificationToken: VERIFICATION_TOKEN };
  const adapter = createFeishuAdapter(
    { appId: APP_ID, appSecret: APP_SECRET, domain: feishu.domain, incoming, urgentPerDay },
    {
      clock: { now: () => Date.now() },
      log,
      fail: () => {},
      listensTo: listensOn(() => book, 'feishu'),
      // `hear` delivers as well here, on a machine that may have much to do.
      times: { receiptMs: 20_000, pressMs: 20_000 },
    },
  );
  const alarms: string[] = [];
  const alarm = ({ code, error }: { code: string; error: string }) => void alarms.push(`${code}: ${error}`);
  const linksAt = createPageLinks(randomBytes(32), () => pagesAt);
  const parts = { database, jobs: noJobs, clock, log, adapterFor: () => adapter, alarm, linksAt };
  const house = wireHouse(parts);
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
    adapters: new Map([['feishu', adapter]]),
    log,
    after: deliver,
    limits: { storeWithinMs: 20_000 },
    ...(isUnreadable ? { isUnreadable } : {}),
  });
  await adapter.start(desk);
  await desk.start();
  const passTo = async (now: Instant) => {
    feishu.forward(now - clock.at);
    clock.at = now;
    await deliver();
  };
  const forwardTo = async (at: Instant) => {
    await house.tick.run(at, passTo);
    await passTo(at);
  };
  const ready = async () => ({ ok: true });
  const http = createHttpServer({ host: '127.0.0.1', port: 0, adapters: [adapter], ready, log });
  const address = `http://127.0.0.1:${await http.listen()}/feishu/events`;
  return {
    feishu,
    alarms,
    in: (chat) => feishu.messages.filter((message) => message.chat === chat),
    async give(payload) {
      const response = await fetch(address, { method: 'POST', ...signDelivery(payload) });
      expect(response.status).toBe(200);
      const answer = (await response.json()) as PressAnswer;
      await desk.settled();
      return answer;
    },
    deliver,
    query: (statement) => database.query(statement),
    forward: (hours) => forwardTo(clock.at + hours * HOUR),
    forwardTo,
    async close() {
      await http.close();
      await adapter.stop();
      await desk.stop();
      await feishu.close();
      await database.close();
    },
  };
}
