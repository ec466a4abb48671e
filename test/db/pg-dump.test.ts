import { execFile } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { verify } from '../../src/cli/verify.ts';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/db/open.ts';
import { silentLog } from '../../src/lib/log.ts';
import { ticketFolds } from '../support/folds.ts';
import { openHouse } from '../support/house.ts';
import { startPostgres } from '../support/postgres.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { tableSums } from '../support/table-sums.ts';

/**
 * npm's PostgreSQL has no `pg_dump`, and one of an older PostgreSQL refuses a newer server: so this takes both from Debian's
 * package, where a machine has it (`apt-get install postgresql`).
 */
const [bin] = globSync('/usr/lib/postgresql/*/bin')
  .filter((each) => existsSync(join(each, 'postgres')))
  .sort()
  .reverse();

describe.runIf(bin)('PostgreSQL’s own backup', () => {
  it('gives back every row of every table and every ticket’s fold, as docs/run.md says', async () => {
    const tool = (name: string) => join(bin ?? '', name);
    const folder = await mkdtemp(join(tmpdir(), 'deskbell-dump-'));
    const server = await startPostgres({ initdb: tool('initdb'), postgres: tool('postgres') });
    try {
      const house = await openHouse({
        database: await openDatabase({ kind: 'postgres', url: server.url }, silentLog),
        language: 'en',
      });
      for (const text of ['core down', 'door open', '核心交换机']) await house.say(REPORTER, SHARED, `/fault ${text}`);
      await house.say('engineer1', 'team', '/desk ack T-2');
      const before = { sums: await tableSums(house.database), folds: await ticketFolds(house.database) };
      const file = join(folder, 'desk.dump');
      // The desk is open meanwhile.
      const run = promisify(execFile);
      await run(tool('pg_dump'), ['--format=custom', '--no-owner', `--file=${file}`, server.url]);
      await house.close();

      const url = new URL(server.url);
      url.pathname = '/restored';
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      await client.query('CREATE DATABASE restored');
      await client.end();
      const how = ['--exit-on-error', '--single-transaction', '--no-owner'];
      await run(tool('pg_restore'), [...how, `--dbname=${url.href}`, file]);

      const database = await openDatabase({ kind: 'postgres', url: url.href }, silentLog);
      const after = { sums: await tableSums(database), folds: await ticketFolds(database) };
      await database.close();
      expect(before.folds.size).toBe(3);
      expect(after).toEqual(before);
      const config = readConfig({ DATA_DIR: folder, DATABASE_URL: url.href });
      expect(await verify(config, undefined, 'en')).toMatchObject({ status: 0 });
    } finally {
      await server.stop();
      await rm(folder, { recursive: true });
    }
  }, 120_000);
});
