import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportAccess, writeExport } from '../../src/cli/export.ts';
import { readConfig } from '../../src/config.ts';
import type { ExportAsked } from '../../src/control/take-away/export.ts';
import { lockDirectory } from '../../src/db/lock.ts';
import { openDatabase } from '../../src/db/open.ts';
import { silentLog } from '../../src/lib/log.ts';
import { seedDatabase } from '../support/database.ts';
import { runDeskbell } from '../support/deskbell.ts';
import { openHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';
import { byHeading, readCsv, readXlsx } from '../support/spreadsheet.ts';

let folder: string;
/** A data directory with three tickets and a complaint about manager1. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-export-'));
  const source = await sampleBook('en');
  const sample = must(source.customers.sample);
  const secret = { ...sample, name: { zh: '某局', en: 'The Bureau' }, people: [] };
  const book = {
    ...source,
    customers: {
      ...source.customers,
      secret: { ...secret, confidential: { access: ['director' as const], channels: [] } },
    },
  };
  await seedDatabase(join(folder, 'desk'));
  const database = await openDatabase({ kind: 'pglite', dataDir: join(folder, 'desk') }, silentLog);
  const house = await openHouse({ database, book });
  for (const text of ['core down', '=1+1', '核心交换机']) await house.say(REPORTER, SHARED, `/fault ${text}`);
  const { form } = await house.say(REPORTER, SHARED, '/complaint');
  await house.submit(REPORTER, SHARED, must(form), { text: 'rude', about: 'manager1' });
  await house.close();
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const config = (name = 'desk') => readConfig({ DATA_DIR: join(folder, name) });
const asking = (more: Partial<ExportAsked> = {}): ExportAsked => ({
  ...{ kind: 'tickets', format: 'csv', folder: join(folder, 'out'), language: 'en' },
  ...more,
});
const read = async (name: string) => byHeading(readCsv(await readFile(join(folder, 'out', name))));

describe('deskbell export', () => {
  it('writes the tickets into a CSV file that only its owner reads, and names it', async () => {
    const env = { ...process.env, DATA_DIR: join(folder, 'desk') };
    const out = join(folder, 'out');
    const run = await runDeskbell(
      ['export', '--from', '2026-09-28', '--until', '2026-09-28', '--out', out],
      undefined,
      env,
    );
    expect(run.stderr).toContain('The Bureau');
    expect(run).toMatchObject({ status: 0, stdout: `${join(out, 'tickets_2026-09-28_2026-09-28.csv')}: 3 rows\n` });
    const rows = await read('tickets_2026-09-28_2026-09-28.csv');
    expect(rows.map((row) => [row.Ticket, row.Title])).toEqual([
      ['T-1', 'core down'],
      ['T-2', "'=1+1"],
      ['T-3', '核心交换机'],
    ]);
    expect((await stat(join(out, 'tickets_2026-09-28_2026-09-28.csv'))).mode & 0o777).toBe(0o600);
    expect(await readdir(out)).toEqual(['tickets_2026-09-28_2026-09-28.csv']);
  });

  it('writes Excel files; a day outside the period has no rows, and headings all the same', async () => {
    expect(await writeExport(config(), asking({ format: 'xlsx', from: '2026-09-29' }))).toMatchObject({ status: 0 });
    const rows = await readXlsx(await readFile(join(folder, 'out', 'tickets_2026-09-29.xlsx')));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain('Title');
  });

  it('complaints are for the person who is named, as in chat', async () => {
    expect(await writeExport(config(), asking({ kind: 'complaints' }))).toMatchObject({ status: 2 });
    await writeExport(config(), asking({ kind: 'complaints', by: 'director' }));
    expect((await read('complaints.csv')).map((row) => row.Complaint)).toEqual(['rude']);
    await writeExport(config(), asking({ kind: 'complaints', by: 'manager1' }));
    expect(await read('complaints.csv')).toEqual([]);
    expect(await writeExport(config(), asking({ by: 'engineer1' }))).toMatchObject({ status: 2 });
    expect(await writeExport(config(), asking({ by: 'bob' }))).toMatchObject({ status: 2 });
  });

  it('records each export', async () => {
    const database = await openDatabase({ kind: 'pglite', dataDir: join(folder, 'desk') }, silentLog);
    const rows = await database.query<{ by: string; what: string; rows: number }>(
      'select by, what, rows from export_record order by id',
    );
    await database.close();
    expect(rows).toEqual([
      { by: 'operator', what: 'tickets', rows: 3 },
      { by: 'operator', what: 'tickets', rows: 0 },
      { by: 'director', what: 'complaints', rows: 1 },
      { by: 'manager1', what: 'complaints', rows: 0 },
    ]);
  });

  it('the record of access is for a director, and taking it is in it', async () => {
    const asked = { customer: 'secret', format: 'csv' as const, folder: join(folder, 'out'), language: 'en' as const };
    expect(await exportAccess(config(), asked)).toMatchObject({ status: 2 });
    expect(await exportAccess(config(), { ...asked, by: 'manager1' })).toMatchObject({ status: 2 });
    expect(await exportAccess(config(), { ...asked, by: 'director', customer: 'sample' })).toMatchObject({ status: 2 });
    await exportAccess(config(), { ...asked, by: 'director' });
    expect(await exportAccess(config(), { ...asked, by: 'director' })).toMatchObject({ status: 0 });
    const rows = await read('access_secret.csv');
    expect(rows.map((row) => [row['What happened'], row.About])).toEqual([
      ['exported', 'access'],
      ['exported', 'complaints'],
    ]);
  });

  it('says why it cannot: no database, one that a desk uses, wrong options', async () => {
    expect(await writeExport(config('none'), asking())).toMatchObject({ status: 1 });
    expect(await readdir(folder)).not.toContain('none');
    const lock = lockDirectory(join(folder, 'desk'));
    const held = await writeExport(config(), asking());
    lock.release();
    expect(held).toMatchObject({ status: 1, lines: [] });
    expect(held.problem).toContain('/desk export');
    expect(await writeExport(config(), asking({ from: '2026-10-02', until: '2026-10-01' }))).toMatchObject({
      status: 2,
    });
    const env = { ...process.env, DATA_DIR: join(folder, 'desk') };
    for (const wrong of [['--what', 'all'], ['--from', '2026-02-30'], ['--format', 'pdf'], ['--nonsense']])
      expect([wrong, (await runDeskbell(['export', ...wrong], undefined, env)).status]).toEqual([wrong, 2]);
  });
});
