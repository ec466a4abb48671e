import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Database, Tx } from '../../src/db/database.ts';
import { openTestDatabase, TEST_DATABASES } from '../support/database.ts';

/** A promise to wait on, and the way to keep it. */
function createGate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe.each(TEST_DATABASES)('a transaction on %s', (kind) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.query('TRUNCATE receipt, duty_rotation');
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** One write past Prisma and one through it. */
  async function writeBothWays(tx: Tx, name: string): Promise<void> {
    await tx.query('INSERT INTO receipt VALUES ($1, $2, now())', ['query', name]);
    await tx.prisma.receipt.create({ data: { platform: 'prisma', eventId: name, at: new Date(0) } });
  }

  async function written(): Promise<string[]> {
    const rows = await database.query<{ name: string }>(
      `SELECT event_id || ' by ' || platform AS name FROM receipt ORDER BY event_id, platform`,
    );
    return rows.map(({ name }) => name);
  }

  test('is the same by way of Prisma and past it, and another one for everybody else', async () => {
    const sql = 'SELECT pg_current_xact_id()::text AS id, pg_backend_pid() AS connection';
    const seen = await Promise.all(
      Array.from({ length: 40 }, () =>
        database.transaction(async (tx) => {
          const ids: unknown[] = [];
          for (let turn = 0; turn < 3; turn += 1) {
            ids.push((await tx.query(sql))[0], (await tx.prisma.$queryRawUnsafe<unknown[]>(sql))[0]);
          }
          return new Set(ids.map((id) => JSON.stringify(id)));
        }),
      ),
    );
    expect(seen.map((ids) => ids.size)).toEqual(seen.map(() => 1));
    expect(new Set(seen.flatMap((ids) => [...ids])).size).toBe(seen.length);
  });

  test('commits or rolls back what both ways wrote, beside others that end otherwise', async () => {
    const turns = Array.from({ length: 40 }, (_, index) => String(100 + index));
    const outcomes = await Promise.allSettled(
      turns.map((name, index) =>
        database.transaction(async (tx) => {
          await writeBothWays(tx, name);
          if (index % 3 === 0) throw new Error(`${name} changed its mind`);
          await writeBothWays(tx, `${name}+`);
        }),
      ),
    );
    const kept = turns.filter((_, index) => index % 3 !== 0);
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(kept.length);
    expect(await written()).toEqual(
      kept.flatMap((name) => [name, `${name}+`].flatMap((each) => [`${each} by prisma`, `${each} by query`])),
    );
  });

  test('sees at once by either way what the other wrote', async () => {
    await database.transaction(async (tx) => {
      await writeBothWays(tx, 'one');
      expect(await tx.prisma.receipt.count()).toBe(2);
      expect(await tx.query('SELECT count(*) AS count FROM receipt')).toEqual([{ count: 2 }]);
    });
  });

  test('is rolled back as a whole by a statement that fails, and the connection serves the next', async () => {
    const failing = database.transaction(async (tx) => {
      await writeBothWays(tx, 'one');
      await tx.query('INSERT INTO receipt VALUES ($1, $2, now())', ['query', 'one']);
    });
    await expect(failing).rejects.toThrow('receipt_pkey');
    await database.transaction((tx) => writeBothWays(tx, 'two'));
    expect(await written()).toEqual(['two by prisma', 'two by query']);
  });

  test('takes nothing once it is over, however it ended', async () => {
    const kept: Tx[] = [];
    await database.transaction(async (tx) => {
      kept.push(tx);
    });
    const failing = database.transaction(async (tx) => {
      kept.push(tx);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    for (const tx of kept) {
      await expect(tx.query('SELECT 1')).rejects.toThrow('the transaction is over');
      await expect(tx.prisma.receipt.count()).rejects.toThrow();
    }
  });

  test('lets no other transaction be reached by models that were kept', async () => {
    let kept: Tx['prisma'] | undefined;
    await database.transaction(async (tx) => {
      kept = tx.prisma;
      await kept.receipt.count();
    });
    await database.transaction(async (tx) => {
      await writeBothWays(tx, 'one');
      expect(await tx.prisma.receipt.count()).toBe(2);
    });
    await expect(kept?.receipt.deleteMany()).rejects.toThrow();
    expect(await written()).toEqual(['one by prisma', 'one by query']);
  });

  test('stays one where Prisma would begin its own', async () => {
    const failing = database.transaction(async (tx) => {
      const receipt = (name: string) => ({ platform: 'prisma', eventId: name, at: new Date(0) });
      // What takes Prisma several statements, it may wrap into a transaction.
      await tx.prisma.receipt.createMany({ data: [receipt('one'), receipt('two')], skipDuplicates: true });
      await tx.prisma.receipt.upsert({
        where: { platform_eventId: { platform: 'prisma', eventId: 'one' } },
        create: receipt('one'),
        update: { at: new Date(1) },
      });
      throw new Error('changed its mind');
    });
    await expect(failing).rejects.toThrow('changed its mind');
    expect(await written()).toEqual([]);
  });

  test('takes nothing more before it runs out of time and its connection goes to others', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const stalled = database.transaction(async (tx) => {
      await writeBothWays(tx, 'one');
      vi.advanceTimersByTime(29_500);
      await tx.query('SELECT 1');
    });
    await expect(stalled)
      .rejects.toThrow('the transaction is over')
      .finally(() => vi.useRealTimers());
    expect(await written()).toEqual([]);
  });

  test('a fault is not rerun', async () => {
    let runs = 0;
    const turn = database.transaction(async () => {
      runs += 1;
      throw new Error('a bug of ours');
    });
    await expect(turn).rejects.toThrow('a bug of ours');
    expect(runs).toBe(1);
  });
});

