import { afterEach, describe, expect, it } from 'vitest';
import { NO_LINKS } from '../../src/chat/page.ts';
import type { Database } from '../../src/db/database.ts';
import { noJobs } from '../../src/db/turn.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { currentVersion } from '../../src/desk/book/store.ts';
import type { WebhookRule } from '../../src/desk/book/webhook-rule.ts';
import { checkLog } from '../../src/desk/chain/chain.ts';
import { checkSettings } from '../../src/desk/chain/setting/store.ts';
import { deleteRest } from '../../src/desk/confidential/store.ts';
import { createMatterStore } from '../../src/desk/matter/store.ts';
import type { TicketId } from '../../src/desk/ticket/case/ticket.ts';
import { findTicket } from '../../src/desk/ticket/store.ts';
import { withEvents } from '../../src/events/owe.ts';
import { silentLog } from '../../src/lib/log.ts';
import { wireWebhooks } from '../../src/webhook-wiring.ts';
import { openTestDatabase, TEST_DATABASES, type TestDatabaseKind } from '../support/database.ts';
import { openHouse, START, type TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { openReceiver, type Receiver } from '../support/receiver.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook, withRival } from '../support/sample-book.ts';

/** A whole desk whose webhooks go to receivers on this machine, on the house's clock. */
interface Told {
  readonly house: TestHouse;
  readonly receiver: Receiver;
  /** The messages that the receiver took, verified. */
  // biome-ignore lint/suspicious/noExplicitAny: what a program reads is checked by the test.
  taken(): Promise<any[]>;
  ask(asked: object): Promise<{ text: string; status: number }>;
}

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function open(
  kind: TestDatabaseKind,
  rule: Partial<WebhookRule> = {},
  change = (book: BookSource) => book,
): Promise<Told> {
  const receiver = await openReceiver(() => house.now());
  const book = change(withRival(await sampleBook('en')));
  const source = { ...book, webhooks: { erp: { url: receiver.url, events: ['*'], ...rule } } };
  const bare: Database = await openTestDatabase(kind);
  const database = withEvents(bare, { jobs: () => noJobs, hasWebhooks: () => true });
  const clock = { now: () => house.now() };
  const { adapter: beside, manage: ask } = await wireWebhooks({
    ...{ database, clock, deskClock: clock, jobs: noJobs, log: silentLog, timeoutMs: 300 },
    config: { webhooks: { secret: undefined, allowsPrivate: true } },
    bookNow: () => source,
    house: { speaksBoth: () => false, linksAt: () => NO_LINKS },
  });
  const house: TestHouse = await openHouse({ database, book: source, beside, at: START });
  opened.push(
    () => house.close(),
    () => receiver.close(),
  );
  return {
    house,
    receiver,
    ask,
    async taken() {
      const { text } = await ask({ do: 'secret', key: 'erp', rotate: false, account: 'root@desk-1' });
      return receiver.taken(text);
    },
  };
}

const idsOf = ({ received }: Receiver) => received.map(({ id }) => id);
async function report(house: TestHouse, text: string, channel = SHARED, person = REPORTER): Promise<void> {
  const { refused } = await house.say(person, channel, `/fault ${text}`);
  expect(refused).toBeUndefined();
}

describe.each(TEST_DATABASES)('webhooks on %s', (kind) => {
  it('tell every entry of a ticket once, signed, in its order, with the ticket after it', async () => {
    const { house, receiver, taken } = await open(kind, { events: ['ticket.*', 'sla.*'] });
    await report(house, 'the gate is stuck');
    await house.say('engineer1', 'team', '/desk ack T-1');
    await house.say('engineer1', 'team', '/desk note T-1 a spare is on its way');
    const told = await taken();
    const log = await house.database.transaction((tx) =>
      tx.query<{ kind: string; seq: number }>(
        `select kind, seq from ticket_event where ticket_id = 1 and split_part(kind, '.', 1) in ('ticket', 'sla') order by seq`,
      ),
    );
    expect(log.length).toBeGreaterThan(2);
    expect(told.map(({ type, data }) => ({ kind: type, seq: data.entry.seq }))).toEqual(log);
    expect(idsOf(receiver)).toEqual(log.map(({ seq }) => `evt_T-1_${seq}`));
    expect(told[0]).toMatchObject({
      type: 'ticket.opened',
      data: { ticket: { number: 'T-1', customer: 'sample', status: 'open', title: 'the gate is stuck' } },
    });
    expect(told.find(({ data }) => data.entry.what === 'update')?.data.entry.by).toBe('engineer1');
    expect(JSON.stringify(told.map(({ data }) => data.entry))).not.toContain('spare');
  });

  it('are tried again with the same id when the receiver is back, in order, and chat does not wait', async () => {
    const { house, receiver, taken } = await open(kind);
    receiver.say(500);
    await report(house, 'the gate is stuck');
    receiver.say('nothing');
    await house.forward({ minutes: 1 });
    await house.say('engineer1', 'team', '/desk ack T-1');
    expect(new Set(idsOf(receiver))).toEqual(new Set(['evt_T-1_1']));
    expect(house.seen(SHARED).cards.length).toBeGreaterThan(0);
    receiver.say(204);
    await house.forward({ hours: 2 });
    await house.say('engineer1', 'team', '/desk note T-1 on its way');
    const ids = (await taken()).map(({ data }) => `${data.ticket?.number}#${data.entry.seq}`);
    const ofTicket = ids.filter((id) => id.startsWith('T-1#'));
    expect(ofTicket).toEqual(ofTicket.map((_, index) => `T-1#${index + 1}`));
    expect(receiver.received.filter(({ id }) => id === 'evt_T-1_1').map(({ status }) => status)).toEqual([
      500,
      ...[undefined, 204],
    ]);
  });

  it('tell of confidential customers and complaints only where they are named, and never their words', async () => {
    const secret = (book: BookSource): BookSource => ({
      ...book,
      customers: {
        ...book.customers,
        rival: { ...must(book.customers.rival), confidential: { access: ['manager'], channels: [] } as never },
      },
    });
    const { house, receiver, taken } = await open(kind, { events: ['*'] }, secret);
    await report(house, 'the gate is stuck', 'customer-rival', 'rival-1');
    const { form } = await house.say(REPORTER, SHARED, '/complaint');
    await house.submit(REPORTER, SHARED, must(form), { text: 'nobody picks up the phone', answerIn: 'privately' });
    expect(receiver.received.filter(({ id }) => /^evt_[TC]-/.test(id))).toEqual([]);
    const rules = {
      erp: { url: receiver.url, events: ['complaint.*', 'ticket.opened'], customers: ['rival', 'sample'] },
    };
    await house.apply({ ...house.book, webhooks: rules });
    await report(house, 'no light in the hall', 'customer-rival', 'rival-1');
    await house.submit(REPORTER, SHARED, must(form), { text: 'and now again', answerIn: 'privately' });
    const told = (await taken()).map(({ type, data }) => [type, data.ticket?.customer ?? data.matter?.number]);
    expect(told).toContainEqual(['ticket.opened', 'rival']);
    expect(told).toContainEqual(['complaint.opened', 'C-2']);
    expect(receiver.received.map(({ body }) => body).join()).not.toContain('again');
  });

  it('are disabled by 410 and after days of failure; enabled, a replay sends what was missed', async () => {
    const { house, receiver, ask } = await open(kind, { events: ['ticket.*'] });
    receiver.say(410);
    await report(house, 'the gate is stuck');
    receiver.say(204);
    await house.say('engineer1', 'team', '/desk ack T-1');
    expect(idsOf(receiver)).toEqual(['evt_T-1_1']);
    expect(house.takeErrors()).toEqual([]);
    expect(house.seen('@director').cards.map(({ title }) => title)).toContain('Webhook erp is disabled');
    expect((await ask({ do: 'list' })).text).toMatch(
      /^erp {2}127\.0\.0\.1:\d+ {2}ticket\.\* .* 0 waiting {2}disabled .*HTTP 410/,
    );
    const again = { do: 'replay', key: 'erp', from: { ticket: 1, seq: 1 } };
    expect((await ask(again)).status).toBe(2);
    await ask({ do: 'enable', key: 'erp', account: 'root@desk-1' });
    expect((await ask(again)).text).toMatch(/^[2-9] events since/);
    await report(house, 'no light in the hall');
    const ids = idsOf(receiver).slice(1);
    expect(ids.slice(0, 2)).toEqual(['evt_T-1_1', 'evt_T-1_2']);
    expect(ids.at(-1)).toBe('evt_T-2_1');
    await ask({ do: 'secret', key: 'erp', rotate: true, account: 'root@desk-1' });
    const { log, others } = await house.database.transaction(checkSettings);
    const noted = log.rows.flatMap(({ kind, by, data }) => (kind === 'webhook' ? [{ by, data }] : []));
    expect(noted).toEqual([
      { by: 'clock', data: { about: 'erp', value: { rotation: 0, rotatedAt: null, disabledAt: house.now() } } },
      { by: 'root@desk-1', data: { about: 'erp', value: null } },
      { by: 'root@desk-1', data: { about: 'erp', value: { rotation: 1, rotatedAt: house.now(), disabledAt: null } } },
    ]);
    expect([checkLog(log), others]).toEqual([[], []]);
  });

  it('that fail for days hold their events, the directors hear of it, and in the end they are disabled', async () => {
    const { house, receiver, ask } = await open(kind, { events: ['ticket.opened'] });
    const titles = () => house.seen('@director').cards.flatMap(({ title }) => (title.includes('erp') ? [title] : []));
    receiver.say(503);
    await report(house, 'the gate is stuck');
    for (let times = 0; times < 6; times += 1) await house.down({ minutes: 31 });
    expect(titles()).toEqual(['Webhook erp fails']);
    expect((await ask({ do: 'list' })).text).toMatch(
      / 1 waiting {2}failing since 2026-09-28T02:10:00.000Z \(HTTP 503\)$/,
    );
    await house.down({ days: 5 });
    await house.down({ minutes: 1 });
    expect(titles()).toEqual(['Webhook erp fails', 'Webhook erp is disabled']);
    expect((await ask({ do: 'list' })).text).toMatch(/ 0 waiting {2}disabled /);
    expect(new Set(idsOf(receiver))).toEqual(new Set(['evt_T-1_1']));
    expect((await ask({ do: 'test', key: 'erp' })).text).toBe(
      'erp: HTTP 503; it is disabled: deskbell webhook enable erp',
    );
  });

  it('are not told later of a ticket whose words were deleted', async () => {
    const { house, receiver, ask } = await open(kind, { events: ['ticket.*'] });
    receiver.say(503);
    await report(house, 'the gate is stuck');
    expect((await ask({ do: 'list' })).text).toContain(' 1 waiting ');
    await house.database.transaction(async (tx) => {
      const { id, ticket } = must(await findTicket(tx, 1 as TicketId));
      await deleteRest(tx, id, ticket, []);
    });
    expect((await ask({ do: 'list' })).text).toContain(' 0 waiting ');
  });

  it('tell of matters without a number too, and owe nothing for a turn that was rolled back', async () => {
    const { house, receiver, taken } = await open(kind, { events: ['followup.*'] });
    const followups = createMatterStore('followup', () => undefined);
    const added = [{ kind: 'followup.begun', at: START, by: 'clock', data: { text: 'a word' } }];
    const begin = (fails: boolean) =>
      house.database.transaction(async (tx) => {
        const state = { customer: 'sample', ticketId: undefined, status: 'open' };
        await followups.insert(tx, must(await currentVersion(tx)), { state, added }, START);
        if (fails) throw new Error('rolled back');
      });
    await expect(begin(true)).rejects.toThrow('rolled back');
    await house.forward({ minutes: 1 });
    await report(house, 'the gate is stuck');
    expect(receiver.received).toEqual([]);
    await begin(false);
    await report(house, 'no light in the hall');
    const [told] = await taken();
    expect(told.data.matter).toMatchObject({ feature: 'followup', customer: 'sample', status: 'open' });
    expect(told.data.entry).toEqual({ seq: 1, kind: 'followup.begun', by: 'clock', at: '2026-09-28T02:10:00.000Z' });
  });
});
