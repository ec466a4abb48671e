import { once } from 'node:events';
import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { takeSnapshot } from '../../src/db/pglite.ts';
import { silentLog } from '../../src/lib/log.ts';
import { type PostgresServer, startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where tests ask for what the whole run shares: `/postgres` (a URL), `/snapshot` and `/pglite` (a path). */
    sharedUrl: string;
  }
}

/**
 * What all tests of a run share is made when the first of them asks, so that a run of pure functions pays for none of
 * it: one PostgreSQL server, and one migrated PGlite to begin from, as a file and as the folder of a started desk. What cannot be made fails the test that asked.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'deskbell-test-'));
  let postgres: Promise<PostgresServer> | undefined;
  let snapshot: Promise<string> | undefined;
  let folder: Promise<string> | undefined;

  async function answer(path: string | undefined): Promise<string> {
    if (path === '/postgres') {
      postgres ??= startPostgres();
      return (await postgres).url;
    }
    snapshot ??= writeSnapshot(join(directory, 'snapshot.tar'));
    if (path === '/snapshot') return snapshot;
    folder ??= unpackSnapshot(await snapshot, join(directory, 'pglite'));
    return folder;
  }

  const shared = createServer((request, response) => {
    // A kept connection could be closed just as the next test takes it up.
    response.setHeader('connection', 'close');
    answer(request.url).then(
      (text) => response.end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  }).listen(0, '127.0.0.1');
  await once(shared, 'listening');
  project.provide('sharedUrl', `http://127.0.0.1:${(shared.address() as AddressInfo).port}`);

  return async () => {
    shared.close();
    shared.closeAllConnections();
    await postgres?.then(
      (server) => server.stop(),
      () => {},
    );
    await rm(directory, { recursive: true, force: true });
  };
}

async function writeSnapshot(file: string): Promise<string> {
  const snapshot = await takeSnapshot(silentLog);
  await writeFile(file, snapshot.stream());
  return file;
}

/** Writes the snapshot's database into a folder of its own, as PGlite keeps it on disk. */
async function unpackSnapshot(file: string, folder: string): Promise<string> {
  const pglite = await PGlite.create({ dataDir: folder, loadDataDir: await openAsBlob(file) });
  await pglite.close();
  return folder;
}
