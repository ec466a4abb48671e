import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSending, type Sending } from '../../../../src/adapter/feishu/say/send.ts';
import { createFeishuClient } from '../../../../src/adapter/feishu/wire/client.ts';
import { createExposure } from '../../../../src/adapter/feishu/wire/exposure.ts';
import { LIMITS } from '../../../../src/adapter/feishu/wire/limits.ts';
import { CALL_SCOPES } from '../../../../src/adapter/feishu/wire/names.ts';
import { createRateLimit } from '../../../../src/adapter/feishu/wire/rate-limit.ts';
import type { CardPost, Post } from '../../../../src/chat/adapter.ts';
import type { Card } from '../../../../src/chat/card.ts';
import { DAY, HOUR, MINUTE } from '../../../../src/lib/instant.ts';
import { silentLog } from '../../../../src/lib/log.ts';
import {
  APP_ID,
  APP_SECRET,
  type FeishuServer,
  type Instead,
  openFeishuServer,
} from '../../../support/feishu-server.ts';
import { until } from '../../../support/until.ts';
import { CARDS, lineOf } from '../../contract.ts';

const TEAM = { platform: 'feishu', channelId: 'oc_team', threadId: '' };
const CARD = CARDS['empty fields'] as Card;
const SEND = 'POST im/v1/messages';
const PATCH = 'PATCH im/v1/messages/:id';
const card = (title: string): CardPost => ({ ...lineOf(''), card: { ...CARD, title } });
const refusal = (code: number): Instead => ({ status: 400, body: { code, msg: '' } });

let feishu: FeishuServer;
let sending: Sending;
let now: number;
let waits: (() => void)[];

/** Waits end only when the test says so. */
const wait = () => new Promise<void>((resolve) => void waits.push(resolve));
const pass = () => {
  for (const each of waits.splice(0)) each();
};
/** Ends waits until the work is done. */
async function passing(work: Promise<unknown>): Promise<void> {
  let isDone = false;
  void work.finally(() => {
    isDone = true;
  });
  await until('the work to be done', async () => {
    pass();
    return isDone || undefined;
  });
  await work;
}
const place = (channelId: string, threadId = '') => ({ ...TEAM, channelId, threadId });
const titles = () => feishu.messages.map(({ content }) => JSON.stringify(content).match(/"content":"([^"]*)"/)?.[1]);

beforeEach(async () => {
  now = 1_800_000_000_000;
  waits = [];
  feishu = await openFeishuServer({
    chats: {
      oc_team: {},
      oc_shared: { external: true },
      oc_private: { refusesCards: true },
      oc_plain: { refusesThreads: true },
      oc_guarded: { guardsContacts: true },
    },
    people: { ou_wei: 'Li Wei' },
    now: () => now,
  });
  const client = createFeishuClient({ appId: APP_ID, appSecret: APP_SECRET, domain: feishu.domain }, 5_000, silentLog);
  sending = createSending(client, createExposure(client, { now: () => now }), silentLog, wait);
});
afterEach(() => feishu.close());

