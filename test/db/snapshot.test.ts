import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Migration } from '../../src/db/migrate.ts';
import { openSnapshotStore } from '../../src/db/snapshot.ts';

const MIGRATIONS: readonly Migration[] = [{ name: '0001_first', sql: '', checksum: 'aa' }];
const CONTENT = 'a database';

describe('a kept snapshot', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskbell-snapshot-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const open = (migrations = MIGRATIONS, at = folder) => openSnapshotStore(migrations, 'select 1', at);
  const textIn = async (store: Awaited<ReturnType<typeof open>>) => (await store.find())?.text();

  it('is found by the next process', async () => {
    expect(await textIn(await open())).toBeUndefined();
    await (await open()).keep(new Blob([CONTENT]));
    expect(await textIn(await open())).toBe(CONTENT);
  });

  it('is for its own migrations, and gives way to the one of others', async () => {
    await (await open()).keep(new Blob([CONTENT]));
    const changed = await open([{ name: '0001_first', sql: '', checksum: 'bb' }]);
    expect(await textIn(changed)).toBeUndefined();
    await changed.keep(new Blob(['another']));
    expect(await textIn(changed)).toBe('another');
    expect(await readdir(folder)).toHaveLength(1);
  });

  it.each([
    ['cut off', (file: Buffer) => file.subarray(0, -1)],
    ['changed', (file: Buffer) => Buffer.concat([file.subarray(0, -1), Buffer.from('?')])],
    ['empty', () => Buffer.alloc(0)],
  ])('that is %s is not used, and made new', async (_, damage) => {
    const store = await open();
    await store.keep(new Blob([CONTENT]));
    const [name = ''] = await readdir(folder);
    await writeFile(join(folder, name), damage(await readFile(join(folder, name))));
    expect(await textIn(store)).toBeUndefined();
    await store.keep(new Blob([CONTENT]));
    expect(await textIn(store)).toBe(CONTENT);
  });

  it('is whole when several processes keep one at once', async () => {
    const contents = Array.from({ length: 8 }, (_, index) => String(index).repeat(100_000));
    await Promise.all(contents.map(async (content) => (await open()).keep(new Blob([content]))));
    expect(contents).toContain(await textIn(await open()));
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('is done without where its folder cannot be made', async () => {
    await writeFile(join(folder, 'file'), '');
    const store = await open(MIGRATIONS, join(folder, 'file', 'inside'));
    await store.keep(new Blob([CONTENT]));
    expect(await textIn(store)).toBeUndefined();
  });
});
