import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMailAdapter } from '../../src/adapter/mail/mail.ts';
import { createPageLinks } from '../../src/adapter/web/link.ts';
import { createKeepFiles, openUploads } from '../../src/adapter/web/upload/keep.ts';
import type { ChatAdapter } from '../../src/chat/adapter.ts';
import type { FrontDesk } from '../../src/chat/intake.ts';
import { MAIL } from '../../src/chat/mail.ts';
import type { Database } from '../../src/db/database.ts';
import { openSecret } from '../../src/db/secret.ts';
import { noJobs } from '../../src/db/turn.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { applyBook } from '../../src/desk/book/store.ts';
import { findLastRevocation } from '../../src/desk/link/store.ts';
import { startRotations } from '../../src/desk/oncall/store.ts';
import { wireHouse } from '../../src/house.ts';
import { type Instant, MINUTE } from '../../src/lib/instant.ts';
import { createInSeries } from '../../src/lib/series.ts';
import { createMailBook } from '../../src/mail-door.ts';
import { createMailMemory } from '../../src/outbox/mail-memory.ts';
import { type Asking, createAsking } from './asking.ts';
import { type ChatPlatform, createChatPlatform } from './chat-platform.ts';
import { openTestDatabase } from './database.ts';
import { openHouseDesk } from './front-desk.ts';
import { START } from './house.ts';
import { createKeptLog } from './kept-log.ts';
import { type MailServer, openMailServer } from './mail-server.ts';
import { PLATFORM, sampleBook, withRival } from './sample-book.ts';
import { until } from './until.ts';

/** The whole desk: the provider in a chat in memory, its customers by mail over real IMAP and SMTP servers. */
export interface MailHouse extends Asking, Pick<ChatPlatform, 'seen'> {
  readonly server: MailServer;
  readonly database: Database;
  /** Puts mails into the mailbox, and waits until all of the mailbox is worked and all that is owed went out. */
  receive(...raws: readonly (string | Buffer)[]): Promise<void>;
  /** Waits for the same. */
  settled(): Promise<void>;
  /** Lets time pass, through every due instant on the way. */
  forward(span: { readonly minutes: number }): Promise<void>;
  /** Ends the adapter, as a stop of the program does, and starts another one; `between` runs while none is there. */
  restart(between?: () => void): Promise<void>;
  /** Everything that was logged since the last call. */
  logged(): string;
  /** Whether the desk takes deliveries. */
  open(isOpen: boolean): void;
  /** How many deliveries it did not take. */
  turnedAway(): number;
  close(): Promise<void>;
}

export const FROM = 'Acme service <service@acme.example>';
export const ORIGIN = 'https://desk.acme.example';

/** The sample customer writes from `bureau.example`, the rival from `rival.example`; engineer2 reads the mails. */
export async function mailBook(language: 'en' | 'zh-CN' = 'en'): Promise<BookSource> {
  const source = withRival(await sampleBook(language));
  const channel = (customer: string, mail: object) => ({
    ...{ purpose: 'customer' as const, platform: 'mail' as const, id: `mail-${customer}`, customer, language },
    name: { zh: customer, en: customer },
    mail: { to: [], senders: [], contacts: [], reader: 'engineer2', ...mail },
  });
  const { 'customer-sample': _chat, ...channels } = source.channels;
  return {
    ...source,
    provider: {
      ...source.provider,
      mailbox: { address: 'service@acme.example', reader: 'engineer3', answerWithin: '4wh' },
    },
    channels: {
      ...channels,
      bureau: channel('sample', { senders: ['@bureau.example'], contacts: ['office@bureau.example'] }),
      rival: channel('rival', { to: ['rival@acme.example'], senders: ['chief@rival.example'] }),
    },
  };
}

export async function openMailHouse(book?: BookSource, takesFiles: 'files' | 'no files' = 'files'): Promise<MailHouse> {
  const source = book ?? (await mailBook());
  const database = await openTestDatabase('pglite-memory');
  const server = await openMailServer();
  const home = await mkdtemp(join(tmpdir(), 'deskbell-mail-'));
  const clock = { at: START as Instant, now: () => clock.at };
  const { log, take } = createKeptLog();
  const platform = createChatPlatform(PLATFORM);
  const linksAt = createPageLinks(await openSecret(database, 'link'), () => ORIGIN);
  const adapters = new Map<string, ChatAdapter>();
  const house = wireHouse({
    database,
    jobs: noJobs,
    clock,
    log,
    adapterFor: (name) => (name === MAIL ? adapters.get(MAIL) : platform.adapter),
    alarm: ({ code, error }) => log.error({ code, error }, 'alarm'),
    linksAt,
  });
  await database.transaction(async (tx) => {
    await applyBook(tx, source, clock.at);
    await startRotations(tx, source, clock.at);
  });
  const inSeries = createInSeries();
  const drain = () => inSeries(() => house.courier.drain());
  const memory = createMailMemory(database);
  const uploads = await openUploads(home, clock, undefined);
  const key = await openSecret(database, 'mail');
  const desk = openHouseDesk({ database, house: () => house, adapters, log, after: drain });
  let isOpen = true;
  let turnedAway = 0;
  const front: FrontDesk = {
    hear: desk.hear,
    async accept(...given) {
      if (isOpen) return desk.accept(...given);
      turnedAway += 1;
      return false;
    },
  };
  async function open(): Promise<void> {
    const adapter = createMailAdapter({
      ...{ key, memory, log, clock },
      account: { ...server, from: FROM },
      book: createMailBook(() => source),
      links: async () => linksAt(clock.at, await findLastRevocation(database)),
      keepFiles: takesFiles === 'files' ? createKeepFiles(uploads) : undefined,
      wallClock: { now: () => Date.now() },
    });
    adapters.set(MAIL, adapter);
    await adapter.start(front);
  }
  const cursor = async () => (await database.prisma.mailCursor.findFirst()) ?? undefined;
  const settled = async () => {
    const wanted = server.uidNext() - 1;
    await until('the mailbox to be read', async () =>
      Number((await cursor())?.uid ?? -1) >= wanted ? true : undefined,
    );
    await desk.settled();
    await drain();
  };
  await open();
  await desk.start();
  await until('the first look', cursor);
  return {
    ...createAsking(
      clock,
      (channel) => platform.seen(channel).cards,
      async (event) => {
        const outcome = await house.dispatch(event);
        await drain();
        return outcome;
      },
    ),
    seen: platform.seen,
    server,
    database,
    async receive(...raws) {
      for (const raw of raws) server.deliver(raw);
      await settled();
    },
    settled,
    async forward({ minutes }) {
      clock.at += minutes * MINUTE;
      await house.tick.run(clock.at);
      await drain();
    },
    async restart(between = () => {}) {
      await adapters.get(MAIL)?.stop();
      between();
      await open();
    },
    logged: take,
    open(next) {
      isOpen = next;
    },
    turnedAway: () => turnedAway,
    async close() {
      await adapters.get(MAIL)?.stop();
      await desk.stop();
      await server.close();
      await database.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
