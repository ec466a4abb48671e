/**
 * How late messages are because of us: from the instant that something fell due to the moment that the platform took it.
 * A PostgreSQL of its own, a server over a real socket in Slack's place, the desk's own clock tick and delivery queue.
 * Prints p50, p99 and the worst for 500 promises that break within one minute and for 30 reports in the same second,
 * and how many statements a second the database gets while nothing happens. Run: `node bench/lateness.ts`.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { createSlackAdapter } from '../src/adapter/slack/slack.ts';
import type { ChatEvent } from '../src/chat/event.ts';
import type { Database } from '../src/db/database.ts';
import { openDatabase } from '../src/db/open.ts';
import type { JobSink } from '../src/db/turn.ts';
import { applyBook } from '../src/desk/book/store.ts';
import { startRotations } from '../src/desk/oncall/store.ts';
import { type House, wireHouse } from '../src/house.ts';
import { MINUTE, SECOND } from '../src/lib/instant.ts';
import { silentLog } from '../src/lib/log.ts';
import { createMoves } from '../src/outbox/moves.ts';
import { createQueue, type DeliveryQueue } from '../src/outbox/queue.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { slackBook, slackId } from '../test/support/slack-book.ts';

const PROMISES = 500;
const REPORTS = 30;
/** What the book promises for such a ticket. */
const RESPOND_MS = 10 * MINUTE;
/** How often the clock looks for what is due. */
const TICK_MS = SECOND / 4;
const IDLE_MS = 20 * SECOND;
/** A Monday within office hours. */
const START = Date.parse('2026-09-28T10:10:00+08:00');
const TEAM = slackId('C', 'team');

/** A message that the server took: where, what it says, when. */
interface Taken {
  readonly channel: string;
  readonly said: string;
  readonly at: number;
}

