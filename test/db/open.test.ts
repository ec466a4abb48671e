import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/db/open.ts';
import { openTestDatabase, TEST_DATABASES } from '../support/database.ts';

describe.each(TEST_DATABASES)('a database on %s', (kind) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  test('gives back the instants it was given', async () => {
    const at = new Date('2026-10-01T08:00:00.123Z');
    await database.prisma.receipt.create({ data: { platform: 'slack', eventId: 'e1', at } });
    const typed = await database.prisma.receipt.findFirstOrThrow();
    const raw = await database.prisma.$queryRaw`SELECT at FROM receipt WHERE at = ${at}`;
    expect([typed.at, raw]).toEqual([at, [{ at }]]);
  });
});