describe('what is sent', () => {
  it('stands in groups, threads and direct messages', async () => {
    const posted = await sending.send(TEAM, card('T-12'), '1');
    const line = await sending.send(place('oc_team', posted.threadId), lineOf('acknowledged'), '2');
    await sending.send(place('@home/ou_wei'), lineOf('hello'), '3');
    expect(posted).toEqual({ messageId: 'om_0001', threadId: 'om_0001' });
    expect(line.threadId).toBe('om_0001');
    expect(feishu.messages).toMatchObject([
      { chat: 'oc_team', type: 'interactive', thread: '' },
      { chat: 'oc_team', type: 'text', root: 'om_0001', thread: 'omt_0001', content: { text: 'acknowledged' } },
      { chat: 'oc_p2pwei', type: 'text', content: { text: 'hello' } },
    ]);
  });

  it('answers the message where a group has no threads', async () => {
    const posted = await sending.send(place('oc_plain'), card('T-12'), '1');
    await sending.send(place('oc_plain', posted.threadId), lineOf('acknowledged'), '2');
    expect(feishu.messages[1]).toMatchObject({ root: posted.messageId, thread: '' });
  });

  it('stands once for one key when its answer was lost', async () => {
    feishu.loseAnswer(SEND);
    await expect(sending.send(TEAM, card('T-12'), '7')).rejects.toMatchObject({ kind: 'unavailable' });
    now += 59 * MINUTE;
    const again = await sending.send(TEAM, card('T-12'), '7');
    expect(feishu.messages).toHaveLength(1);
    expect(again.messageId).toBe('om_0001');
  });

  it('stands again when the platform has forgotten it, and where a new database begins its keys anew', async () => {
    await sending.send(TEAM, card('T-12'), '7');
    await sending.send(TEAM, card('T-13'), '7');
    await sending.send(place('oc_shared'), card('T-12'), '7');
    now += HOUR + MINUTE;
    await sending.send(TEAM, card('T-12'), '7');
    expect(feishu.messages).toHaveLength(4);
  });

  it('is a text where cards are refused, which is found out once', async () => {
    const refused = place('oc_private');
    const posted = await sending.send(refused, card('T-12'), '1');
    await sending.send(refused, card('T-13'), '2');
    await sending.refresh(refused, posted, card('T-12 resolved'));
    expect(feishu.messages).toMatchObject([{ content: { text: 'T-12 resolved\n———' } }, { type: 'text' }]);
    expect(feishu.calls.filter((call) => call === SEND)).toHaveLength(3);
  });

  it('goes without contact data where a tenant lets none out', async () => {
    const guarded = place('oc_guarded');
    const posted = await sending.send(guarded, card('call 138 0013 8000 or a.b@x.cn'), '1');
    await passing(sending.refresh(guarded, posted, card('ring 13800138000')));
    await sending.send(guarded, lineOf('write to a.b@x.cn at 2026-09-28 10:20'), '2');
    expect(titles()[0]).toBe('ring ***');
    expect(feishu.messages[1]?.content).toEqual({ text: 'write to *** at 2026-09-28 10:20' });
  });

  it('says nothing of staff’s where outsiders read along, or where that is not known', async () => {
    const staff: Post = { ...card('T-12'), readers: 'staff' };
    await expect(sending.send(place('oc_shared'), staff, '1')).rejects.toMatchObject({ kind: 'exposed' });
    await sending.send(place('oc_shared'), { ...staff, readers: 'customer' }, '2');
    feishu.failNext('GET im/v1/chats/:id', { status: 502, body: '<html>' });
    await expect(sending.send(TEAM, staff, '3')).rejects.toMatchObject({ kind: 'unavailable' });
    feishu.failNext('GET im/v1/chats/:id', { status: 200, body: { code: 0, data: {} } });
    await expect(sending.send(TEAM, staff, '4')).rejects.toMatchObject({ kind: 'exposed' });
    now += 2 * MINUTE;
    await sending.send(TEAM, staff, '5');
    await sending.send(TEAM, { ...staff, line: 'again' }, '6');
    expect(feishu.messages.map(({ chat }) => chat)).toEqual(['oc_shared', 'oc_team', 'oc_team']);
    expect(feishu.calls.filter((call) => call === 'GET im/v1/chats/:id')).toHaveLength(4);
  });

  it('is pinned where it stays at hand, and stands all the same when that fails', async () => {
    await sending.send(TEAM, { ...card('Report here'), pinned: true }, '1');
    feishu.failNext('POST im/v1/pins', refusal(99991672));
    await sending.send(TEAM, { ...card('Report there'), pinned: true }, '2');
    expect([...feishu.pinned]).toEqual(['om_0001']);
    expect(feishu.messages).toHaveLength(2);
  });

  it.each<[string, Instead, object]>([
    ['a rate limit of the group', refusal(230020), { kind: 'rate-limited' }],
    ['a group that we are not in', refusal(230002), { kind: 'gone' }],
    ['somebody who cannot be written to', refusal(230013), { kind: 'gone' }],
    ['sensitive words', refusal(230022), { kind: 'rejected' }],
    ['contact data, masked or not', refusal(230028), { kind: 'rejected' }],
    ['a bot that is switched off', refusal(230006), { kind: 'unauthorized' }],
  ])('tells %s by its kind', async (_what, instead, kind) => {
    for (let count = 0; count < 2; count += 1) feishu.failNext(SEND, instead);
    await expect(sending.send(TEAM, lineOf('x'), '1')).rejects.toMatchObject({ platform: 'feishu', ...kind });
  });

  it.each(['closed', 'om_1', 'oc_1/../x', 'oc_nobody'])('goes nowhere in a group named %s', async (channelId) => {
    await expect(sending.send(place(channelId), lineOf('x'), '1')).rejects.toMatchObject({ kind: 'gone' });
  });

  it('asks for nothing that it has no scope for', async () => {
    const posted = await sending.send(TEAM, { ...card('T-12'), readers: 'staff', pinned: true }, '1');
    await sending.send(place('oc_team', posted.threadId), lineOf('x'), '2');
    await sending.refresh(TEAM, posted, card('T-12'));
    const asked = feishu.calls.filter((call) => !call.includes('auth/'));
    expect(asked.filter((call) => CALL_SCOPES[call] === undefined)).toEqual([]);
  });
});

