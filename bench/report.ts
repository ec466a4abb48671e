/**
 * How long `/desk month` takes for a month of 100,000 tickets on PostgreSQL, from the event to the finished card and the
 * stored picture: each ticket has a call and a rating, half of them have papers, and as many tickets lie in the month
 * before. The server comes from npm. Run: `node bench/report.ts [tickets]`.
 */
import { loadavg } from 'node:os';
import pg from 'pg';
import type { Database } from '../src/db/database.ts';
import { openDatabase } from '../src/db/open.ts';
import { noJobs } from '../src/db/turn.ts';
import { prepareBook } from '../src/desk/book/book.ts';
import { presetPath, readBookFile } from '../src/desk/book/load.ts';
import { onOnePlatform } from '../src/desk/book/one-platform.ts';
import type { BookSource } from '../src/desk/book/schema.ts';
import { applyBook } from '../src/desk/book/store.ts';
import { startRotations } from '../src/desk/oncall/store.ts';
import type { Entry } from '../src/desk/ticket/case/entry.ts';
import { applyEntry, openTicket } from '../src/desk/ticket/case/fold.ts';
import { figuresOf } from '../src/desk/ticket/clock/figures.ts';
import { catchUp } from '../src/desk/ticket/clock/lapse.ts';
import { termsOf } from '../src/desk/ticket/flow.ts';
import { type House, wireHouse } from '../src/house.ts';
import { DAY, HOUR, type Instant, isoOf, MINUTE } from '../src/lib/instant.ts';
import { silentLog } from '../src/lib/log.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { createRandom } from './find/tickets.ts';

const [wanted = '100000'] = process.argv.slice(2);
const COUNT = Number(wanted);
const PLATFORM = 'playground';
const CUSTOMERS = 130;
const ROUNDS = 7;
/** What an answer may take at worst. */
const TARGET_MS = 2000;
/** The month that is measured, and the one before it. */
const [OCTOBER, SEPTEMBER] = [Date.parse('2026-10-01T00:00:00+08:00'), Date.parse('2026-09-01T00:00:00+08:00')];

/** Fills a month with so many tickets, made by the hearts, and what was owed beside them. */
async function fill(database: Database, source: BookSource, first: number, monthAt: Instant): Promise<void> {
  const random = createRandom(first);
  const book = prepareBook(1, source);
  for (let from = 0; from < COUNT; from += 1000) {
    const rows = Array.from({ length: Math.min(1000, COUNT - from) }, (_, index) => {
      const at = monthAt + Math.floor(((from + index) / COUNT) * 29 * DAY);
      return rowOf(first + from + index, `customer${Math.floor(CUSTOMERS * random() ** 3)}`, at, book, random);
    });
    await database.query(INSERT, [JSON.stringify(rows)]);
  }
}

function rowOf(id: number, customer: string, at: Instant, book: ReturnType<typeof prepareBook>, random: () => number) {
  const facts = {
    kind: 'fault',
    customer,
    site: 'main',
    device: 'device1',
    serviceLevel: 'A',
    distanceKm: 0,
    travelMs: HOUR,
    hardwareOnly: false,
    billable: false,
    title: 'the core switch drops packets on its second line card',
    details: 'since the morning; '.repeat(20),
    contact: '',
    origin: undefined,
  } as const;
  const terms = termsOf(book, facts);
  const by = `engineer${1 + Math.floor(random() * 3)}`;
  const level = random() < 0.3 ? 'severe' : 'general';
  const staff = { by, staff: true } as const;
  const opened = { facts, level, assignee: by, due: {}, provisional: [] };
  let ticket = openTicket({ kind: 'ticket.opened', at, by: 'customer', staff: false, data: opened });
  const steps: Entry[] = [
    { kind: 'ticket.acknowledged', at: at + Math.floor(random() * 20) * MINUTE, ...staff, data: {} },
    { kind: 'ticket.resolved', at: at + HOUR + Math.floor(random() * 4 * HOUR), ...staff, data: { text: 'changed' } },
    { kind: 'ticket.closed', at: at + DAY, by: 'customer', staff: false, data: {} },
  ];
  for (const step of steps) ticket = applyEntry(catchUp(ticket, terms, step.at, 'before').ticket, step);
  const { figures, times } = figuresOf(ticket, terms);
  const counted = { figures: JSON.stringify(figures), times: JSON.stringify(times) };
  const papers = id % 2 === 0 ? ['fault-report'] : [];
  return {
    id,
    customer,
    level: ticket.level,
    assignee: by,
    state: ticket,
    opened_at: isoOf(at),
    ...counted,
    matters: [
      ['followup', { status: 'done', asked: 'desk', dueAt: at + 2 * DAY, told: random() < 0.1 ? ['overdue'] : [] }],
      [
        'rating',
        { status: 'rated', askedAt: at, given: { score: 1 + Math.floor(random() * 5), remark: '-'.repeat(80) } },
      ],
      ...papers.map((paper) => [
        'paper',
        {
          status: 'archived',
          paper,
          begunAt: at,
          told: [],
          owner: by,
          at: {},
          handedIn: { at, parts: { cause: '-'.repeat(500) } },
        },
      ]),
    ].map(([feature, state]) => ({ feature, state })),
  };
}

