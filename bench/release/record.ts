/**
 * Keeps what the program of this release asks of its database, for the next one to be held to (decision 42):
 * `node bench/release/record.ts`, once a release. Runs every story and a desk that starts, serves and stops, and writes
 * `test/fixture/release.json`: the release, its last migration, and its statements on our own tables.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { readMigrations } from '../../src/db/migrate.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const STORIES = join(ROOT, 'test/fixture/story');
/** A statement that reads or writes rows; the rest (SET, LISTEN …) is no matter of the schema. */
const OF_ROWS = /^\s*(select|insert|update|delete|with)\b/i;
/** The queue brings its own tables up to date, and what asks PostgreSQL about itself is its own. */
const NOT_OURS = /pgboss|pg_catalog|information_schema|_prisma_migrations|pg_advisory/i;

const folder = await mkdtemp(join(tmpdir(), 'deskbell-record-'));
const statements = new Set<string>();
// They have most statements in common: `record.ts 5` runs every fifth, in a fifth of the time.
const every = Number(process.argv[2] ?? 1);
const stories = (await readdir(STORIES)).sort().filter((_, index) => index % every === 0);
await hear(['start'], 'Deskbell is ready');
for (const story of stories) {
  const { scenario } = JSON.parse(await readFile(join(STORIES, story), 'utf8')) as { scenario: object };
  await writeFile(join(folder, story), JSON.stringify(scenario));
  await hear(['simulate', join(folder, story), '--json']);
}
await rm(folder, { recursive: true });
const last = (await readMigrations()).at(-1)?.name;
const kept = { release: packageJson.version, last, accepted: [], statements: [...statements].sort() };
await writeFile(join(ROOT, 'test/fixture/release.json'), `${JSON.stringify(kept, null, 2)}\n`);
process.stdout.write(`${statements.size} statements of ${stories.length} stories and a start, up to ${last}\n`);

/** Runs the program; with `until`, ends it as soon as it says that. */
async function hear(words: readonly string[], until?: string): Promise<void> {
  const file = join(folder, 'statements');
  const env = { ...process.env, STATEMENTS_TO: file, DATA_DIR: join(folder, 'desk'), PORT: '0', LOG_LEVEL: 'error' };
  const preload = join(ROOT, 'bench/release/hear.ts');
  const child = spawn(process.execPath, ['--import', preload, join(ROOT, 'src/main.ts'), ...words], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.on('data', (said: Buffer) => {
    if (until !== undefined && said.toString().includes(until)) child.kill('SIGTERM');
  });
  const [status] = await once(child, 'exit');
  if (status !== 0) throw new Error(`${words.join(' ')}: exit status ${status}`);
  for (const line of (await readFile(file, 'utf8')).split('\n').filter(Boolean)) {
    const statement = JSON.parse(line) as string;
    if (OF_ROWS.test(statement) && !NOT_OURS.test(statement)) statements.add(statement);
  }
}
