import { createReadStream, createWriteStream } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip, gzipSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { packTar as packEntries, type TarHeader } from 'modern-tar';
import { packTar, type TarSource, unpackTar } from 'modern-tar/fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/adapter/playground/view.ts';
import { restoreBackup } from '../../src/cli/backup/restore.ts';
import { takeBackup } from '../../src/cli/backup/take.ts';
import { verify } from '../../src/cli/verify.ts';
import { readConfig } from '../../src/config.ts';
import { lockDirectory } from '../../src/db/lock.ts';
import { migrate, readMigrations } from '../../src/db/migrate.ts';
import { openDatabase } from '../../src/db/open.ts';
import { silentLog } from '../../src/lib/log.ts';
import { seedDatabase } from '../support/database.ts';
import { endDesks, startDesk } from '../support/desk-process.ts';
import { runDeskbell } from '../support/deskbell.ts';
import { ticketFolds } from '../support/folds.ts';
import { openHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { openClient } from '../support/playground-client.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { tableSums } from '../support/table-sums.ts';

const UPLOAD = '0123456789abcdef0123456789abcdef';
const PHOTO = Buffer.from('a photo of the rack');

let folder: string;
/** A desk with three tickets, a file and a playground, and its backup. */
let dataDir: string;
let backup: string;
/** What the backup holds. */
let unpacked: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-backup-'));
  dataDir = join(folder, 'desk');
  await seedDatabase(dataDir);
  const house = await openHouse({
    database: await openDatabase({ kind: 'pglite', dataDir }, silentLog),
    language: 'en',
  });
  for (const text of ['core down', 'door open', '核心交换机']) await house.say(REPORTER, SHARED, `/fault ${text}`);
  await house.say('engineer1', 'team', '/desk ack T-2');
  await house.close();
  for (const [part, name] of [
    ['upload', UPLOAD],
    ['playground', 'clock.json'],
  ] as const) {
    await mkdir(join(dataDir, part));
    await writeFile(join(dataDir, part, name), PHOTO);
  }
  await writeFile(join(dataDir, 'upload', `${UPLOAD}.part`), 'still arriving');
  backup = join(folder, 'desk.tar.gz');
  expect(await takeBackup(readConfig({ DATA_DIR: dataDir }), backup, 'en')).toMatchObject({ status: 0 });
  unpacked = await mkdtemp(join(folder, 'unpacked-'));
  await pipeline(createReadStream(backup), createGunzip(), unpackTar(unpacked));
}, 60_000);
afterEach(endDesks);
afterAll(() => rm(folder, { recursive: true }));

let restored = 0;
const newFolder = () => join(folder, `restored-${++restored}`);
const restore = (DATA_DIR: string, file = backup, replace = false) =>
  restoreBackup(readConfig({ DATA_DIR }), { file, replace }, 'en');

async function stateOf(directory: string) {
  const database = await openDatabase({ kind: 'pglite', dataDir: directory }, silentLog);
  try {
    return { sums: await tableSums(database), folds: await ticketFolds(database) };
  } finally {
    await database.close();
  }
}

describe('a backup of a desk that does not run', () => {
  it('gives back every row of every table, every ticket’s fold and every file', async () => {
    const target = newFolder();
    const answer = await restore(target);
    expect(answer).toMatchObject({ status: 0, problem: '' });
    expect(answer.lines).toEqual([expect.stringContaining('3 tickets as of')]);
    const [before, after] = [await stateOf(dataDir), await stateOf(target)];
    expect(before.folds.size).toBe(3);
    expect(after).toEqual(before);
    expect(await readFile(join(target, 'upload', UPLOAD))).toEqual(PHOTO);
    expect(await readdir(join(target, 'upload'))).toEqual([UPLOAD]);
    expect(await readFile(join(target, 'playground', 'clock.json'))).toEqual(PHOTO);
    expect(await verify(readConfig({ DATA_DIR: target }), undefined, 'en')).toMatchObject({ status: 0 });
  });

  it('is for its owner alone, and leaves nothing beside it', async () => {
    expect((await stat(backup)).mode & 0o077).toBe(0);
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect((await readdir(dataDir)).sort()).toEqual(['pglite', 'playground', 'upload']);
  });

  it('is not written over another, nor into a folder that is not there', async () => {
    const config = readConfig({ DATA_DIR: dataDir });
    expect(await takeBackup(config, backup, 'en')).toMatchObject({
      status: 2,
      problem: expect.stringContaining('there already'),
    });
    expect(await takeBackup(config, join(folder, 'no/where.tar.gz'), 'en')).toMatchObject({ status: 2 });
    expect(await takeBackup(readConfig({ DATA_DIR: newFolder() }), undefined, 'en')).toMatchObject({ status: 1 });
    const postgres = readConfig({ DATA_DIR: dataDir, DATABASE_URL: 'postgresql://nowhere/desk' });
    expect(await takeBackup(postgres, undefined, 'en')).toMatchObject({
      status: 2,
      problem: expect.stringContaining('pg_dump'),
    });
    expect(await restoreBackup(postgres, { file: backup, replace: true }, 'zh-CN')).toMatchObject({
      status: 2,
      problem: expect.stringContaining('pg_restore'),
    });
  });
});

