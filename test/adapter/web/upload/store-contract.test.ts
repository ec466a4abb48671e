import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBucketStore } from '../../../../src/adapter/web/upload/bucket-store.ts';
import { type FileStore, openFileStore } from '../../../../src/adapter/web/upload/file-store.ts';
import { readConfig } from '../../../../src/config.ts';
import { DAY } from '../../../../src/lib/instant.ts';
import { must } from '../../../support/must.ts';
import { openS3Server, type S3Server } from '../../../support/s3-server.ts';

const CONTENT = Buffer.from('a photo of the rack'.repeat(10_000));

describe.each(['folder', 'bucket'] as const)('files of customers in a %s', (kind) => {
  let folder: string;
  let server: S3Server | undefined;
  let store: FileStore;
  /** Another replica: its own machine, and what is in common. */
  let other: FileStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskbell-store-'));
    server = kind === 'bucket' ? await openS3Server(join(folder, 's3')) : undefined;
    const open = (name: string) =>
      server ? openBucketStore(join(folder, name), server.access) : openFileStore(join(folder, 'upload'));
    store = await open('one');
    other = await open('two');
  });
  afterEach(async () => {
    await server?.close();
    await rm(folder, { recursive: true });
  });

  async function keep(content = CONTENT): Promise<string> {
    const file = store.begin();
    await pipeline([content], file.stream);
    await file.keep();
    return file.id;
  }

  /** Whether a store gives the content back as it was kept. */
  async function hasWhole(from: FileStore, id: string): Promise<boolean> {
    const found = await from.find(id);
    return found !== undefined && CONTENT.equals(await buffer(await found.open()));
  }

  it('is there for every replica once it is kept, whole, and not before', async () => {
    const file = store.begin();
    await pipeline([CONTENT], file.stream);
    expect(await other.find(file.id)).toBeUndefined();
    await file.keep();
    expect(await other.find(file.id)).toMatchObject({ bytes: CONTENT.length });
    expect(await hasWhole(other, file.id)).toBe(true);
    expect(await hasWhole(store, file.id)).toBe(true);
    expect((await readdir(join(folder, kind === 'bucket' ? 'one' : 'upload'))).length).toBe(kind === 'bucket' ? 0 : 1);
  });

  it('is gone once it is discarded or removed, at once and twice', async () => {
    const file = store.begin();
    await pipeline([CONTENT], file.stream);
    await file.discard();
    expect(await store.find(file.id)).toBeUndefined();
    const [one, two] = [await keep(), await keep()];
    await store.remove([one]);
    await store.remove([one]);
    expect(await other.find(one)).toBeUndefined();
    expect(await hasWhole(other, two)).toBe(true);
  });

  it('has no other names than its own', async () => {
    for (const id of ['../deskbell.lock', '', 'a'.repeat(32).toUpperCase(), `${'a'.repeat(32)}.part`]) {
      await expect(store.find(id)).rejects.toThrow('not an id of the shelf');
      await expect(store.remove([id])).rejects.toThrow('not an id of the shelf');
    }
    expect(await store.find('a'.repeat(32))).toBeUndefined();
  });

  it('is swept when it is old and no ticket has it', async () => {
    const [known, orphan] = [await keep(), await keep()];
    const isKnown = async (id: string) => id === known;
    await store.sweep(Date.now(), isKnown);
    expect(await store.find(orphan)).toBeDefined();
    await store.sweep(Date.now() + 2 * DAY, isKnown);
    expect(await store.find(orphan)).toBeUndefined();
    expect(await hasWhole(other, known)).toBe(true);
  });
});

describe('a bucket', () => {
  it('that does not answer, or is not there, stops the start', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'deskbell-store-'));
    const server = await openS3Server(join(folder, 's3'));
    const access = { ...server.access, bucket: 'another' };
    await expect(openBucketStore(join(folder, 'one'), access)).rejects.toMatchObject({ name: 'NoSuchBucket' });
    await server.close();
    await expect(openBucketStore(join(folder, 'one'), server.access)).rejects.toThrow();
    await rm(folder, { recursive: true });
  });

  it('is set up whole or not at all', () => {
    const keys = { S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'hush' };
    expect(readConfig({ ...keys, S3_BUCKET: 'files', S3_ENDPOINT: 'https://s3.example.com' }).bucket).toEqual({
      bucket: 'files',
      prefix: 'upload/',
      endpoint: 'https://s3.example.com',
      region: 'us-east-1',
      credentials: { accessKeyId: 'id', secretAccessKey: 'hush' },
    });
    expect(must(readConfig({ S3_BUCKET: 'files' }).bucket).credentials).toBeUndefined();
    expect(readConfig({ S3_BUCKET: '' }).bucket).toBeUndefined();
    expect(() => readConfig(keys)).toThrow('S3_BUCKET: is missing');
    expect(() => readConfig({ S3_BUCKET: 'files', S3_ACCESS_KEY_ID: 'id' })).toThrow(
      'S3_SECRET_ACCESS_KEY: is missing',
    );
  });
});