describe('what is refreshed', () => {
  it('shows the last state, however many come at once, a few a second', async () => {
    const posted = await sending.send(TEAM, card('state 0'), '1');
    const first = sending.refresh(TEAM, posted, card('state 1'));
    await until('the first patch', async () => feishu.calls.includes(PATCH) || undefined);
    const all = Array.from({ length: 40 }, (_, at) => sending.refresh(TEAM, posted, card(`state ${at + 1}`)));
    await first;
    expect(titles()).toEqual(['state 1']);
    await passing(Promise.all(all));
    expect(titles()).toEqual(['state 40']);
    expect(feishu.calls.filter((call) => call === PATCH)).toHaveLength(2);
  });

  it('is gone after 14 days, when it was recalled, and when it never was', async () => {
    const posted = await sending.send(TEAM, card('T-12'), '1');
    const unknown = { messageId: 'nowhere', threadId: 'nowhere' };
    await expect(sending.refresh(TEAM, unknown, card('x'))).rejects.toMatchObject({ kind: 'gone' });
    const other = { messageId: 'om_9999', threadId: 'om_9999' };
    await expect(sending.refresh(TEAM, other, card('x'))).rejects.toMatchObject({ kind: 'gone' });
    feishu.forward(LIMITS.refreshDays * DAY + 1);
    await expect(sending.refresh(TEAM, posted, card('x'))).rejects.toMatchObject({ kind: 'gone' });
  });

  it('shows the next state after one that failed', async () => {
    const posted = await sending.send(TEAM, card('state 0'), '1');
    feishu.failNext(PATCH, 'cut');
    await expect(sending.refresh(TEAM, posted, card('state 1'))).rejects.toMatchObject({ kind: 'unavailable' });
    await passing(sending.refresh(TEAM, posted, card('state 2')));
    expect(titles()).toEqual(['state 2']);
  });
});

describe('the pace of all calls', () => {
  it('lets so many begin at once, and each other one when its turn has come, in order', async () => {
    const takeSlot = createRateLimit({ most: 2, withinMs: 1_000 }, wait);
    const begun: number[] = [];
    const all = [1, 2, 3, 4, 5].map((at) => takeSlot().then(() => begun.push(at)));
    await Promise.all(all.slice(0, 2));
    expect(begun).toEqual([1, 2]);
    pass();
    await Promise.all(all.slice(0, 4));
    expect(begun).toEqual([1, 2, 3, 4]);
    pass();
    await Promise.all(all);
    expect(begun).toEqual([1, 2, 3, 4, 5]);
  });
});
