import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDirectory } from '../../src/db/lock.ts';
import { openDatabase } from '../../src/db/open.ts';
import { type DataTarget, examineDatabase, examineHeard, lookAtData } from '../../src/doctor/database.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createMoves } from '../../src/outbox/moves.ts';
import { createPostgresDatabase, seedDatabase } from '../support/database.ts';

const HEARD_AT = Date.parse('2026-09-28T09:10:00Z');
const RECEIPTS = `insert into receipt (platform, event_id, at) values
  ('slack', 'a', '2026-09-28T09:10:00Z'), ('slack', 'b', '2026-09-27T09:10:00Z'), ('other', 'c', '2026-09-29T00:00:00Z')`;

async function examine(target: DataTarget) {
  const look = await lookAtData(target, ['slack']);
  const { level, code, params } = examineDatabase(target, look);
  const moves = look.kind === 'seen' ? look.seen.moves.get('slack') : undefined;
  return { said: `${level} ${code}`, params, heard: examineHeard('slack', look), moves };
}

async function fill(target: DataTarget): Promise<void> {
  if (target.kind === 'pglite') await seedDatabase(target.dataDir);
  const database = await openDatabase(target, silentLog);
  await database.query(RECEIPTS);
  await createMoves(database, 'slack').add('G1', 'C1');
  await database.query(
    "insert into channel_binding (platform, channel, customer, by, at) values ('slack', 'CNEW', 'sample', 'desk', now())",
  );
  await database.close();
}

describe('an embedded database', () => {
  let dataDir: string;
  let target: DataTarget;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'deskbell-doctor-'));
    target = { kind: 'pglite', dataDir };
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  it('that is not there yet is not made', async () => {
    const { said, heard } = await examine(target);
    expect(said).toBe('ok doctor.database.absent');
    expect(heard.code).toBe('doctor.heard.never');
    expect(await readdir(dataDir)).toEqual([]);
    await rm(dataDir, { recursive: true });
    expect((await examine(target)).said).toBe('ok doctor.database.absent');
  });

  it('tells what was settled in chat', async () => {
    await fill(target);
    const look = await lookAtData(target, ['slack']);
    expect(look).toMatchObject({ kind: 'seen', seen: { overrides: { bound: { 'slack/CNEW': 'sample' }, links: [] } } });
  });

  it('is looked into, and given back', async () => {
    await fill(target);
    const { said, heard } = await examine(target);
    expect(said).toBe('ok doctor.database.ok');
    expect(heard).toEqual({
      level: 'ok',
      code: 'doctor.heard.last',
      params: { platform: 'slack', heardAt: HEARD_AT },
    });
    lockDirectory(dataDir).release();
  });

  it('that lacks migrations is left as it is', async () => {
    const empty = await PGlite.create({ dataDir: join(dataDir, 'pglite') });
    await empty.close();
    for (const _ of ['once', 'again']) {
      const { said, params } = await examine(target);
      expect(said).toBe('note doctor.database.pending');
      expect(params.migrations).toMatch(/^0001_desk, /);
    }
  });

  it('in use is told to be, by whom', async () => {
    const lock = lockDirectory(dataDir);
    const { said, params, heard } = await examine(target);
    lock.release();
    expect(said).toBe('ok doctor.database.held');
    expect(params).toMatchObject({ where: dataDir, pid: process.pid });
    expect(heard.code).toBe('doctor.heard.unseen');
  });
});

describe('PostgreSQL', () => {
  let url: string;
  let drop: () => Promise<void>;
  beforeEach(async () => {
    ({ url, drop } = await createPostgresDatabase());
  });
  afterEach(() => drop());

  it('is looked into', async () => {
    await fill({ kind: 'postgres', url });
    const { said, heard, moves } = await examine({ kind: 'postgres', url });
    expect(said).toBe('ok doctor.database.ok');
    expect(moves).toEqual(new Map([['G1', 'C1']]));
    expect(heard.params.heardAt).toBe(HEARD_AT);
  });

  it('that lacks migrations is left as it is', async () => {
    for (const _ of ['once', 'again'])
      expect((await examine({ kind: 'postgres', url })).said).toBe('note doctor.database.pending');
  });

  it.each([
    ['a migration from the future', "update _prisma_migrations set migration_name = '9999_x'", 'newer', '9999_x'],
    ['a changed migration', "update _prisma_migrations set checksum = 'x'", 'changed', '0001_desk'],
  ])('with %s will not be started on', async (_, sql, code, name) => {
    await fill({ kind: 'postgres', url });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`${sql} where migration_name = '0001_desk'`);
    await client.end();
    const { said, params } = await examine({ kind: 'postgres', url });
    expect(said).toBe(`wrong doctor.database.${code}`);
    expect(params.migrations).toBe(name);
  });

  it('is told to be out of reach, never with its password', async () => {
    const broken = (change: (address: URL) => void): DataTarget => {
      const address = new URL(url);
      change(address);
      return { kind: 'postgres', url: address.href };
    };
    const login = await examine(broken((address) => Object.assign(address, { password: 'hunter2' })));
    const absent = await examine(broken((address) => Object.assign(address, { pathname: '/nowhere' })));
    const silent = await examine(broken((address) => Object.assign(address, { port: '9' })));
    expect(login.said).toBe('wrong doctor.database.login-refused');
    expect(absent.said).toBe('wrong doctor.database.no-such');
    expect(silent.said).toBe('wrong doctor.database.unreachable');
    expect(silent.params.error).toBe('ECONNREFUSED');
    expect(JSON.stringify([login, absent, silent])).not.toMatch(/hunter2|deskbell@|postgres:/);
  });
});
