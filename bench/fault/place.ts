import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { DatabaseTarget } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { silentLog } from '../../src/lib/log.ts';
import { type DeskProcess, startDesk } from '../../test/support/desk-process.ts';
import { feishuBook, feishuId } from '../../test/support/feishu-book.ts';
import { ENCRYPT_KEY, VERIFICATION_TOKEN } from '../../test/support/feishu-request.ts';
import { APP_ID, APP_SECRET, openFeishuServer } from '../../test/support/feishu-server.ts';
import { withRespondWithin } from '../../test/support/sample-book.ts';
import { slackBook, slackId } from '../../test/support/slack-book.ts';
import { SIGNING_SECRET } from '../../test/support/slack-request.ts';
import { APP_TOKEN, BOT_TOKEN, openSlackServer } from '../../test/support/slack-server.ts';
import { createDatabase } from './databases.ts';
import { type Asked, ask, type DoorName } from './door.ts';
import { openWeather, type Weather } from './weather.ts';

export type DatabaseKind = 'pglite' | 'postgres';

/** A message that a platform took, as far as it matters here. */
export interface Taken {
  readonly id: string;
  readonly channel: string;
  /** The key of its sending where the message shows it (Slack); otherwise its words and where they stand. */
  readonly key: string;
  readonly text: string;
}

/** A desk's world: its folder, its database, its book, and the one platform it is on. */
export interface Place {
  readonly door: DoorName;
  readonly target: DatabaseTarget;
  readonly book: BookSource;
  readonly weather: Weather;
  /** Whether each message shows the key under which it was sent. */
  readonly showsKeys: boolean;
  /** Starts a process of the desk here. */
  start(): Promise<DeskProcess>;
  /** The report of that number by this door, from one of many people of the customer's. */
  report(number: number, customer?: 'sample' | 'rival'): Asked;
  /** What the platform took so far. */
  taken(): readonly Taken[];
  /** Puts the wall clock of these processes so far ahead of the machine's, and of those that start later. */
  setClock(aheadMs: number, desks: readonly DeskProcess[]): Promise<void>;
  close(): Promise<void>;
}

export interface PlaceOptions {
  readonly database: DatabaseKind;
  readonly door: DoorName;
  /** Instead of a folder of the place's own. */
  readonly dataDir?: string;
  /** Instead of a database on the server that the scenarios share. */
  readonly postgresUrl?: string;
  /** How soon the desk must answer a report, as in a book; left out: as the preset says. */
  readonly respondWithin?: string;
}

/** So many people report. */
const PEOPLE = 40;