describe('a transaction on PostgreSQL', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase('postgres');
  });
  afterAll(() => database.close());

  test('is no success where a statement had failed, though the work went on', async () => {
    const turn = database.transaction(async (tx) => {
      await tx.query('SELECT 1 / 0').catch(() => {});
      return 'done';
    });
    await expect(turn).rejects.toThrow('rolled back');
  });

  test('fails alone when its connection ends between two statements', async () => {
    const turn = database.transaction(async (tx) => {
      const [own] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await database.query('SELECT pg_terminate_backend($1::int, 60000)', [own?.pid]);
      await tx.query('SELECT 1');
    });
    await expect(turn).rejects.toThrow();
    expect(await database.transaction((tx) => tx.query('SELECT 1 AS one'))).toEqual([{ one: 1 }]);
  });

  test('is ended when its time is up, also in a statement that does not come back', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asleep = `FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(3600)' AND datname = current_database()`;
    const stalled = database.transaction(async (tx) => {
      const sleeping = tx.query('SELECT pg_sleep(3600)');
      // Before the server has the statement there is nothing that could fail to come back.
      while ((await database.query(`SELECT 1 ${asleep}`)).length === 0);
      vi.advanceTimersByTime(29_500);
      await sleeping;
    });
    await expect(stalled)
      .rejects.toThrow('the transaction is over')
      .finally(() => vi.useRealTimers());
    const ended = await database.query(`SELECT pg_terminate_backend(pid, 60000) AS ended ${asleep}`);
    expect(ended).toEqual([{ ended: true }]);
  });
});

describe('transactions side by side on PostgreSQL', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase('postgres');
  });
  afterAll(() => database.close());

  test.each(['by way of Prisma', 'past it'])('two that lock each other out both come through (%s)', async (how) => {
    await database.query(
      `INSERT INTO duty_rotation (key, anchor_at) VALUES ('a', now()), ('b', now()) ON CONFLICT DO NOTHING`,
    );
    const gates = [createGate(), createGate()] as const;
    const runs = [0, 0];

    async function turn(index: 0 | 1, keys: readonly [string, string]): Promise<void> {
      await database.transaction(async (tx) => {
        runs[index] = (runs[index] ?? 0) + 1;
        for (const key of keys) {
          if (how === 'past it') await tx.query('UPDATE duty_rotation SET anchor_at = now() WHERE key = $1', [key]);
          else await tx.prisma.dutyRotation.update({ where: { key }, data: { anchorAt: new Date(0) } });
          gates[index].open();
          await gates[index === 0 ? 1 : 0].opened;
        }
      });
    }

    await Promise.all([turn(0, ['a', 'b']), turn(1, ['b', 'a'])]);
    expect(runs[0] ?? 0).toBeGreaterThan(0);
    expect(runs[1] ?? 0).toBeGreaterThan(0);
    // At least one of them had to begin again.
    expect((runs[0] ?? 0) + (runs[1] ?? 0)).toBeGreaterThan(2);
  });
});

// PostgreSQL's driver keeps what is sent at once in line by itself; on PGlite the exchanges are ours to keep apart.
test('a transaction on PGlite answers each of the statements that are sent at once by both ways', async () => {
  const database = await openTestDatabase('pglite-memory');
  try {
    const numbers = Array.from({ length: 20 }, (_, index) => index);
    const answers = await database.transaction((tx) =>
      Promise.all(
        numbers.map((n) =>
          n % 2 === 0 ? tx.query('SELECT $1::int AS n', [n]) : tx.prisma.$queryRawUnsafe('SELECT $1::int AS n', n),
        ),
      ),
    );
    expect(answers).toEqual(numbers.map((n) => [{ n }]));
  } finally {
    await database.close();
  }
});
