import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AdapterError, type ChatAdapter } from '../../src/chat/adapter.ts';
import type { Database } from '../../src/db/database.ts';
import { dutyGroupNotice } from '../../src/desk/address/duty-group.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createCourier } from '../../src/outbox/deliver.ts';
import { enqueue } from '../../src/outbox/enqueue.ts';
import { createChatPlatform } from '../support/chat-platform.ts';
import { openTestDatabase } from '../support/database.ts';

const NOW = Date.parse('2026-10-05T01:00:00Z');

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase('pglite-memory');
  await database.query("insert into duty_group (platform, name) values ('chat', 'on-call')");
});
afterEach(() => database.close());

/** Owes that these people are in the group. */
async function owe(members: readonly string[], at = NOW): Promise<void> {
  const { notice, withdrawals } = dutyGroupNotice('chat', { group: 'on-call', members, leaving: [] }, at, 'en');
  await database.transaction((tx) =>
    enqueue({ tx, now: at, actor: 'clock', jobs: { add: async () => {} }, log: silentLog }, [notice], withdrawals),
  );
}

function courierOf(adapter: ChatAdapter | undefined) {
  const alarms: string[] = [];
  const courier = createCourier({
    ...{ database, adapterFor: () => adapter, clock: { now: () => NOW }, log: silentLog },
    digest: () => {
      throw new Error('a duty group is no part of a digest');
    },
    alarm: ({ code }) => void alarms.push(code),
  });
  return { drain: courier.drain, alarms };
}

const row = async () => {
  const sql = "select trouble, told, next_due_at is not null as due from duty_group where name = 'on-call'";
  return (await database.query<{ trouble: string | null; told: string | null; due: boolean }>(sql))[0];
};
const statuses = async () =>
  (await database.query<{ status: string }>('select status from notice order by id')).map(({ status }) => status);

describe('a duty group in the outbox', () => {
  it('is set once; a newer one withdraws the older that still waits', async () => {
    const { adapter, dutyGroups } = createChatPlatform('chat');
    await owe(['U1']);
    await owe(['U2'], NOW + 1);
    await courierOf(adapter).drain();
    await courierOf(adapter).drain();
    expect([dutyGroups.asked, dutyGroups.members.get('on-call')]).toEqual([1, ['U2']]);
    expect(await statuses()).toEqual(['withdrawn', 'delivered']);
    expect(await row()).toEqual({ trouble: null, told: null, due: false });
  });

  it.each([
    ['what the platform tells', 'forbidden', 'forbidden'],
    ['what it refuses without a reason', new AdapterError('chat', 'rejected'), 'refused'],
  ] as const)('notes %s, due at once, without an alarm and without a second try', async (_, instead, trouble) => {
    const { adapter, dutyGroups } = createChatPlatform('chat');
    dutyGroups.answer(instead);
    await owe(['U1']);
    const { drain, alarms } = courierOf(adapter);
    await drain();
    await drain();
    expect([dutyGroups.asked, alarms]).toEqual([1, []]);
    expect(await row()).toEqual({ trouble, told: null, due: true });
  });

  it('a trouble that was told is not due again, and is forgotten when it is over', async () => {
    const { adapter, dutyGroups } = createChatPlatform('chat');
    await database.query("update duty_group set told = 'forbidden', trouble = 'forbidden'");
    dutyGroups.answer('forbidden');
    await owe(['U1']);
    await courierOf(adapter).drain();
    expect(await row()).toEqual({ trouble: 'forbidden', told: 'forbidden', due: false });
    dutyGroups.answer(undefined);
    await owe(['U1'], NOW + 1);
    await courierOf(adapter).drain();
    expect(await row()).toEqual({ trouble: null, told: null, due: false });
  });

  it('waits while the platform is down or limits', async () => {
    const { adapter, dutyGroups } = createChatPlatform('chat');
    await owe(['U1']);
    for (const kind of ['unavailable', 'rate-limited'] as const) {
      dutyGroups.answer(new AdapterError('chat', kind));
      await courierOf(adapter).drain();
      expect(await statuses()).toEqual(['pending']);
    }
    dutyGroups.answer(undefined);
    await courierOf(adapter).drain();
    expect(dutyGroups.members.get('on-call')).toEqual(['U1']);
  });

  it('a platform that is not connected is a trouble, no outage', async () => {
    await owe(['U1']);
    const { drain, alarms } = courierOf(undefined);
    await drain();
    expect(await row()).toEqual({ trouble: 'unsupported', told: null, due: true });
    expect(alarms).toEqual([]);
  });
});
