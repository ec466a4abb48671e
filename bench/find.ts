/**
 * How long `/desk find` takes among 100,000 tickets on PostgreSQL, from the event to the finished card, and among 10,000
 * on PGlite. A line per case; `× scan`: how much faster than looking through all rows with `ilike`. The server comes from
 * npm. Run: `node bench/find.ts [tickets on PostgreSQL] [tickets on PGlite]`.
 */
import pg from 'pg';
import type { ChatEvent } from '../src/chat/event.ts';
import type { Database } from '../src/db/database.ts';
import { openDatabase } from '../src/db/open.ts';
import { noJobs } from '../src/db/turn.ts';
import { presetPath, readBookFile } from '../src/desk/book/load.ts';
import { onOnePlatform } from '../src/desk/book/one-platform.ts';
import type { BookSource } from '../src/desk/book/schema.ts';
import { applyBook } from '../src/desk/book/store.ts';
import { startRotations } from '../src/desk/oncall/store.ts';
import { type House, wireHouse } from '../src/house.ts';
import { silentLog } from '../src/lib/log.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { fillTickets, WORDS } from './find/tickets.ts';

const [onPostgres = '100000', onPglite = '10000'] = process.argv.slice(2);
const PLATFORM = 'playground';
const NOW = Date.parse('2026-11-27T10:10:00+08:00');
const CUSTOMERS = 130;
const ROUNDS = 40;
/** What an answer on PostgreSQL may take at p95. */
const TARGET_MS = 200;

/** What is searched, by staff; `customer` first: by that customer's person. */
const CASES: readonly (readonly [label: string, words: string, customer?: string])[] = [
  ['common word, zh', WORDS.common.zh],
  ['common word, en', WORDS.common.en],
  ['uncommon word, zh', WORDS.uncommon.zh],
  ['uncommon word, en', WORDS.uncommon.en],
  ['rare word, zh', WORDS.rare.zh],
  ['rare word, en', WORDS.rare.en],
  ['no such word, zh', '龘龘'],
  ['beginning of a common word, en', 'swi'],
  ['common and rare word', `${WORDS.common.zh} ${WORDS.rare.zh}`],
  ['common words that are never together', `${WORDS.common.zh} ${WORDS.common.en}`],
  ['large customer', 'customer0'],
  ['small customer', 'customer129'],
  ['small customer and common word', `customer129 ${WORDS.common.zh}`],
  ['device', 'SN-77'],
  ['model', 'CS-12800'],
  ['person', '李伟'],
  ['month two years ago', '2024-10'],
  ['month two years ago and common word', `2024-10 ${WORDS.common.zh}`],
  ['last week', 'last week'],
  ['not closed', '未结'],
  ['resolved', '已解决'],
  ['closed and common word', `已关闭 ${WORDS.common.zh}`],
  ['not closed and common word', `未结 ${WORDS.common.zh}`],
  ['not closed and rare word', `未结 ${WORDS.rare.zh}`],
  ["a large customer's own", WORDS.common.zh, 'customer0'],
  ["a small customer's own", WORDS.common.zh, 'customer129'],
];

async function measure(label: string, database: Database, count: number): Promise<boolean> {
  const source = await manyCustomers();
  await database.transaction(async (tx) => {
    await applyBook(tx, source, NOW);
    await startRotations(tx, source, NOW);
  });
  const begin = performance.now();
  await fillTickets(database, source, count, NOW);
  const [size] = await database.query<{ words: string; tickets: string }>(
    `select pg_size_pretty(pg_table_size('ticket_words')) || ' and ' ||
         pg_size_pretty(pg_indexes_size('ticket_words')) || ' of indexes' as words,
       pg_size_pretty(pg_total_relation_size('ticket') + pg_total_relation_size('ticket_event')) as tickets`,
  );
  console.log(
    `${label}: ${count} tickets with their logs in ${size?.tickets}, their words in ${size?.words}, made in ${Math.round((performance.now() - begin) / 1000)} s`,
  );
  const scan = await timeScan(database);
  const house = wireHouse({
    database,
    jobs: noJobs,
    clock: { now: () => NOW },
    log: silentLog,
    adapterFor: () => undefined,
    alarm: () => {},
  });
  let worst = 0;
  for (const [name, words, customer] of CASES) {
    const spans = await time(house, words, customer);
    worst = Math.max(worst, spans.p95);
    console.log(`  ${name.padEnd(38)} ${line(spans)}   × scan ${Math.round(scan / spans.p50)}`);
  }
  for (const [name, args] of [
    ['page 20 of a common word', { search: WORDS.common.zh, page: '20' }],
    ['similar cases', { ticket: `T-${count - 1}` }],
  ] as const) {
    const spans = await timePress(house, 'page' in args ? 'find.tickets' : 'find.similar', args);
    worst = Math.max(worst, spans.p95);
    console.log(`  ${name.padEnd(38)} ${line(spans)}   × scan ${Math.round(scan / spans.p50)}`);
  }
  console.log(`  the slowest case at p95: ${worst.toFixed(1)} ms; a scan with ilike: ${scan.toFixed(0)} ms`);
  return worst <= TARGET_MS;
}

