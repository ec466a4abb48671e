/**
 * How long the pages of the board take with 100,000 tickets of 130 customers on PostgreSQL, half of them open and all of
 * one month, and how the database finds the open ones. The server comes from npm. Run: `node bench/board.ts [tickets]`.
 */
import { loadavg } from 'node:os';
import pg from 'pg';
import { createBoardDoor } from '../src/board-door.ts';
import type { Database } from '../src/db/database.ts';
import { openDatabase } from '../src/db/open.ts';
import { noJobs } from '../src/db/turn.ts';
import { insertLink } from '../src/desk/board/session/store.ts';
import { prepareBook } from '../src/desk/book/book.ts';
import { presetPath, readBookFile } from '../src/desk/book/load.ts';
import { onOnePlatform } from '../src/desk/book/one-platform.ts';
import type { BookSource } from '../src/desk/book/schema.ts';
import { applyBook } from '../src/desk/book/store.ts';
import { startRotations } from '../src/desk/oncall/store.ts';
import { applyEntry, openTicket } from '../src/desk/ticket/case/fold.ts';
import { nextPromiseAt } from '../src/desk/ticket/clock/clocks.ts';
import { figuresOf } from '../src/desk/ticket/clock/figures.ts';
import { termsOf } from '../src/desk/ticket/flow.ts';
import { DAY, HOUR, isoOf, MINUTE } from '../src/lib/instant.ts';
import { silentLog } from '../src/lib/log.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { createRandom } from './find/tickets.ts';

const [wanted = '100000'] = process.argv.slice(2);
/** How many are open, and how many are closed. */
const COUNT = Number(wanted) / 2;
const PLATFORM = 'playground';
const CUSTOMERS = 130;
const ROUNDS = 7;
/** What a page may take, in the middle of its rounds, in milliseconds. */
const TARGET_MS = 2_000;
const NOW = Date.parse('2026-10-20T10:00:00+08:00');

/** Fills the table with open tickets of the last days, and as many closed ones of the weeks before. */
async function fill(database: Database, source: BookSource): Promise<void> {
  const random = createRandom(1);
  const book = prepareBook(1, source);
  for (let from = 0; from < 2 * COUNT; from += 1_000) {
    const rows = Array.from({ length: 1_000 }, (_, index) => rowOf(from + index + 1, book, random));
    await database.query(INSERT, [JSON.stringify(rows)]);
  }
  await database.query('vacuum analyze ticket', []);
}

function rowOf(id: number, book: ReturnType<typeof prepareBook>, random: () => number) {
  const isOpen = id > COUNT;
  const at = NOW - Math.floor((isOpen ? 2 * DAY : 18 * DAY) * random()) - (isOpen ? 0 : 2 * DAY);
  const facts = {
    kind: 'fault',
    customer: `customer${Math.floor(CUSTOMERS * random() ** 3)}`,
    site: 'main',
    device: 'device1',
    serviceLevel: 'A',
    distanceKm: 0,
    travelMs: HOUR,
    hardwareOnly: false,
    billable: false,
    title: `the core switch drops packets on line card ${id}`,
    details: 'since the morning; '.repeat(20),
    contact: '',
    origin: undefined,
  } as const;
  const terms = termsOf(book, facts);
  const by = `engineer${1 + Math.floor(random() * 3)}`;
  const level = random() < 0.5 ? 'severe' : 'general';
  const opened = { facts, level, assignee: by, due: {}, provisional: [] };
  let ticket = openTicket({ kind: 'ticket.opened', at, by: 'customer', staff: false, data: opened });
  const staff = { by, staff: true } as const;
  if (!isOpen || random() < 0.5)
    ticket = applyEntry(ticket, { kind: 'ticket.acknowledged', at: at + MINUTE, ...staff, data: {} });
  if (!isOpen) {
    ticket = applyEntry(ticket, { kind: 'ticket.resolved', at: at + HOUR, ...staff, data: { text: 'changed' } });
    ticket = applyEntry(ticket, { kind: 'ticket.closed', at: at + DAY, by: 'customer', staff: false, data: {} });
  }
  const { figures, times } = figuresOf(ticket, terms);
  const promiseAt = nextPromiseAt(ticket, terms);
  return {
    ...{ id, customer: facts.customer, level: ticket.level, assignee: by, status: ticket.status, state: ticket },
    opened_at: isoOf(at),
    promise_at: Number.isFinite(promiseAt) ? isoOf(promiseAt) : null,
    figures: JSON.stringify(figures),
    times: JSON.stringify(times),
  };
}

