import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Database } from '../../../src/db/database.ts';
import { BookSource } from '../../../src/desk/book/schema.ts';
import { applyBook, currentBook, currentVersion, loadBook } from '../../../src/desk/book/store.ts';
import { openTestDatabase, TEST_DATABASES } from '../../support/database.ts';
import { SMALL_BOOK } from './book-files.ts';

const small = BookSource.parse(parse(SMALL_BOOK));
const stricter = BookSource.parse(parse(SMALL_BOOK.replace('within: 1h', 'within: 30m')));

describe.each(TEST_DATABASES)('applied books on %s', (kind) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  test('are versions that stay as they were; the one applied last is in force', async () => {
    expect(await database.transaction(currentVersion)).toBeUndefined();
    expect(await database.transaction(currentBook)).toBeUndefined();

    const first = await database.transaction((tx) => applyBook(tx, small, 1_000));
    const second = await database.transaction((tx) => applyBook(tx, stricter, 2_000));
    expect(second).not.toBe(first);
    expect(await database.transaction(currentVersion)).toBe(second);
    expect((await database.transaction((tx) => loadBook(tx, first))).source).toEqual(small);
    expect((await database.transaction(currentBook))?.source).toEqual(stricter);

    expect(await database.transaction((tx) => applyBook(tx, reordered(stricter), 3_000))).toBe(second);
  });

  test('may come back: a new version with the old content', async () => {
    const before = await database.transaction((tx) => applyBook(tx, stricter, 4_000));
    const back = await database.transaction((tx) => applyBook(tx, small, 5_000));
    expect(back).toBeGreaterThan(before);
    expect((await database.transaction(currentBook))?.source).toEqual(small);
    expect(await database.transaction((tx) => applyBook(tx, small, 6_000))).toBe(back);
    expect(await database.transaction((tx) => applyBook(tx, stricter, 7_000))).toBeGreaterThan(back);
  });

  test('are prepared once per process', async () => {
    const version = await database.transaction((tx) => applyBook(tx, small, 8_000));
    const [one, two, three] = await database.transaction(async (tx) => [
      await loadBook(tx, version),
      await loadBook(tx, version),
      await currentBook(tx),
    ]);
    expect(two).toBe(one);
    expect(three).toBe(one);
  });

  test('that are older than a rule have its default', async () => {
    const [[key = '', policy = {}] = []] = Object.entries(stricter.policies);
    const old = { ...stricter, policies: { [key]: { ...policy, consent: undefined, followup: undefined } } };
    const version = await database.transaction((tx) => applyBook(tx, old as unknown as BookSource, 9_000));
    const { source } = await database.transaction((tx) => loadBook(tx, version));
    expect(source.policies[key]).toMatchObject({ consent: [], followup: { within: '48h' } });
  });

  test('that were never applied are a fault', async () => {
    await expect(database.transaction((tx) => loadBook(tx, 99))).rejects.toThrow('version 99 was never applied');
  });
});

/** The same book with the keys of its sections in reverse order. */
function reordered(source: BookSource): BookSource {
  return BookSource.parse(Object.fromEntries(Object.entries(source).toReversed()));
}
