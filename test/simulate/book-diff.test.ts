import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/db/open.ts';
import { presetPath, readBookFile } from '../../src/desk/book/load.ts';
import { applyBook } from '../../src/desk/book/store.ts';
import { startRotations } from '../../src/desk/oncall/store.ts';
import { silentLog } from '../../src/lib/log.ts';
import { SMALL_BOOK, writeFolder } from '../desk/book/book-files.ts';
import { seedDatabase } from '../support/database.ts';
import { runDeskbell } from '../support/deskbell.ts';
import { must } from '../support/must.ts';

const PRESET = await readFile(must(presetPath('telecom-province')), 'utf8');
const AT = ['--at', '2026-10-28T12:00+08:00'];

/** The preset with pieces of its text replaced. */
function presetWith(...changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((text, [piece, replacement]) => {
    if (!text.includes(piece)) throw new Error(`the preset does not say ${piece}`);
    return text.replace(piece, () => replacement);
  }, PRESET);
}

const CHANGED = presetWith(
  ['{ levels: [severe], within: 10m }', '{ levels: [severe], within: 2wh }'],
  ['members: [engineer1, engineer2, engineer3]', 'members: [engineer1, senior, engineer3]'],
  ['mon: &hours [["09:00", "12:00"], ["13:00", "18:00"]]', 'mon: &hours [["08:30", "17:30"]]'],
);

describe('two files', () => {
  it('are compared in plain words: promises, duty with the new order, all else', async () => {
    const folder = await writeFolder({ 'a.yaml': PRESET, 'b.yaml': CHANGED });
    const [a, b] = [join(folder, 'a.yaml'), join(folder, 'b.yaml')];
    const { status, stdout, stderr } = await runDeskbell(['book', 'diff', a, b, ...AT]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const lines = stdout.split('\n');
    expect(lines.slice(0, 3)).toEqual([
      `${a} → ${b}`,
      'Counted from Wed 28 Oct 2026 12:00.',
      expect.stringContaining('beginning with the first member'),
    ]);
    expect(lines).toContain('Changes: promises 1 · duty 1 · other fields 13');
    expect(lines).toContain('  Provincial network maintenance · Respond · Severe: 10 min → 2 h of office time');
    expect(lines.slice(lines.indexOf('Duty, eight weeks') + 1, lines.indexOf('Duty, eight weeks') + 5)).toEqual([
      '  Primary: the new order begins Mon 2 Nov 09:00',
      '      Wed 28 Oct 12:00 – Mon 2 Nov 09:00: Li Wei',
      '    * Mon 2 Nov 09:00 – Mon 9 Nov 09:00: Zhang Min → Huang Zhiqiang',
      '      Mon 9 Nov 09:00 – Mon 16 Nov 09:00: Liu Yang',
    ]);
    expect(lines).toContain('      No shifts any more: Zhang Min');
    expect(lines).toContain('  calendar office, week.mon, tue, wed, thu, fri: 09:00–12:00, 13:00–18:00 → 08:30–17:30');
    const chinese = await runDeskbell(['book', 'diff', a, b, ...AT, '--lang', 'zh-CN']);
    expect(chinese.stdout).toContain('  省网维护 · 响应 · 严重故障：10 分钟 → 2 个工作小时');
    expect(chinese.stdout).toContain('11月2日周一 09:00 至 11月9日周一 09:00：张敏 → 黄志强');
  });

  it('as JSON: the same, for programs', async () => {
    const folder = await writeFolder({ 'b.yaml': CHANGED });
    const { status, stdout } = await runDeskbell([
      'book',
      'diff',
      'telecom-province',
      join(folder, 'b.yaml'),
      ...AT,
      '--json',
    ]);
    expect(status).toBe(0);
    const told = JSON.parse(stdout);
    expect(told).toMatchObject({
      at: '2026-10-28T04:00:00Z',
      counts: { promises: 1, duty: 1, people: 0, entries: 0 },
      promises: [{ of: { policy: 'standard' }, metric: 'respond', levels: ['severe'], after: { within: '2wh' } }],
      duty: [{ rotation: 'primary', kind: 'changed', begins: '2026-11-02T01:00:00Z', lost: ['engineer2'] }],
    });
    expect(told.duty[0].rows[1]).toMatchObject({
      changed: true,
      before: { person: 'engineer2' },
      after: { person: 'senior' },
    });
    expect(told.fields).toContainEqual({
      field: 'calendars.office.week.mon',
      before: [
        ['09:00', '12:00'],
        ['13:00', '18:00'],
      ],
      after: [['08:30', '17:30']],
    });
  });

  it('that say the same say so, with exit status 0', async () => {
    const { status, stdout } = await runDeskbell(['book', 'diff', 'telecom-province', 'telecom-province', ...AT]);
    expect(status).toBe(0);
    expect(stdout.trimEnd().split('\n').slice(2)).toEqual(['', 'Nothing changed.']);
  });

  it('with a mistake are refused with it, its file and exit status 2; so is a wrong instant', async () => {
    const folder = await writeFolder({ 'a.yaml': SMALL_BOOK, 'b.yaml': SMALL_BOOK.replace('[ann]', '[zoe]') });
    const [a, b] = [join(folder, 'a.yaml'), join(folder, 'b.yaml')];
    for (const names of [
      [a, b],
      [b, a],
    ]) {
      const { status, stdout, stderr } = await runDeskbell(['book', 'diff', ...names]);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain(`${b}:25: rotations.primary.members[0]: there is no person "zoe"`);
      expect(stderr).toContain('1 mistake; nothing was compared');
    }
    const { status, stderr } = await runDeskbell(['book', 'diff', a, a, '--at', 'tomorrow']);
    expect(status).toBe(2);
    expect(stderr).toContain('2026-11-02T08:00+08:00');
  });
});

describe('one file, against what the desk applied last', () => {
  async function dataDir(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'deskbell-diff-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    return folder;
  }

  const settings = (folder: string) => ({ PATH: process.env.PATH, DATA_DIR: folder, LOG_LEVEL: 'silent' });

  it('counts the turns that really run', async () => {
    const folder = await dataDir();
    await seedDatabase(folder);
    const { source } = await readBookFile(must(presetPath('telecom-province')));
    const database = await openDatabase({ kind: 'pglite', dataDir: folder }, silentLog);
    const startedAt = Date.parse('2026-10-21T10:00:00+08:00');
    await database.transaction(async (tx) => {
      await applyBook(tx, source, startedAt);
      await startRotations(tx, source, startedAt);
    });
    await database.close();
    const books = await writeFolder({ 'b.yaml': CHANGED });
    const { status, stdout, stderr } = await runDeskbell(
      ['book', 'diff', join(books, 'b.yaml'), ...AT],
      undefined,
      settings(folder),
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('applied version 1 → ');
    expect(stdout).not.toContain('beginning with the first member');
    // The week is the second one's, whom the new order leaves out; the third one follows, as before.
    expect(stdout).toContain('      Wed 28 Oct 12:00 – Mon 2 Nov 09:00: Zhang Min\n');
    expect(stdout).toContain('      Mon 2 Nov 09:00 – Mon 9 Nov 09:00: Liu Yang\n');
    expect(stdout).toContain('    * Mon 16 Nov 09:00 – Mon 23 Nov 09:00: Zhang Min → Huang Zhiqiang\n');
  });

  it('without a database names the other way, with exit status 1', async () => {
    const { status, stdout, stderr } = await runDeskbell(
      ['book', 'diff', 'telecom-province'],
      undefined,
      settings(await dataDir()),
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('deskbell book diff A B');
  });
});
