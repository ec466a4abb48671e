import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeEvidence } from '../../src/cli/evidence.ts';
import { changes, verify } from '../../src/cli/verify.ts';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/db/open.ts';
import type { Language } from '../../src/lib/language.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createPostgresDatabase, seedDatabase } from '../support/database.ts';
import { runDeskbell } from '../support/deskbell.ts';
import { openHouse } from '../support/house.ts';
import { REPORTER, SHARED } from '../support/report.ts';

/** A desk's database with three tickets, and how the command line reaches it. */
interface Place {
  readonly env: NodeJS.ProcessEnv;
  readonly query: (sql: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

async function openPlace(kind: 'pglite' | 'postgres'): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-verify-'));
  const server = kind === 'postgres' ? await createPostgresDatabase() : undefined;
  const dataDir = join(folder, 'desk');
  const target = server ? ({ kind: 'postgres', url: server.url } as const) : ({ kind: 'pglite', dataDir } as const);
  if (!server) await seedDatabase(dataDir);
  const house = await openHouse({ database: await openDatabase(target, silentLog), language: 'en' });
  for (const text of ['core down', 'door open', '核心交换机']) await house.say(REPORTER, SHARED, `/fault ${text}`);
  await house.say('engineer1', 'team', '/desk ack T-2');
  await house.say(REPORTER, SHARED, '/complaint nobody calls back');
  await house.say(REPORTER, SHARED, '/desk language zh');
  await house.close();
  return {
    env: { ...process.env, DATA_DIR: dataDir, ...(server ? { DATABASE_URL: server.url } : {}) },
    async query(sql) {
      const database = await openDatabase(target, silentLog);
      for (const statement of sql.split(';')) await database.query(statement);
      await database.close();
    },
    async close() {
      await server?.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const LANGUAGE_CHANGED = /^2 {2}2026-09-28T\S+Z {2}customer {2}channel-language \S+ {2}\{"language":"zh-CN"\}$/;

describe.each(['pglite', 'postgres'] as const)('deskbell verify on %s', (kind) => {
  let place: Place;
  beforeAll(async () => {
    place = await openPlace(kind);
  }, 60_000);
  afterAll(() => place.close());
  /** As `deskbell verify` answers, in this process. */
  async function run(named?: string, language: Language = 'en') {
    const config = readConfig({ DATA_DIR: place.env.DATA_DIR, DATABASE_URL: place.env.DATABASE_URL });
    const { status, lines, problem } = await verify(config, named, language);
    return { status, stdout: lines.map((line) => `${line}\n`).join(''), stderr: problem };
  }

  it('ends with 0 where all fits', async () => {
    const { status, stdout, stderr } = await runDeskbell(['verify'], undefined, place.env);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^All fits: 3 tickets, \d+ other logs, \d+ entries, 1 service books, \d+ changes of settings\.\n$/,
    );
    expect((await run('T-2')).stdout).toMatch(/1 tickets, 0 other logs, [1-9]\d* entries/);
    expect((await run('C-1')).stdout).toMatch(/0 tickets, 1 other logs, [1-9]\d* entries/);
  });

  it('ends with 1 and names the entry that was changed by SQL, and the book', async () => {
    await place.query(
      `alter table ticket_event disable trigger user; update ticket_event set by = 'engineer2' where ticket_id = 2 and kind = 'ticket.acknowledged';
       alter table book_version disable trigger user; update book_version set source = jsonb_set(source, '{provider,name,en}', '"Other"')`,
    );
    const all = await run();
    expect(all.status).toBe(1);
    expect(await runDeskbell(['verify'], undefined, place.env)).toMatchObject({ status: 1, stdout: all.stdout });
    expect(all.stdout).toMatch(/^T-2: entry \d+ is not as the desk wrote it\.\nService book 1: /);
    expect(all.stderr).toContain('2 do not fit');
    expect((await run('T-1')).status).toBe(0);
    expect((await run('T-2', 'zh-CN')).stdout).toContain('与服务台所写不一致');
  });

  it('names the changed entry of a complaint, and settings that the desk did not change', async () => {
    await place.query(
      `alter table matter_event disable trigger user;
       update matter_event set by = 'manager1' where matter_id = (select id from matter where feature = 'complaint');
       update channel_language set language = 'en';
       update book_version set applied_by = 'director'`,
    );
    const complaint = await run('C-1');
    expect(complaint).toMatchObject({ status: 1, stdout: 'C-1: entry 1 is not as the desk wrote it.\n' });
    const { stdout } = await run();
    expect(stdout).toContain('C-1: entry 1 is not');
    expect(stdout).toMatch(/^Setting channel-language [^ ]+: it was not changed by the desk\.$/m);
    expect(stdout).toMatch(/^Setting book 1: /m);
    await place.query(
      `alter table setting_event disable trigger user; update setting_event set by = 'director' where seq = 1`,
    );
    expect((await run()).stdout).toContain('Log of settings: entry 1 is not');
    expect((await run('C-9')).status).toBe(2);
  });

  it('says what it cannot do', async () => {
    expect((await run('T-99')).status).toBe(2);
    expect((await run('nonsense')).status).toBe(2);
    const nowhere = readConfig({ DATA_DIR: join(tmpdir(), 'deskbell-verify-nowhere') });
    expect(await verify(nowhere, undefined, 'en')).toMatchObject({
      status: 1,
      problem: 'There is no database here yet.',
    });
  });

  it('deskbell changes lists who changed what, and when', async () => {
    const config = readConfig({ DATA_DIR: place.env.DATA_DIR, DATABASE_URL: place.env.DATABASE_URL });
    const asked = { kind: 'channel-language', last: 1, format: 'text' } as const;
    const { lines, status } = await changes(config, asked, 'en');
    expect([status, lines]).toEqual([0, [expect.stringMatching(LANGUAGE_CHANGED)]]);
    const all = await changes(config, { last: 100, format: 'json' }, 'en');
    const kinds = all.lines.map((line) => JSON.parse(line)).map(({ seq, kind }) => `${seq} ${kind}`);
    expect(kinds).toEqual(['1 book', '2 channel-language']);
    expect(await changes(config, { ...asked, kind: 'weather' }, 'en')).toMatchObject({
      status: 2,
      problem: expect.stringContaining('links-ended'),
    });
  });

  it('deskbell evidence writes both files for their owner alone', async () => {
    const out = await mkdtemp(join(tmpdir(), 'deskbell-evidence-'));
    const config = readConfig({ DATA_DIR: place.env.DATA_DIR, DATABASE_URL: place.env.DATABASE_URL });
    const asked = { ticket: 'T-1', folder: out, by: undefined, language: 'en' } as const;
    expect(await writeEvidence(config, asked)).toMatchObject({ status: 0, problem: '' });
    expect((await readdir(out)).sort()).toEqual(['Evidence T-1.docx', 'Evidence T-1.json']);
    expect(await writeEvidence(config, { ...asked, ticket: 'T-77' })).toMatchObject({ status: 2 });
    expect(await writeEvidence(config, { ...asked, by: 'engineer1' })).toMatchObject({ status: 2 });
    await rm(out, { recursive: true, force: true });
  });
});