const INSERT = `
  insert into ticket (id, book_version_id, customer, kind, status, level, assignee, title, state, opened_at, promise_at, figures, times)
  select id, 1, customer, 'fault', status, level, assignee, 'a title', state, opened_at, promise_at, figures, times
    from jsonb_to_recordset($1::jsonb) as row (id int, customer text, level text, assignee text, status text, state jsonb,
      opened_at timestamptz, promise_at timestamptz, figures text, times text)`;

async function manyCustomers(): Promise<BookSource> {
  const { source } = await readBookFile(presetPath('telecom-province') ?? '');
  const placed = onOnePlatform(source, PLATFORM);
  const { sample } = placed.customers;
  if (!sample) throw new Error('not the preset with the sample customer');
  const keys = Array.from({ length: CUSTOMERS }, (_, index) => `customer${index}`);
  const customers = keys.map((key) => [key, { ...sample, name: { zh: key, en: key } }]);
  const channels = Object.entries(placed.channels).filter(([, { customer }]) => customer === undefined);
  return { ...placed, customers: Object.fromEntries(customers), channels: Object.fromEntries(channels) };
}

async function createDatabase(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('create database report');
  await client.end();
  const created = new URL(url);
  created.pathname = '/report';
  return created.href;
}

const postgres = await startPostgres();
const database = await openDatabase({ kind: 'postgres', url: await createDatabase(postgres.url) }, silentLog);
const source = await manyCustomers();
const clock = { now: () => NOW };
const id = await database.transaction(async (tx) => {
  await applyBook(tx, source, NOW);
  await startRotations(tx, source, NOW);
  const owner = { person: 'manager1', customer: undefined, platform: PLATFORM, teamId: '', userId: 'manager1' };
  return insertLink(tx, { ...owner, name: 'manager1', channel: '@manager1' }, NOW);
});
await fill(database, source);
const house = { speaksBoth: () => false, linksAt: () => ({}) as never };
const parts = { database, jobs: noJobs, house, clock, sessionClock: clock, log: silentLog };
const door = createBoardDoor({ ...parts, prepare: (each) => each });
const secret = (await door.enter(id, undefined)) ?? '';

const { length: pages } = `${Math.ceil(COUNT / 50)}`;
console.log(`${COUNT} open tickets, load ${loadavg()[0]?.toFixed(1)}`);
let worst = 0;
const ASKED: readonly (readonly [page: string, params: Record<string, string>])[] = [
  ['open', {}],
  ['open', { page: '40' }],
  ['open', { page: `${Math.ceil(COUNT / 50)}` }],
  ['open', { customer: 'customer7' }],
  ['open', { whose: 'mine' }],
  ['month', {}],
  ['month', { customer: 'customer7' }],
  ['calendar', {}],
  ['papers', {}],
  ['queue', {}],
];
for (const [page, params] of ASKED) {
  const spans: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = performance.now();
    await door.read(secret, { page, params, language: 'en' });
    spans.push(performance.now() - from);
  }
  spans.sort((one, other) => one - other);
  const [p50 = 0, slowest = 0] = [spans[Math.floor(ROUNDS / 2)], spans.at(-1)];
  worst = Math.max(worst, p50);
  const asked = `${page} ${new URLSearchParams(params)}`.padEnd(20 + pages);
  console.log(`${asked} p50 ${p50.toFixed(0)} ms, worst ${slowest.toFixed(0)} ms`);
}
const plan = await database.query<{ 'QUERY PLAN': string }>(
  `explain (analyze, costs off, summary off) select id from ticket where status in ('open', 'resolved')
    order by promise_at, id offset 1950 limit 50`,
  [],
);
console.log(plan.map((row) => row['QUERY PLAN']).join('\n'));
await database.close();
await postgres.stop();
if (worst > TARGET_MS) {
  console.error(`a page took ${worst.toFixed(0)} ms, more than ${TARGET_MS}`);
  process.exitCode = 1;
}