const INSERT = `
  with given as (
    select * from jsonb_to_recordset($1::jsonb) as row (id int, customer text, level text, assignee text, state jsonb,
      opened_at timestamptz, figures text, times text, matters jsonb)
  ), opened as (
    insert into ticket (id, book_version_id, customer, kind, status, level, assignee, title, state, opened_at, figures, times)
    select id, 1, customer, 'fault', 'closed', level, assignee, 'a title', state, opened_at, figures, times from given
    returning id
  ) insert into matter (feature, number, book_version_id, customer, ticket_id, status, state, opened_at)
    select feature, given.id, 1, customer, given.id, matter.state->>'status', matter.state, opened_at
      from given, jsonb_to_recordset(matters) as matter (feature text, state jsonb)`;

async function manyCustomers(): Promise<BookSource> {
  const { source } = await readBookFile(presetPath('telecom-province') ?? '');
  const placed = onOnePlatform(source, PLATFORM);
  const { sample } = placed.customers;
  if (!sample) throw new Error('not the preset with the sample customer');
  const keys = Array.from({ length: CUSTOMERS }, (_, index) => `customer${index}`);
  const customers = keys.map((key) => [key, { ...sample, name: { zh: key.replace('customer', '客户'), en: key } }]);
  const channels = Object.entries(placed.channels).filter(([, { customer }]) => customer === undefined);
  return { ...placed, customers: Object.fromEntries(customers), channels: Object.fromEntries(channels) };
}

let now = OCTOBER;
let events = 0;

/** Asks so often, and gives the slowest and the middle answer in milliseconds. */
async function ask(house: House, words: string, rounds = ROUNDS): Promise<{ p50: number; worst: number }> {
  const spans: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    events += 1;
    const from = performance.now();
    const { refusal, replies } = await house.dispatch({
      id: `event/${events}`,
      at: now,
      person: { platform: PLATFORM, teamId: '', userId: 'manager1', displayName: 'manager1', external: false },
      place: { platform: PLATFORM, channelId: 'team', threadId: '' },
      language: 'en',
      message: undefined,
      kind: 'words',
      word: 'desk',
      text: `month ${words}`,
      mentions: {},
    });
    spans.push(performance.now() - from);
    if (refusal || replies.some(({ kind }) => kind !== 'card')) throw new Error(`no card: ${JSON.stringify(replies)}`);
  }
  spans.sort((one, other) => one - other);
  return { p50: spans[Math.floor(spans.length / 2)] ?? 0, worst: spans.at(-1) ?? 0 };
}

async function measure(database: Database): Promise<boolean> {
  const source = await manyCustomers();
  await database.transaction(async (tx) => {
    await applyBook(tx, source, SEPTEMBER);
    await startRotations(tx, source, SEPTEMBER);
  });
  await fill(database, source, 1, SEPTEMBER);
  await fill(database, source, COUNT + 1, OCTOBER);
  for (const table of ['ticket', 'matter']) await database.query(`vacuum (analyze) ${table}`);
  const [size] = await database.query<{ size: string }>(
    `select pg_size_pretty(pg_total_relation_size('ticket') + pg_total_relation_size('matter')) as size`,
  );
  console.log(`two months of ${COUNT} tickets with what was owed beside them: ${size?.size}`);
  const house = wireHouse({
    database,
    jobs: noJobs,
    clock: { now: () => now },
    log: silentLog,
    adapterFor: () => undefined,
    alarm: () => {},
  });
  let inTime = true;
  const tell = async (label: string, at: string, words: string, rounds?: number) => {
    now = Date.parse(at);
    const { p50, worst } = await ask(house, words, rounds);
    console.log(
      `  ${label.padEnd(52)} p50 ${p50.toFixed(0).padStart(5)} ms   worst ${worst.toFixed(0).padStart(5)} ms`,
    );
    if (rounds === undefined) inTime &&= worst <= TARGET_MS;
  };
  await tell('an empty month (loads what draws)', '2026-08-20T10:00:00+08:00', 'customer0', 1);
  await tell('September is closed as October is first asked for', '2026-10-30T10:00:00+08:00', 'all', 1);
  await tell('October while it runs, all customers', '2026-10-30T10:00:00+08:00', 'all');
  await tell('October while it runs, the largest customer', '2026-10-30T10:00:00+08:00', 'customer0');
  await tell('October while it runs, a small customer', '2026-10-30T10:00:00+08:00', 'customer129');
  await tell('October is closed', '2026-11-10T10:00:00+08:00', 'all 2026-10', 1);
  await tell('October once closed, all customers', '2026-11-10T10:00:00+08:00', 'all 2026-10');
  await tell('October once closed, the largest customer', '2026-11-10T10:00:00+08:00', 'customer0 2026-10');
  const [closed] = await database.query<{ size: string }>(
    `select pg_size_pretty(pg_total_relation_size('closed_month')) as size`,
  );
  console.log(
    `  both closed months in the database: ${closed?.size}; memory ${Math.round(process.memoryUsage.rss() / 1e6)} MB`,
  );
  return inTime;
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

const server = await startPostgres();
try {
  const database = await openDatabase({ kind: 'postgres', url: await createDatabase(server.url) }, silentLog);
  const inTime = await measure(database);
  console.log(`  load of the machine meanwhile: ${loadavg()[0]?.toFixed(1)}`);
  await database.close();
  console.log(inTime ? `every answer within ${TARGET_MS} ms` : `an answer took more than ${TARGET_MS} ms`);
  process.exitCode = inTime ? 0 : 1;
} finally {
  await server.stop();
}