describe('a backup of a running desk', () => {
  it('has all that was said before it and nothing by half, while more is said', async () => {
    const DATA_DIR = newFolder();
    await seedDatabase(DATA_DIR);
    const desk = await startDesk({ env: { DATA_DIR } });
    const client = await openClient(desk.url);
    const { people, channels } = (await (await fetch(`${desk.url}playground/api/state`)).json()) as Snapshot;
    const as = must(people.find(({ customer }) => customer !== '')).userId;
    const channelId = must(channels.find(({ purpose }) => purpose === 'customer')).id;
    const report = (number: number) =>
      client.ask('say', {
        as,
        eventId: `backup-report-${number}`,
        channelId,
        threadId: '',
        text: `/fault number ${number}`,
      });
    for (let number = 1; number <= 5; number++) expect((await report(number)).status).toBe(200);

    const file = join(folder, 'running.tar.gz');
    let isTaken = false;
    let number = 5;
    const storm = (async () => {
      while (!isTaken) await report(++number);
    })();
    const taken = await runDeskbell(['backup', '--to', file], undefined, {
      ...process.env,
      DATA_DIR,
      DATABASE_URL: '',
    });
    isTaken = true;
    await storm;
    expect(taken).toMatchObject({ status: 0, stderr: '' });
    expect((await readdir(DATA_DIR)).filter((name) => name.startsWith('backup-'))).toEqual([]);
    expect(await restore(DATA_DIR, file, true)).toMatchObject({
      status: 1,
      problem: expect.stringContaining('stop it first'),
    });
    await desk.end('SIGTERM');

    const target = newFolder();
    expect(await restore(target, file)).toMatchObject({ status: 0 });
    expect(await verify(readConfig({ DATA_DIR: target }), undefined, 'en')).toMatchObject({ status: 0 });
    const [before, after] = [await stateOf(DATA_DIR), await stateOf(target)];
    expect(after.folds.size).toBeGreaterThanOrEqual(5);
    expect(before.folds.size).toBeGreaterThan(5);
    for (const [id, { ticket, entries }] of after.folds) {
      const now = must(before.folds.get(id));
      if (entries === now.entries) expect(ticket).toEqual(now.ticket);
      else expect(entries).toBeLessThan(now.entries);
    }
    const again = await startDesk({ env: { DATA_DIR: target } });
    const seen = await (await openClient(again.url)).state(as);
    expect(JSON.stringify(seen.messages)).toContain('number 5');
  }, 90_000);
});

