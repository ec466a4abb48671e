/**
 * How long `deskbell simulate` takes for a month of 1,000 tickets with four events each: reported, acknowledged,
 * resolved, confirmed. Run: `node bench/simulate.ts`, or with another number of tickets as its argument. Other work on
 * the machine shows in the wall time; the processor's time shows less of it.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../src/db/open.ts';
import { HOUR, MINUTE } from '../src/lib/instant.ts';
import { silentLog } from '../src/lib/log.ts';
import { simulate } from '../src/simulate/run.ts';

const START = Date.parse('2026-09-01T08:00:00+08:00');
const UNTIL = Date.parse('2026-10-01T00:00:00+08:00');
const STEPS = [
  { do: 'acknowledge', after: 5 * MINUTE },
  { do: 'resolve', after: 30 * MINUTE },
  { do: 'confirm', after: 90 * MINUTE },
];

/** Reports are spread evenly, so that every ticket is closed before the month ends. */
function monthOf(tickets: number): object {
  const every = (UNTIL - START - 2 * HOUR) / tickets;
  const events = Array.from({ length: tickets }, (_, index) => {
    const name = `F${index + 1}`;
    const at = START + Math.floor(index * every);
    const report = {
      at: isoOf(at),
      do: 'report',
      as: name,
      level: 'severe',
      title: `core switch ${index + 1} is down`,
    };
    return [report, ...STEPS.map((step) => ({ at: isoOf(at + step.after), do: step.do, on: name }))];
  });
  return { book: 'telecom-province', start: isoOf(START), until: isoOf(UNTIL), events: events.flat() };
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}

/** Seconds since the last call, by the wall and of the processor. */
function createStopwatch(): () => string {
  let wall = performance.now();
  let cpu = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    const text = `${((performance.now() - wall) / 1000).toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of processor`;
    wall = performance.now();
    cpu = process.cpuUsage();
    return text;
  };
}

const tickets = Number(process.argv[2] ?? 1000);
const directory = await mkdtemp(join(tmpdir(), 'deskbell-bench-'));
try {
  const path = join(directory, 'month.json');
  await writeFile(path, JSON.stringify(monthOf(tickets)));
  const lap = createStopwatch();
  let lines = 0;
  await simulate(
    path,
    () => {
      lines += 1;
    },
    async () => {
      console.log(`file read:       ${lap()}`);
      const database = await openDatabase({ kind: 'pglite-memory' }, silentLog);
      console.log(`database opened: ${lap()}`);
      return database;
    },
  );
  console.log(`month lived:     ${lap()} (${tickets} tickets, ${lines} lines)`);
} finally {
  await rm(directory, { recursive: true });
}
