import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/db/open.ts';
import { openTestDatabase } from '../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase('postgres');
});
afterAll(() => database.close());

/** A promise to wait on, and the way to keep it. */
function createGate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

test.each(['typed', 'raw'])('two turns that lock each other out both come through (%s statements)', async (how) => {
  await database.query(
    `INSERT INTO duty_rotation (key, anchor_at) VALUES ('a', now()), ('b', now()) ON CONFLICT DO NOTHING`,
  );
  const gates = [createGate(), createGate()] as const;
  const runs = [0, 0];

  async function turn(index: 0 | 1, keys: readonly [string, string]): Promise<void> {
    await database.transaction(async (tx) => {
      runs[index] = (runs[index] ?? 0) + 1;
      for (const key of keys) {
        if (how === 'raw') await tx.$executeRaw`UPDATE duty_rotation SET anchor_at = now() WHERE key = ${key}`;
        else await tx.dutyRotation.update({ where: { key }, data: { anchorAt: new Date(0) } });
        gates[index].open();
        await gates[index === 0 ? 1 : 0].opened;
      }
    });
  }

  await Promise.all([turn(0, ['a', 'b']), turn(1, ['b', 'a'])]);
  expect(runs.toSorted()).toEqual([1, 2]);
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
