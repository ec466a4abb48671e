/**
 * What `deskbell export` and `deskbell verify` take: seconds, and the most memory that their process had, for 20,000 and
 * then 100,000 tickets on PostgreSQL (the server comes from npm). Rows are read and written a page at a time, so that
 * five times as many rows must not take much more memory. Run: `node bench/export.ts [tickets] [more tickets]`.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Database } from '../src/db/database.ts';
import { openDatabase } from '../src/db/open.ts';
import { presetPath, readBookFile } from '../src/desk/book/load.ts';
import { applyBook } from '../src/desk/book/store.ts';
import { chainOlderMatters } from '../src/desk/chain/matter/store.ts';
import { chainOlderLogs } from '../src/desk/chain/store.ts';
import { silentLog } from '../src/lib/log.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { fillTickets } from './find/tickets.ts';

const COUNTS = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [20_000, 100_000];
/** How many logs get their chains in one transaction. */
const AT_ONCE = 500;
const NOW = Date.parse('2026-11-27T10:10:00+08:00');
const RUNS = [
  ['export', '--what', 'tickets', '--format', 'csv'],
  ['export', '--what', 'tickets', '--format', 'xlsx'],
  ['export', '--what', 'promises', '--format', 'xlsx'],
  ['export', '--what', 'log', '--format', 'csv'],
  ['verify'],
];
/** Says at its end how much memory the process had at most. */
const TELL_MEMORY = "data:text/javascript,process.on('exit',()=>console.error('kB',process.resourceUsage().maxRSS))";
/** By how much the memory may grow between the two counts. */
const MOST_GROWTH = 1.4;

const out = await mkdtemp(join(tmpdir(), 'deskbell-bench-export-'));
const preset = 'telecom-province';
const { source } = await readBookFile(presetPath(preset) ?? preset);
const memory = new Map<string, number[]>();
for (const count of COUNTS) {
  const server = await startPostgres();
  try {
    const database = await openDatabase({ kind: 'postgres', url: server.url }, silentLog);
    await database.transaction((tx) => applyBook(tx, source, NOW));
    await fillTickets(database, source, count, NOW);
    await chainLogs(database);
    await database.close();
    for (const words of RUNS) await measure(words, count, server.url);
  } finally {
    await server.stop();
  }
}
await rm(out, { recursive: true, force: true });
const grown = [...memory].filter(([, [few = 0, many = 0]]) => many > few * MOST_GROWTH);
for (const [run, [few, many]] of grown) console.log(`${run}: ${few} MB grew to ${many} MB`);
process.exitCode = grown.length > 0 ? 1 : 0;

/** Gives each ticket a call with three entries, and all logs their chains, as the start of the desk does with older ones. */
async function chainLogs(database: Database): Promise<void> {
  await database.query(`update ticket set log_hash = ''`);
  await database.query(
    `insert into matter (feature, number, book_version_id, customer, ticket_id, status, state, opened_at, log_hash)
       select 'followup', id, book_version_id, customer, id, 'done', '{}', opened_at, '' from ticket`,
  );
  await database.query(
    `insert into matter_event (matter_id, at, kind, by, data)
       select id, opened_at, 'followup.asked', 'clock', '{"text":"the customer is called"}' from matter, generate_series(1, 3)`,
  );
  const begun = performance.now();
  for (const chain of [chainOlderLogs, chainOlderMatters])
    while ((await database.transaction((tx) => chain(tx, AT_ONCE))) > 0);
  console.log(`chains of older logs: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
}

async function measure(words: readonly string[], count: number, url: string): Promise<void> {
  const env = {
    ...process.env,
    DATABASE_URL: url,
    DATA_DIR: join(out, 'data'),
    NODE_OPTIONS: `--import="${TELL_MEMORY}"`,
  };
  const args = ['src/main.ts', ...words, ...(words[0] === 'export' ? ['--out', out] : [])];
  const begun = performance.now();
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env });
  const seconds = (performance.now() - begun) / 1000;
  const peak = Math.round(Number(/^kB (\d+)$/m.exec(stderr)?.[1]) / 1024);
  const name = words.join(' ');
  memory.set(name, [...(memory.get(name) ?? []), peak]);
  const file = /^(.*\.(?:csv|xlsx)):/m.exec(stdout)?.[1];
  const size = file === undefined ? '' : `, ${Math.round((await stat(file)).size / 1e6)} MB file`;
  console.log(`${count} tickets, ${name}: ${seconds.toFixed(1)} s, ${peak} MB${size}`);
}
