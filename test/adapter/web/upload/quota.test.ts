import { appendFile, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../src/adapter/web/limits.ts';
import { problemText } from '../../../../src/adapter/web/page/problem.ts';
import { openFileStore } from '../../../../src/adapter/web/upload/file-store.ts';
import { openUploadQuota, type Sender, type UploadQuota } from '../../../../src/adapter/web/upload/quota.ts';
import { HOUR } from '../../../../src/lib/instant.ts';
import { openPages, sendFiles } from '../pages.ts';

const ticket = (id: number): Sender => ({ link: `ticket/${id}`, customer: 'sample' });

describe('the quota of uploads', () => {
  let home: string;
  let path: string;
  let quota: UploadQuota;
  const clock = { at: 1_700_000_000_000, now: () => clock.at };
  let n = 0;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'deskbell-ledger-'));
    path = join(home, 'upload.jsonl');
    quota = await openUploadQuota(path, clock);
  });
  afterEach(() => rm(home, { recursive: true }));

  async function keep(sender: Sender, files: number, bytes = 1): Promise<string[]> {
    const kept = Array.from({ length: files }, () => {
      n += 1;
      return { id: `file${n}`, bytes };
    });
    await quota.open(sender).keep(kept);
    return kept.map(({ id }) => id);
  }

  it('bounds the files of one link, and no other link of that customer', async () => {
    await keep(ticket(1), LIMITS.linkFiles - 1);
    expect(quota.open(ticket(1)).addFile()).toBeUndefined();
    expect(quota.open(ticket(1)).addFile()).toBe('link-full');
    expect(quota.open(ticket(2)).addFile()).toBeUndefined();
  });

  it('bounds the bytes of one link while they come in, over requests side by side, and gives back what was not kept', async () => {
    const [one, other] = [quota.open(ticket(1)), quota.open(ticket(1))];
    expect(one.addBytes(LIMITS.linkBytes)).toBeUndefined();
    expect(other.addBytes(1)).toBe('link-full');
    one.close();
    expect(other.addBytes(1)).toBeUndefined();
  });

  it('bounds the files and bytes of one customer over all links, and no other customer', async () => {
    for (let id = 1; id <= 10; id += 1) await keep(ticket(id), LIMITS.customerFiles / 10);
    expect(quota.open(ticket(99)).addFile()).toBe('customer-full');
    expect(quota.open({ link: 'ticket/100', customer: 'other' }).addFile()).toBeUndefined();
    const large = { link: 'ticket/101', customer: 'large' };
    for (let id = 1; id <= 10; id += 1) await keep({ ...large, link: `ticket/${200 + id}` }, 1, LIMITS.linkBytes);
    expect(quota.open(large).addBytes(1)).toBe('customer-full');
  });

  it('is remembered over a restart, also behind a line that a crash tore, and forgets what is struck off or too old', async () => {
    const ids = await keep(ticket(1), LIMITS.linkFiles);
    await appendFile(path, '{"id":"half\n');
    quota = await openUploadQuota(path, clock);
    expect(quota.open(ticket(1)).addFile()).toBe('link-full');
    await quota.release(ids.slice(0, 10));
    quota = await openUploadQuota(path, clock);
    expect(quota.open(ticket(1)).addFile()).toBeUndefined();
    clock.at += LIMITS.quotaMs;
    await quota.sweep();
    expect(await readFile(path, 'utf8')).toBe('');
    expect(quota.open(ticket(1)).addFile()).toBeUndefined();
  });

  it('tells in both languages what is allowed', () => {
    expect(problemText('en', { code: 'link-full' })).toContain('200 files of 1000 MB together within 30 days');
    expect(problemText('zh-CN', { code: 'customer-full' })).toContain('30 天内最多可发送 2000 个文件、合计 10000 MB');
  });

  it('stops a page whose link has used it up, and counts no files that the desk refused', async () => {
    let isRefused = true;
    const pages = await openPages(() => [
      { kind: 'whisper', tone: isRefused ? 'bad' : 'plain', text: 'said', subject: isRefused ? '' : 'ticket/12' },
    ]);
    try {
      const link = pages.links.ticket(12, 'sample');
      const batch = () => Array.from({ length: LIMITS.files }, (_, i) => new File(['link down\n'], `${i}.log`));
      const once = (i: number) => ({ once: `0f8fad5b-d9cb-469f-a165-${String(i).padStart(12, '0')}` });
      expect((await sendFiles(link, batch(), once(0))).status).toBe(422);
      isRefused = false;
      for (let i = 1; i <= LIMITS.linkFiles / LIMITS.files; i += 1)
        expect((await sendFiles(link, batch(), once(i))).status).toBe(303);
      const beyond = await sendFiles(link, [new File(['x'], 'x.log')], once(99));
      expect([beyond.status, beyond.text]).toEqual([413, expect.stringContaining('This page takes 200 files')]);
      expect(Object.keys(await pages.stored())).toHaveLength(LIMITS.linkFiles);
    } finally {
      await pages.close();
    }
  });

  it('leaves no unfinished file that was abandoned an hour ago', async () => {
    const folder = join(home, 'upload');
    const fileStore = await openFileStore(folder);
    const now = Date.now();
    for (const [name, age] of [
      ['a', HOUR + 1_000],
      ['b', HOUR / 2],
    ] as const) {
      await writeFile(join(folder, `${name.repeat(32)}.part`), 'x');
      await utimes(join(folder, `${name.repeat(32)}.part`), (now - age) / 1000, (now - age) / 1000);
    }
    await fileStore.sweep(now, async () => false);
    expect(await readdir(folder)).toEqual([`${'b'.repeat(32)}.part`]);
  });
});