async function manyCustomers(): Promise<BookSource> {
  const preset = 'telecom-province';
  const source = onOnePlatform((await readBookFile(presetPath(preset) ?? preset)).source, PLATFORM);
  const { sample } = source.customers;
  const channel = source.channels['customer-sample'];
  const [device] = sample?.devices ?? [];
  if (!sample || !channel || !device) throw new Error('not the preset with the sample customer');
  const keys = Array.from({ length: CUSTOMERS }, (_, index) => `customer${index}`);
  const named = (key: string) => ({ zh: key.replace('customer', '客户'), en: key });
  const devices = (index: number) => [{ ...device, serial: `SN-${index}`, model: index % 2 ? 'CS-12800' : 'RT-7' }];
  return {
    ...source,
    customers: Object.fromEntries(
      keys.map((key, index) => [key, { ...sample, name: named(key), devices: devices(index) }]),
    ),
    channels: {
      ...Object.fromEntries(Object.entries(source.channels).filter(([, { customer }]) => customer === undefined)),
      ...Object.fromEntries(keys.map((key) => [key, { ...channel, id: key, customer: key, name: named(key) }])),
    },
  };
}

/** Without an index for text: every log is looked through. */
async function timeScan({ query }: Database): Promise<number> {
  const sql = `select id from ticket where exists (
      select from ticket_event where ticket_id = ticket.id and data->>'text' ilike $1) or title ilike $1
    order by id desc limit 11`;
  const from = performance.now();
  await query(sql, [`%${WORDS.rare.en}%`]);
  return performance.now() - from;
}

let events = 0;

function eventBy(customer: string | undefined) {
  events += 1;
  const channelId = customer ?? 'team';
  const userId = customer === undefined ? 'engineer1' : `of-${customer}`;
  return {
    id: `event/${events}`,
    at: NOW,
    person: { platform: PLATFORM, teamId: '', userId, displayName: userId, external: false },
    place: { platform: PLATFORM, channelId, threadId: '' },
    language: 'en',
    message: undefined,
  } as const;
}

interface Spans {
  readonly p50: number;
  readonly p95: number;
}

function time(house: House, words: string, customer: string | undefined): Promise<Spans> {
  return timeEach(house, () => ({
    ...eventBy(customer),
    kind: 'words',
    word: 'desk',
    text: `find ${words}`,
    mentions: {},
  }));
}

function timePress(house: House, command: string, args: Readonly<Record<string, string>>): Promise<Spans> {
  return timeEach(house, () => ({ ...eventBy(undefined), kind: 'button', command, args, subject: '' }));
}

async function timeEach(house: House, next: () => ChatEvent): Promise<Spans> {
  const spans: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = performance.now();
    const { refusal, replies } = await house.dispatch(next());
    spans.push(performance.now() - from);
    if (refusal || replies.some(({ kind }) => kind !== 'card')) throw new Error(`no list: ${JSON.stringify(replies)}`);
  }
  spans.sort((one, other) => one - other);
  const at = (share: number) => spans[Math.min(spans.length - 1, Math.floor(spans.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

function line({ p50, p95 }: Spans): string {
  return `p50 ${p50.toFixed(1).padStart(7)} ms   p95 ${p95.toFixed(1).padStart(7)} ms`;
}

async function createDatabase(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('create database find');
  await client.end();
  const created = new URL(url);
  created.pathname = '/find';
  return created.href;
}

const server = await startPostgres();
try {
  const database = await openDatabase({ kind: 'postgres', url: await createDatabase(server.url) }, silentLog);
  const inTime = await measure('PostgreSQL', database, Number(onPostgres));
  await database.close();
  if (!inTime) process.exitCode = 1;
} finally {
  await server.stop();
}
const pglite = await openDatabase({ kind: 'pglite-memory' }, silentLog);
await measure('PGlite', pglite, Number(onPglite));
await pglite.close();
