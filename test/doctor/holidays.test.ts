import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/db/open.ts';
import { presetPath, readBookFile } from '../../src/desk/book/load.ts';
import { applyBook } from '../../src/desk/book/store.ts';
import { chinaDate } from '../../src/desk/sla/workdays-cn.ts';
import { type HolidaysAsked, loadHolidays } from '../../src/doctor/holidays.ts';
import { silentLog } from '../../src/lib/log.ts';
import { NOTICE_2027, NOTICES, published } from '../desk/holiday/notices.ts';
import { seedDatabase } from '../support/database.ts';
import { runDeskbell } from '../support/deskbell.ts';
import { must } from '../support/must.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-holidays-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const config = (name: string) => readConfig({ DATA_DIR: join(folder, name), BOOK: 'bureau-system' });
const asking = (more: Partial<HolidaysAsked> = {}): HolidaysAsked => ({
  words: published(2027, NOTICE_2027),
  source: 'notice.txt',
  year: undefined,
  apply: false,
  by: undefined,
  language: 'en',
  ...more,
});

/** Bytes of GBK, which Node can only read. */
function encodeGbk(text: string): Uint8Array {
  const decoder = new TextDecoder('gbk');
  const bytes = new Map<string, number[]>();
  for (let high = 0x81; high < 0xff; high += 1)
    for (let low = 0x40; low < 0xff; low += 1) bytes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  return Uint8Array.from([...text].flatMap((sign) => bytes.get(sign) ?? [sign.charCodeAt(0)]));
}

/** The command counts from the real day: the notice of 2027 may be loaded until that year is over. */
const isInTime = ['2026', '2027'].includes(chinaDate(Date.now()).slice(0, 4));

describe('deskbell holidays load', () => {
  it('shows a notice day by day, and ends with status 2 and the line where it cannot be right', async () => {
    const env = { ...process.env, DATA_DIR: join(folder, 'none'), BOOK: 'bureau-system' };
    const [good, bad] = [join(folder, '2025.txt'), join(folder, 'bad.txt')];
    await writeFile(good, published(2025, NOTICES[2025] ?? ''));
    await writeFile(bad, published(2025, (NOTICES[2025] ?? '').replace('5日（周一）', '5日（周二）')));
    const shown = await runDeskbell(['holidays', 'load', good], undefined, env);
    expect(shown).toMatchObject({ status: 0, stderr: '' });
    expect(shown.stdout).toContain('Labour Day: Thu 1 May, Fri 2 May, Sat 3 May, Sun 4 May, Mon 5 May (5 off)');
    const refused = await runDeskbell(['holidays', 'load', bad, '--lang', 'zh-CN'], undefined, env);
    expect(refused).toMatchObject({ status: 2, stdout: '' });
    expect(refused.stderr).toContain('第 10 行');
    expect((await runDeskbell(['holidays', 'load', join(folder, 'nothing')], undefined, env)).status).toBe(2);
    expect((await runDeskbell(['holidays', 'load', good, '--year', 'next'], undefined, env)).status).toBe(2);
  });

  it('reads what programs in China and Windows write, and says where a file is no text', async () => {
    const env = { ...process.env, DATA_DIR: join(folder, 'none'), BOOK: 'bureau-system' };
    const text = published(2025, NOTICES[2025] ?? '');
    const load = async (name: string, content: string | Uint8Array) => {
      await writeFile(join(folder, name), content);
      return runDeskbell(['holidays', 'load', join(folder, name)], undefined, env);
    };
    const windows = Buffer.from(`\uFEFF${text}`, 'utf16le');
    for (const bytes of [encodeGbk(text), windows])
      expect((await load('notice.txt', bytes)).stdout).toContain('Labour Day: Thu 1 May, Fri 2 May');
    expect(await load('notice.pdf', Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 1, 2]))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('This is no text'),
    });
    expect((await load('empty.txt', '')).stderr).toContain('There is nothing in it');
    expect((await load('large.txt', 'x'.repeat(10_000_000))).stderr).toContain('too long');
  }, 60_000);

  it('without a service book in the database nothing is loaded', async () => {
    expect(await loadHolidays(config('fresh'), asking({ apply: true }))).toMatchObject({ status: 1 });
  });

  it('names who may load', async () => {
    const [engineer, stranger] = ['engineer1', 'bob'].map((by) => loadHolidays(config('fresh'), asking({ by })));
    expect(await must(engineer)).toMatchObject({ status: 2 });
    expect((await must(stranger)).text).toContain('Zheng Hong');
  });

  it.runIf(isInTime)('loads with --apply, once, with source and person', async () => {
    const { source } = await readBookFile(must(presetPath('bureau-system')));
    const open = () => openDatabase({ kind: 'pglite', dataDir: join(folder, 'desk') }, silentLog);
    await seedDatabase(join(folder, 'desk'));
    const first = await open();
    await first.transaction((tx) => applyBook(tx, source, Date.now()));
    await first.close();
    const shown = await loadHolidays(config('desk'), asking());
    expect(shown.status).toBe(0);
    expect(shown.text).toContain('Nothing was changed');
    expect((await loadHolidays(config('desk'), asking({ apply: true, by: 'director' }))).text).toContain('are loaded');
    expect((await loadHolidays(config('desk'), asking())).text).toContain('already');
    expect(
      await loadHolidays(config('desk'), asking({ words: NOTICES[2024] ?? '', year: 2024, apply: true })),
    ).toMatchObject({
      status: 0,
    });
    const second = await open();
    const rows = await second.query("select year, state, by, notice->>'source' as source from holiday_load");
    await second.close();
    expect(rows).toEqual([{ year: 2027, state: 'applied', by: 'director', source: 'notice.txt' }]);
  });
});
