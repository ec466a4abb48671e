import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/open.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createPostgresDatabase } from '../support/database.ts';
import { endDesks, startDesk } from '../support/desk-process.ts';
import { ROOT } from '../support/deskbell.ts';
import { openClient } from '../support/playground-client.ts';
import { until } from '../support/until.ts';

const TICKETS = 2_000;
const HOUR_MS = 3_600_000;
afterEach(endDesks);

it('a stop with thousands of due rows ends between two turns, within 10 s, and loses and repeats nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-stop-'));
  const { url, drop } = await createPostgresDatabase();
  const shift = join(folder, 'shift');
  const NODE_OPTIONS = `--import=${join(ROOT, 'test/support/shifted-clock.ts')}`;
  const env = { DATA_DIR: join(folder, 'data'), DATABASE_URL: url, NODE_OPTIONS, DESKBELL_TEST_SHIFT: shift };
  await writeFile(shift, '0');
  const desk = await startDesk({ env });
  const database = await openDatabase({ kind: 'postgres', url }, silentLog);
  try {
    const client = await openClient(desk.url);
    const where = { channelId: 'customer-sample', threadId: '' };
    const said = { as: 'customer-sample-1', eventId: 'report-of-the-first', ...where, text: '/fault the first' };
    expect((await client.ask('say', said)).status).toBe(200);
    await database.query(
      `insert into ticket (book_version_id, customer, kind, status, level, assignee, title, state, opened_at, next_due_at)
       select book_version_id, customer, kind, status, level, assignee, title, state, opened_at, next_due_at
       from ticket cross join generate_series(2, ${TICKETS})`,
    );
    await database.query(`insert into ticket_event select t.id, e.seq, e.at, e.kind, e.by, e.data
      from ticket t cross join ticket_event e where e.ticket_id = 1 and t.id <> 1`);
    const [first] = await database.query<{ at: Date }>('select next_due_at as at from ticket where id = 1');
    const left = async () => {
      const sql = 'select count(*)::int as due from ticket where next_due_at <= $1';
      return (await database.query<{ due: number }>(sql, [first?.at]))[0]?.due ?? 0;
    };
    // All of it falls due at once.
    await writeFile(shift, String(HOUR_MS));
    await until('the tick is at work', async () => ((await left()) < TICKETS ? true : undefined));
    const beganMs = performance.now();
    expect(await desk.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(performance.now() - beganMs).toBeLessThan(10_000);
    const atStop = await left();
    expect(atStop).toBeGreaterThan(0);

    const again = await startDesk({ env });
    for (let due = atStop; due > 0; due = await left()) {
      const before = due;
      await until('the rest goes on', async () => ((await left()) < before ? true : undefined));
    }
    expect(await again.end('SIGTERM')).toEqual({ code: 0, signal: null });
    const twice = 'select 1 from ticket_event group by ticket_id, kind, at, data::text having count(*) > 1';
    expect(await database.query(twice)).toEqual([]);
    const warned = "select count(distinct subject)::int as tickets from notice where kind = 'sla.warning'";
    expect(await database.query(warned)).toEqual([{ tickets: TICKETS }]);
  } finally {
    await database.close();
    await endDesks();
    await drop();
    await rm(folder, { recursive: true });
  }
});
