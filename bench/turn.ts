/**
 * What a turn costs: a button press through dispatch, up to and including what it owes the outbox, nothing delivered.
 * Run: `node bench/turn.ts` for an embedded database in memory; with `DATABASE_URL` naming an empty PostgreSQL database
 * that one as well, one turn after the other and ten side by side. Other work on the machine shows in the wall time;
 * the processor's time here (without the PostgreSQL server's) shows less of it.
 */
import type { ChatEvent } from '../src/chat/event.ts';
import type { Database, DatabaseTarget } from '../src/db/database.ts';
import { openDatabase } from '../src/db/open.ts';
import { noJobs } from '../src/db/turn.ts';
import { presetPath, readBookFile } from '../src/desk/book/load.ts';
import { onOnePlatform } from '../src/desk/book/one-platform.ts';
import { applyBook } from '../src/desk/book/store.ts';
import { startRotations } from '../src/desk/oncall/store.ts';
import { type House, wireHouse } from '../src/house.ts';
import { silentLog } from '../src/lib/log.ts';

const TICKETS = 200;
const ROUNDS = 10;
const SIDE_BY_SIDE = 10;
const PLATFORM = 'playground';
const START = Date.parse('2026-09-28T10:10:00+08:00');

async function measure(target: DatabaseTarget): Promise<void> {
  const database = await openDatabase(target, silentLog);
  try {
    const house = await openHouse(database);
    const tickets = await openTickets(house);
    for (let round = 0; round < ROUNDS; round += 1) {
      const presses = tickets.map((ticket) => press(`${round}/${ticket}`, 'ticket.update', { ticket, text: 'looked' }));
      const width = target.kind === 'postgres' && round >= ROUNDS / 2 ? SIDE_BY_SIDE : 1;
      await time(`${target.kind}, round ${round + 1}, ${width} at a time`, house, presses, width);
    }
  } finally {
    await database.close();
  }
}

async function openHouse(database: Database): Promise<House> {
  const preset = 'telecom-province';
  const source = onOnePlatform((await readBookFile(presetPath(preset) ?? preset)).source, PLATFORM);
  await database.transaction(async (tx) => {
    await applyBook(tx, source, START);
    await startRotations(tx, source, START);
  });
  return wireHouse({
    database,
    jobs: noJobs,
    clock: { now: () => START },
    log: silentLog,
    adapterFor: () => undefined,
    alarm: () => {},
  });
}

/** Tickets that an engineer acknowledged. */
async function openTickets(house: House): Promise<string[]> {
  const tickets: string[] = [];
  for (let number = 1; number <= TICKETS; number += 1) {
    const report = press(`report/${number}`, 'ticket.report', { text: 'core switch down', level: 'severe' });
    const { facts } = await house.dispatch({ ...report, ...inCustomersChannel() });
    for (const fact of facts) if (fact.kind === 'ticket.opened') tickets.push(`T-${fact.ticketId}`);
  }
  for (const ticket of tickets) await house.dispatch(press(`acknowledge/${ticket}`, 'ticket.acknowledge', { ticket }));
  return tickets;
}

function inCustomersChannel(): Pick<ChatEvent, 'person' | 'place'> {
  return {
    person: { platform: PLATFORM, teamId: '', userId: 'customer', displayName: 'customer', external: true },
    place: { platform: PLATFORM, channelId: 'customer-sample', threadId: '' },
  };
}

function press(id: string, command: string, args: Record<string, string>) {
  return {
    kind: 'button',
    id,
    at: START,
    person: { platform: PLATFORM, teamId: '', userId: 'engineer1', displayName: 'engineer1', external: false },
    place: { platform: PLATFORM, channelId: 'team', threadId: '' },
    language: 'en',
    message: undefined,
    command,
    args,
    subject: '',
  } as const satisfies ChatEvent;
}

/** Every press has to change something: a bench of refusals would be quick. */
async function time(label: string, house: House, presses: readonly ChatEvent[], width: number): Promise<void> {
  const cpu = process.cpuUsage();
  const begin = performance.now();
  const spans: number[] = [];
  const line = presses[Symbol.iterator]();
  const pressInTurn = async () => {
    for (const event of line) {
      const from = performance.now();
      const { refusal, replies } = await house.dispatch(event);
      if (refusal || replies.some((reply) => reply.kind === 'whisper' && reply.tone === 'bad'))
        throw new Error(`a press was refused: ${refusal?.code ?? JSON.stringify(replies)}`);
      spans.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: width }, pressInTurn));
  const ms = performance.now() - begin;
  const { user, system } = process.cpuUsage(cpu);
  const at = (share: number) =>
    (spans.toSorted((one, other) => one - other)[Math.floor(spans.length * share)] ?? 0).toFixed(2);
  const rate = Math.round((presses.length / ms) * 1000);
  const processor = ((user + system) / 1000 / presses.length).toFixed(2);
  console.log(
    `${label}: ${rate} turns/s, half within ${at(0.5)} ms, 95 % within ${at(0.95)} ms, ${processor} ms of processor`,
  );
}

await measure({ kind: 'pglite-memory' });
const url = process.env.DATABASE_URL;
if (url) await measure({ kind: 'postgres', url });