/** Takes every message and change, and keeps when each new message came. */
async function openSlack(): Promise<{ apiUrl: string; taken: Taken[]; close(): void }> {
  const taken: Taken[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const fields = new URLSearchParams(Buffer.concat(parts).toString());
    const channel = fields.get('channel') ?? '';
    const ts = `17${String(taken.length).padStart(8, '0')}.000100`;
    if (request.url?.endsWith('chat.postMessage'))
      taken.push({ channel, said: `${fields.get('text')} ${fields.get('blocks')}`, at: Date.now() });
    const answer = { ok: true, channel, ts, user_id: 'UBOT', bot_id: 'BBOT', team_id: 'THOME' };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { apiUrl: `http://127.0.0.1:${port}/api/`, taken, close: () => void server.close() };
}

/** The desk's clock: stands still while the promises are made, then runs as the wall's does. */
const clock = {
  standsAt: START as number | undefined,
  aheadMs: 0,
  now: () => clock.standsAt ?? Date.now() + clock.aheadMs,
};

function runFrom(instant: number): void {
  clock.aheadMs = instant - Date.now();
  clock.standsAt = undefined;
}

async function openDesk(database: Database, apiUrl: string): Promise<{ house: House; queue: DeliveryQueue }> {
  const book = await slackBook('en');
  await database.transaction(async (tx) => {
    await applyBook(tx, book, START);
    await startRotations(tx, book, START);
  });
  const adapter = createSlackAdapter(
    { botToken: 'xoxb-bench', signingSecret: 'bench', appToken: undefined, apiUrl },
    { clock: { now: Date.now }, log: silentLog, moves: createMoves(database, 'slack'), fail: () => {} },
  );
  const queue = createQueue({
    database,
    deliver: (...asked) => house.courier.deliver(...asked),
    clock: { now: Date.now },
    log: silentLog,
  });
  const alarm = (told: object) => console.error(told);
  // Before the queue starts the outbox is drained.
  const jobs: JobSink = { add: async (...asked) => (clock.standsAt ? undefined : queue.jobs.add(...asked)) };
  const house = wireHouse({ database, jobs, clock, log: silentLog, adapterFor: () => adapter, alarm });
  return { house, queue };
}

function report(id: string): ChatEvent {
  return {
    kind: 'button',
    id,
    at: clock.now(),
    person: { platform: 'slack', teamId: 'TC', userId: 'UCUSTOMER', displayName: 'customer', external: true },
    place: { platform: 'slack', channelId: slackId('C', 'customer-sample'), threadId: '' },
    command: 'ticket.report',
    args: { text: 'core switch down', level: 'severe' },
    language: 'en',
    message: undefined,
    subject: '',
  };
}

async function open(house: House, id: string): Promise<number> {
  const { facts } = await house.dispatch(report(id));
  const fact = facts.find(({ kind }) => kind === 'ticket.opened');
  if (!fact || !('ticketId' in fact)) throw new Error('no ticket came of it');
  return fact.ticketId as number;
}

/** How long after its instant each ticket was first named in the channel, by the wall's clock. */
function latenessOf(taken: readonly Taken[], dueAt: ReadonlyMap<number, number>, channel: string): number[] {
  const there = taken.filter((message) => message.channel === channel);
  return [...dueAt].map(([ticket, at]) => {
    const named = there.find(({ said, at: tookAt }) => tookAt >= at && new RegExp(`T-${ticket}\\b`).test(said));
    return named ? named.at - at : Number.POSITIVE_INFINITY;
  });
}

function print(what: string, lateness: readonly number[], messages: number): void {
  const sorted = [...lateness].sort((one, other) => one - other);
  const at = (share: number) => `${Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? 0)} ms`;
  console.log(`${what}: p50 ${at(0.5)}, p99 ${at(0.99)}, worst ${at(1)} (${messages} new messages)`);
}

/** Waits until nothing is owed that tells anybody something. */
async function untilTold(database: Database): Promise<void> {
  const sql = `SELECT 1 FROM notice WHERE status IN ('pending', 'sending') AND lane <> 'card' LIMIT 1`;
  while ((await database.query(sql)).length > 0) await setTimeout(100);
}

/** Tickets whose promise to respond breaks one after the other within one minute; gives when each does, by the desk’s clock. */
async function makePromises(house: House): Promise<ReadonlyMap<number, number>> {
  const madeAt = new Map<number, number>();
  for (let number = 0; number < PROMISES; number += 1) {
    clock.standsAt = START + (number * MINUTE) / PROMISES;
    madeAt.set(await open(house, `promise/${number}`), clock.standsAt);
  }
  const brokenFrom = START + RESPOND_MS - 2 * SECOND;
  // What goes out before, the warnings among it, is not what is measured.
  clock.standsAt = brokenFrom;
  await house.tick.run(brokenFrom);
  await house.courier.drain();
  runFrom(brokenFrom - 3 * SECOND);
  return new Map([...madeAt].map(([ticket, at]) => [ticket, at + RESPOND_MS]));
}

async function breakPromises(
  database: Database,
  house: House,
  taken: Taken[],
  dueAt: ReadonlyMap<number, number>,
): Promise<void> {
  taken.length = 0;
  const lastAt = Math.max(...dueAt.values());
  while (clock.now() < lastAt + 2 * SECOND) {
    const next = setTimeout(TICK_MS);
    await house.tick.run(clock.now());
    await next;
  }
  await untilTold(database);
  for (const channel of new Set(taken.map((message) => message.channel))) {
    const lateness = await breachesTold(database, dueAt, channel);
    const messages = taken.filter((message) => message.channel === channel).length;
    if (lateness.length > 0)
      print(`${lateness.length} promises broken within a minute, in ${channel}`, lateness, messages);
  }
}

/**
 * How long after its instant each broken promise was told in a channel. The database says when: a message of many names
 * the worst ten.
 */
async function breachesTold(
  { query }: Database,
  dueAt: ReadonlyMap<number, number>,
  channel: string,
): Promise<number[]> {
  const told = await query<{ ticket: number; at: Date }>(
    `SELECT split_part(subject, '/', 2)::int AS ticket, delivered_at AS at FROM notice
     WHERE kind = 'sla.breached' AND channel IN ($1, '@' || $1) AND status = 'delivered'`,
    [channel],
  );
  return told.map(({ ticket, at }) => at.getTime() - (dueAt.get(ticket) ?? 0));
}

async function reportAtOnce(database: Database, house: House, taken: Taken[]): Promise<void> {
  taken.length = 0;
  const at = Date.now();
  const tickets = await Promise.all(
    Array.from({ length: REPORTS }, async (_, number) => {
      await setTimeout((number * SECOND) / REPORTS);
      const askedAt = Date.now();
      return [await open(house, `report/${number}`), askedAt] as const;
    }),
  );
  console.log(`${REPORTS} reports were made within ${Date.now() - at} ms`);
  await untilTold(database);
  const lateness = latenessOf(taken, new Map(tickets), TEAM);
  const namedAt = Math.max(...tickets.map(([, askedAt], index) => askedAt + (lateness[index] ?? 0)));
  // Later ones are the cards of those that were told.
  const messages = taken.filter((message) => message.channel === TEAM && message.at <= namedAt).length;
  print(`${REPORTS} reports in one second, in the team's channel`, lateness, messages);
}

/** Counts what the delivery queue and everything else of ours asks the database while nothing is owed. */
async function idle(): Promise<void> {
  const { query } = pg.Client.prototype;
  let count = 0;
  pg.Client.prototype.query = function counted(this: pg.Client, ...asked: unknown[]) {
    count += 1;
    return Reflect.apply(query, this, asked);
  } as typeof query;
  await setTimeout(IDLE_MS);
  pg.Client.prototype.query = query;
  console.log(`idle, the clock's tick not counted: ${count / (IDLE_MS / SECOND)} statements a second`);
}

const postgres = await startPostgres();
const slack = await openSlack();
const database = await openDatabase({ kind: 'postgres', url: postgres.url }, silentLog);
const { house, queue } = await openDesk(database, slack.apiUrl);
try {
  const dueAt = await makePromises(house);
  await queue.start();
  await idle();
  clock.aheadMs -= IDLE_MS;
  await breakPromises(database, house, slack.taken, dueAt);
  await reportAtOnce(database, house, slack.taken);
} finally {
  await queue.stop();
  await database.close();
  slack.close();
  await postgres.stop();
}
