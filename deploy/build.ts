/**
 * Does the steps of the Dockerfile without a container engine: `node deploy/build.ts <folder>`. Each stage is a folder; what
 * the image has under `/desk` stands in `<folder>/image/desk` afterwards. Then it runs that as the image says: its
 * environment, its account, its command, its health check, on a tree in which nothing can be written; ends it by the image's
 * signal, and looks at what is left. Prints a line for everything that held; throws at the first thing that did not.
 *
 * What only a container can show is left out: the base images, and the file system of the rest of the machine.
 */
import { strict as assert } from 'node:assert';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, copyFile, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { hereOf, runStages } from './stage.ts';

const READY_WITHIN_MS = 90_000;
const STOP_WITHIN_MS = 30_000;

const [given] = process.argv.slice(2);
assert(given, 'usage: node deploy/build.ts <folder>');
const folder = resolve(given);
const isRoot = process.getuid?.() === 0;

const context = resolve(import.meta.dirname, '..');
const image = await runStages(await readFile(join(context, 'Dockerfile'), 'utf8'), context, folder);
held(`the steps of the Dockerfile made an image of ${await megabytes(image.root)} MB`);
assert.match(image.user, /^[1-9]\d*:[1-9]\d*$/, 'the image runs as an account that is not root');
const [uid = 0, gid = 0] = image.user.split(':').map(Number);
for (const name of ['prisma-cli', 'vitest', 'node'])
  await assert.rejects(stat(join(image.root, 'desk/node_modules', name)), `${name} is a development package`);
held('it has no development packages, and runs as an account without rights');

const node = await nodeForAll();
await makeReadOnly(join(image.root, 'desk'));
const account = isRoot ? { uid, gid } : {};
const dataDir = join(image.root, 'data');
// The playground, which needs no chat platform, listens on this machine alone.
const port = String(await freePort());
const env = {
  ...image.env,
  DATA_DIR: dataDir,
  HOST: '127.0.0.1',
  PORT: port,
  PATH: `${dirname(node)}${delimiter}/usr/bin:/bin`,
};

const desk = start([...image.entrypoint, ...image.command], 'inherit');
try {
  await untilHealthy(desk);
  held(`it is healthy as account ${isRoot ? uid : process.getuid?.()}, by its own health check`);
  await assert.rejects(
    run(['node', '-e', `require('fs').writeFileSync('src/written', '')`]),
    'the tree can be written',
  );
  held('nothing can be written beside the program');
  const exited = once(desk, 'exit', { signal: AbortSignal.timeout(STOP_WITHIN_MS) });
  desk.kill(image.stopSignal as NodeJS.Signals);
  assert.deepEqual(await exited, [0, null]);
  await assert.rejects(run(image.healthcheck), 'the health check holds although the desk has ended');
  assert(!(await readdir(dataDir)).includes('deskbell.lock'), 'the data directory is still locked');
  held(`${image.stopSignal} ended it: exit status 0, the health check fails, the data directory is unlocked`);
} finally {
  desk.kill('SIGKILL');
}

/** Runs words of the image with its paths as they are here. */
function start(words: readonly string[], stderr: 'inherit' | 'ignore'): ChildProcess {
  const [command = '', ...rest] = words.map((word) => hereOf(image, word));
  const options = { cwd: join(image.root, 'desk'), env, ...account };
  return spawn(command === 'node' ? node : command, rest, { ...options, stdio: ['ignore', 'ignore', stderr] });
}

async function run(words: readonly string[]): Promise<void> {
  const [status] = await once(start(words, 'ignore'), 'exit');
  if (status !== 0) throw new Error(`exit status ${status}`);
}

async function untilHealthy(child: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    assert.equal(child.exitCode, null, 'the desk ended before it was ready');
    const healthy = await run(image.healthcheck).then(
      () => true,
      () => false,
    );
    if (healthy) return;
    assert(Date.now() < deadline, 'the desk is not ready in time');
  }
}

/** The Node of this machine where any account can reach it. */
async function nodeForAll(): Promise<string> {
  const bin = join(folder, 'bin');
  await mkdir(bin, { recursive: true });
  await copyFile(process.execPath, join(bin, 'node'));
  await chmod(join(bin, 'node'), 0o755);
  // An account without rights walks into this folder, and so through every folder above it.
  for (let each = folder; each !== dirname(each); each = dirname(each)) {
    const { mode } = await stat(each);
    if (isRoot && (mode & 0o005) !== 0o005) await chmod(each, (mode & 0o7777) | 0o005);
  }
  return join(bin, 'node');
}

/** Root owns it and nobody may write: what a read-only file system is to the account of the image. */
async function makeReadOnly(directory: string): Promise<void> {
  for (const each of await readdir(directory, { recursive: true, withFileTypes: true })) {
    const path = join(each.parentPath, each.name);
    if (!each.isSymbolicLink()) await chmod(path, (await stat(path)).mode & 0o7555);
  }
  await chmod(directory, 0o555);
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  assert(address !== null && typeof address === 'object');
  return address.port;
}

async function megabytes(directory: string): Promise<number> {
  let bytes = 0;
  for (const each of await readdir(directory, { recursive: true, withFileTypes: true }))
    if (each.isFile()) bytes += (await stat(join(each.parentPath, each.name))).size;
  return Math.round(bytes / 1024 / 1024);
}

function held(what: string): void {
  process.stdout.write(`✓ ${what}\n`);
}