describe('restoring', () => {
  it('leaves a desk that is there alone, and with --replace keeps it beside', async () => {
    const target = newFolder();
    await cp(dataDir, target, { recursive: true });
    await writeFile(join(target, 'playground', 'clock.json'), 'older');
    expect(await restore(target)).toMatchObject({ status: 2, problem: expect.stringContaining('--replace') });
    expect(await readFile(join(target, 'playground', 'clock.json'), 'utf8')).toBe('older');
    const answer = await restore(target, backup, true);
    expect(answer.status).toBe(0);
    const [former = ''] = (await readdir(target)).filter((name) => name.startsWith('replaced-'));
    expect(answer.lines.join()).toContain(former);
    expect(await readFile(join(target, former, 'playground', 'clock.json'), 'utf8')).toBe('older');
    expect(await readFile(join(target, 'playground', 'clock.json'))).toEqual(PHOTO);
  });

  it('waits for no desk: a directory that is held is refused', async () => {
    const target = newFolder();
    const lock = lockDirectory(target);
    expect(await restore(target)).toMatchObject({ status: 1, problem: expect.stringContaining('stop it first') });
    lock.release();
  });

  type Change = (file: string) => Promise<void>;
  const damages: [string, Change][] = [
    ['cut in the middle', async (file) => truncate(file, Math.floor((await stat(file)).size / 2))],
    ['without its end', async (file) => truncate(file, (await stat(file)).size - 20)],
    ['with a byte changed', async (file) => flip(file, 0.5)],
    ['with another byte changed', async (file) => flip(file, 0.9)],
    ['empty', async (file) => truncate(file, 0)],
    ['no archive at all', async (file) => writeFile(file, 'Dear desk, here is your backup.')],
    [
      'an archive of something else',
      async (file) => pack(file, [{ type: 'content', content: 'x', target: 'readme.txt' }]),
    ],
    ['with a way out of the folder', async (file) => packEntry(file, { name: 'upload/../../out.txt', size: 0 })],
    [
      'with a link',
      async (file) => packEntry(file, { name: 'upload/out', size: 0, type: 'symlink', linkname: '/etc' }),
    ],
    ['with a file that its list does not name', async (file) => repack(file, {}, { 'upload/more': 'x' })],
    ['with a file that is not what its list says', async (file) => repack(file, {}, { [`upload/${UPLOAD}`]: 'other' })],
    ['about nothing', async (file) => repack(file, { migrations: [] })],
  ];
  it.each(damages)('refuses a file that is %s, and changes nothing', async (_name, change) => {
    const file = join(folder, `damaged-${++restored}.tar.gz`);
    await cp(backup, file);
    await change(file);
    const target = newFolder();
    expect(await restore(target, file)).toMatchObject({ status: 2, problem: expect.stringContaining('damaged') });
    expect(await readdir(target)).toEqual([]);
    await expect(stat(join(folder, 'out.txt'))).rejects.toThrow();
  });

  it.each([
    ['format', { format: 2, deskbell: '9.0.0', more: true }],
    ['migrations', { deskbell: '9.0.0', migrations: ['0001_desk', '9999_future'] }],
  ])('refuses one of a newer release by its %s, naming it', async (_what, about) => {
    const file = join(folder, `newer-${++restored}.tar.gz`);
    await cp(backup, file);
    await repack(file, about);
    const target = newFolder();
    expect(await restore(target, file)).toMatchObject({
      status: 2,
      problem: expect.stringMatching(/Deskbell 9\.0\.0.*newer/),
    });
    expect(await readdir(target)).toEqual([]);
  });

  it('says that there is no such file', async () => {
    expect(await restore(newFolder(), join(folder, 'none.tar.gz'))).toMatchObject({ status: 2 });
  });

  it('brings one of an older release up to date', async () => {
    const older = newFolder();
    const migrations = await readMigrations();
    await mkdir(older);
    const pglite = await PGlite.create({ dataDir: join(older, 'pglite') });
    const session = {
      script: async (sql: string) => void (await pglite.exec(sql)),
      query: async (sql: string, values?: readonly unknown[]) =>
        (await pglite.query<Record<string, unknown>>(sql, values && [...values])).rows,
    };
    await migrate(session, migrations.slice(0, 10), silentLog);
    await pglite.exec(`insert into receipt (platform, event_id, at) values ('slack', 'older', now())`);
    await pglite.close();
    const file = join(folder, 'older.tar.gz');
    expect(await takeBackup(readConfig({ DATA_DIR: older }), file, 'en')).toMatchObject({ status: 0 });

    const target = newFolder();
    const answer = await restore(target, file);
    expect(answer.lines.join()).toContain(`${migrations.length - 10} migrations`);
    const database = await openDatabase({ kind: 'pglite', dataDir: target }, silentLog);
    expect(await database.query(`select event_id from receipt`)).toEqual([{ event_id: 'older' }]);
    await database.close();
  }, 60_000);
});

async function flip(file: string, share: number): Promise<void> {
  const bytes = await readFile(file);
  const at = Math.floor(bytes.length * share);
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  await writeFile(file, bytes);
}

async function pack(file: string, sources: TarSource[], omit?: string): Promise<void> {
  const filter = (path: string) => omit === undefined || !path.startsWith(unpacked) || !path.endsWith(omit);
  await pipeline(packTar(sources, { filter }), createGzip({ level: 1 }), createWriteStream(file));
}

/** An archive with one entry, which no packer would write. */
async function packEntry(file: string, header: TarHeader): Promise<void> {
  await writeFile(file, gzipSync(await packEntries([{ header, body: '' }])));
}

/** Writes the backup once more, with another file about it, and with other files in it. */
async function repack(file: string, about: object, files: Readonly<Record<string, string>> = {}): Promise<void> {
  const said = JSON.parse(await readFile(join(unpacked, 'backup.json'), 'utf8'));
  const parts = ['pglite', 'upload', 'playground'].map(
    (part) => ({ type: 'directory', source: join(unpacked, part), target: part }) as const,
  );
  const others = Object.entries(files).map(([target, content]) => ({ type: 'content', content, target }) as const);
  const whole = { type: 'content', content: JSON.stringify({ ...said, ...about }), target: 'backup.json' } as const;
  await pack(file, [whole, ...parts, ...others], Object.keys(files)[0]);
}
