import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/open.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createPostgresDatabase } from '../support/database.ts';
import { type DeskProcess, endDesks, startDesk } from '../support/desk-process.ts';
import { ROOT } from '../support/deskbell.ts';
import { openClient } from '../support/playground-client.ts';
import { until } from '../support/until.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let folder: string;
let stored: Awaited<ReturnType<typeof createPostgresDatabase>>;
let shiftMs = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-step-'));
  stored = await createPostgresDatabase();
  await step(0);
});
afterEach(async () => {
  await endDesks();
  await stored.drop();
  await rm(folder, { recursive: true });
});

/** Written to another file and renamed, so that the process never reads half a number. */
async function step(toMs: number): Promise<void> {
  shiftMs = toMs;
  await writeFile(join(folder, 'next'), String(toMs));
  await rename(join(folder, 'next'), join(folder, 'shift'));
}

function start(): Promise<DeskProcess> {
  const NODE_OPTIONS = `--import=${join(ROOT, 'test/support/shifted-clock.ts')}`;
  const DESKBELL_TEST_SHIFT = join(folder, 'shift');
  const env = { DATA_DIR: join(folder, 'data'), DATABASE_URL: stored.url, LOG_LEVEL: 'warn' };
  return startDesk({ env: { ...env, NODE_OPTIONS, DESKBELL_TEST_SHIFT } });
}

async function report(desk: DeskProcess, title: string): Promise<void> {
  const client = await openClient(desk.url, () => Date.now() + shiftMs);
  const where = { channelId: 'customer-sample', threadId: '' };
  const said = {
    as: 'customer-sample-1',
    eventId: `report-of-${title.replaceAll(' ', '-')}`,
    ...where,
    text: `/fault ${title}`,
  };
  expect((await client.ask('say', said)).status).toBe(200);
}

async function ready(desk: DeskProcess): Promise<{ status: number; body: { clock?: { steppedMs?: number } } }> {
  const response = await fetch(`${desk.url}readyz`);
  return { status: response.status, body: (await response.json()) as { clock?: { steppedMs?: number } } };
}

const sawStep = (desk: DeskProcess, steps: number) =>
  until(`step ${steps} is logged`, async () =>
    desk.warned().split('clock.stepped').length > steps ? true : undefined,
  );

it('jumps of the wall clock, back and forth, neither silence the desk nor make it tell anything twice', async () => {
  const desk = await start();
  const database = await openDatabase({ kind: 'postgres', url: stored.url }, silentLog);
  try {
    const pinged = (ticket: number) =>
      until(`a ping of ticket ${ticket}`, async () => {
        const sql = `select 1 from notice where subject = $1 and kind like 'sla.%' and status = 'delivered'`;
        return (await database.query(sql, [`ticket/${ticket}`])).length > 0 ? true : undefined;
      });
    await step(HOUR);
    await sawStep(desk, 1);
    await step(0);
    await sawStep(desk, 2);
    await report(desk, 'after an hour ahead');
    // Still behind what the clock showed before.
    await step(50 * MINUTE);
    await sawStep(desk, 3);
    await pinged(1);
    await step(47 * MINUTE);
    await sawStep(desk, 4);
    const told = await ready(desk);
    expect(told.status).toBe(200);
    expect(Math.abs((told.body.clock?.steppedMs ?? 0) + 3 * MINUTE)).toBeLessThan(5_000);
    await report(desk, 'after three minutes back');
    await step(97 * MINUTE);
    await sawStep(desk, 5);
    await pinged(2);
    const twice = 'select 1 from ticket_event group by ticket_id, kind, at, data::text having count(*) > 1';
    expect(await database.query(twice)).toEqual([]);
  } finally {
    await database.close();
  }
  expect(await desk.end('SIGTERM')).toEqual({ code: 0, signal: null });
});

it('a database that refuses writes makes the desk not ready, with the reason, until it takes them again', async () => {
  const desk = await start();
  const database = await openDatabase({ kind: 'postgres', url: stored.url }, silentLog);
  try {
    const refuse = (isRefused: boolean) =>
      database.query(
        isRefused ? 'create rule refuse as on insert to pulse do instead select 1 / 0' : 'drop rule refuse on pulse',
      );
    await refuse(true);
    await until('not ready', async () => ((await ready(desk)).status === 503 ? true : undefined));
    expect((await ready(desk)).body).toMatchObject({
      ok: false,
      fault: 'database-refuses-writes',
      queue: { waiting: 0 },
    });
    await refuse(false);
    await until('ready', async () => ((await ready(desk)).status === 200 ? true : undefined));
  } finally {
    await database.close();
  }
});
