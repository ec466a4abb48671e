import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FileStore, openFileStore } from '../../../../src/adapter/web/upload/file-store.ts';
import { DAY } from '../../../../src/lib/instant.ts';

describe('the shelf', () => {
  let folder: string;
  let fileStore: FileStore;
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'deskbell-shelf-')), 'upload');
    fileStore = await openFileStore(folder);
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true }));

  it('is a folder for us alone', async () => {
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it('knows files by ids of its own only', async () => {
    for (const id of ['../deskbell.lock', '', 'a'.repeat(32).toUpperCase(), `${'a'.repeat(32)}.part`])
      await expect(fileStore.find(id)).rejects.toThrow('not an id of the shelf');
    expect(await fileStore.find('a'.repeat(32))).toBeUndefined();
  });

  it('is swept of old files that no ticket has, and of nothing else', async () => {
    const [known, orphan, fresh] = ['a', 'b', 'c'].map((letter) => letter.repeat(32)) as [string, string, string];
    const now = Date.now();
    for (const name of [known, orphan, `${orphan}.part`, 'notes of the owner.txt']) {
      await writeFile(join(folder, name), 'x');
      await utimes(join(folder, name), (now - 2 * DAY) / 1000, (now - 2 * DAY) / 1000);
    }
    for (const name of [fresh, `${fresh}.part`]) await writeFile(join(folder, name), 'x');
    await fileStore.sweep(now, async (id) => id === known);
    expect((await readdir(folder)).sort()).toEqual([known, fresh, `${fresh}.part`, 'notes of the owner.txt'].sort());
  });
});
