import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open.ts';
import { silentLog } from '../../src/lib/log.ts';
import { seedDatabase } from '../support/database.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-number-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function openTicket({ query }: Database): Promise<number | undefined> {
  const [row] = await query<{ id: number }>(
    `insert into ticket (book_version_id, customer, kind, status, title, state, opened_at)
     values (1, 'sample', 'fault', 'open', 'down', '{}', now()) returning id`,
  );
  return row?.id;
}

it('numbers of tickets have no gap after a process was killed', async () => {
  const dataDir = join(folder, 'before');
  await seedDatabase(dataDir);
  const database = await openDatabase({ kind: 'pglite', dataDir }, silentLog);
  await database.query(`insert into book_version (hash, source, applied_at) values ('h', '{}', now())`);
  expect([await openTicket(database), await openTicket(database)]).toEqual([1, 2]);
  // What a kill leaves: the files as they are now, with nothing written down at a close.
  await cp(join(dataDir, 'pglite'), join(folder, 'after/pglite'), { recursive: true });
  await database.close();
  const next = await openDatabase({ kind: 'pglite', dataDir: join(folder, 'after') }, silentLog);
  expect(await openTicket(next)).toBe(3);
  await next.close();
});