export async function openPlace(options: PlaceOptions): Promise<Place> {
  const { database, door, dataDir, postgresUrl, respondWithin } = options;
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-fault-'));
  const target: DatabaseTarget =
    database === 'pglite'
      ? { kind: 'pglite', dataDir: dataDir ?? join(folder, 'data') }
      : { kind: 'postgres', url: postgresUrl ?? (await createDatabase()) };
  const platform = door.startsWith('slack') ? await openSlack(door) : await openFeishu(door);
  const book = respondWithin ? withRespondWithin(platform.book, respondWithin) : platform.book;
  const clockFile = join(folder, 'clock');
  await writeFile(clockFile, '0');
  await writeFile(join(folder, 'book.yaml'), stringify(book));
  const env = {
    DATA_DIR: target.kind === 'pglite' ? target.dataDir : join(folder, 'data'),
    DATABASE_URL: target.kind === 'postgres' ? target.url : '',
    BOOK: join(folder, 'book.yaml'),
    LOG_LEVEL: 'warn',
    FAULT_CLOCK: clockFile,
    NODE_OPTIONS: `--import ${new URL('shifted-clock.ts', import.meta.url).href}`,
    ...platform.env,
  };
  await mkdir(env.DATA_DIR, { recursive: true });
  await chmod(folder, 0o755);
  return {
    door,
    target,
    book,
    weather: platform.weather,
    showsKeys: door.startsWith('slack'),
    start: () => startDesk({ env }),
    report: (number, customer = 'sample') =>
      ask(
        door,
        `${customer}-fault-${number}`,
        platform.channel(`customer-${customer}`),
        platform.person(number % PEOPLE),
        platform,
      ),
    taken: platform.taken,
    async setClock(aheadMs, desks) {
      await writeFile(clockFile, String(aheadMs));
      for (const { child } of desks) child.kill('SIGUSR2');
    },
    async close() {
      await platform.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Opens the place's database beside, or after, the desk, for as long as `look` takes. */
export async function withDatabase<T>(
  { target }: Pick<Place, 'target'>,
  look: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(target, silentLog);
  try {
    return await look(database);
  } finally {
    await database.close();
  }
}

async function openSlack(door: DoorName) {
  const book = withRival(await slackBook('en'), slackId('C', 'customer-rival'));
  const channels = Object.values(book.channels).map(({ id }) => id);
  const server = await openSlackServer({ channels, locales: {} });
  const weather = await openWeather(new URL(server.apiUrl).origin);
  const way = door === 'slack-http' ? { SLACK_SIGNING_SECRET: SIGNING_SECRET } : { SLACK_APP_TOKEN: APP_TOKEN };
  return {
    book,
    weather,
    slack: server.socket,
    env: { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_API_URL: `${weather.origin}/api/`, ...way },
    channel: (key: string) => slackId('C', key),
    person: (number: number) => `UCALLER${number}`,
    taken: (): Taken[] =>
      server.messages.map(({ ts, channel, text, blocks, metadata }) => {
        const { key = '' } = (metadata?.event_payload ?? {}) as { key?: string };
        return { id: ts, channel, key, text: `${text} ${JSON.stringify(blocks)}` };
      }),
    async close() {
      await weather.close();
      await server.close();
    },
  };
}

async function openFeishu(door: DoorName) {
  const book = withRival(await feishuBook('en'), feishuId('oc', 'customer-rival'));
  const person = (number: number) => `ou_caller${number}`;
  const callers = Array.from({ length: PEOPLE }, (_, number) => person(number));
  const external = (purpose: string) => (purpose === 'customer' ? ({ external: true } as const) : {});
  const ours = Object.values(book.people).map(({ ids }) => String(ids.feishu));
  const server = await openFeishuServer({
    chats: Object.fromEntries(Object.values(book.channels).map(({ id, purpose }) => [id, external(purpose)])),
    people: Object.fromEntries([...callers, ...ours].map((id) => [id, id])),
    outsiders: callers,
  });
  const weather = await openWeather(server.domain);
  const way = { FEISHU_ENCRYPT_KEY: ENCRYPT_KEY, FEISHU_VERIFICATION_TOKEN: VERIFICATION_TOKEN };
  return {
    book,
    weather,
    feishu: server.socket,
    env: {
      FEISHU_APP_ID: APP_ID,
      FEISHU_APP_SECRET: APP_SECRET,
      FEISHU_DOMAIN: weather.origin,
      ...(door === 'feishu-http' ? way : {}),
    },
    channel: (key: string) => feishuId('oc', key),
    person,
    taken: (): Taken[] =>
      server.messages.map(({ id, chat, root, content }) => {
        const text = JSON.stringify(content);
        // Notices name their case; two people may well be answered in the same words.
        const isNotice = /T-\d+/.test(text);
        return { id, channel: chat, key: isNotice ? `${chat} ${root} ${text}` : '', text };
      }),
    async close() {
      await weather.close();
      await server.close();
    },
  };
}

/** The book with a second customer, `rival`, whose channel has this id. */
function withRival(source: BookSource, id: string): BookSource {
  const { sample } = source.customers;
  const channel = source.channels['customer-sample'];
  if (!sample || !channel) throw new Error('not a preset with the sample customer');
  const name = { zh: '另一家客户', en: 'Another customer' };
  return {
    ...source,
    customers: { ...source.customers, rival: { ...sample, name, people: [] } },
    channels: { ...source.channels, 'customer-rival': { ...channel, id, name, customer: 'rival' } },
  };
}
