import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAnswerRoute } from '../../../../src/adapter/feishu/say/answer-route.ts';
import { createSending } from '../../../../src/adapter/feishu/say/send.ts';
import { createFeishuClient, type FeishuClient } from '../../../../src/adapter/feishu/wire/client.ts';
import { createExposure } from '../../../../src/adapter/feishu/wire/exposure.ts';
import { LIMITS } from '../../../../src/adapter/feishu/wire/limits.ts';
import { createRetryingClient } from '../../../../src/adapter/feishu/wire/retrying-client.ts';
import { silentLog } from '../../../../src/lib/log.ts';
import { createPace } from '../../../../src/outbox/pace.ts';
import { APP_ID, APP_SECRET, type FeishuServer, openFeishuServer } from '../../../support/feishu-server.ts';
import { lineOf } from '../../contract.ts';

const TEAM = { platform: 'feishu', channelId: 'oc_team', threadId: '' };
const SEND = 'POST im/v1/messages';
const CARD = { schema: '2.0', body: { elements: [{ tag: 'markdown', content: 'x' }] } };

let feishu: FeishuServer;
let client: FeishuClient;
let now: number;
/** Time passes while the adapter waits, on the platform too. */
const wait = async (ms: number) => {
  now += ms;
};
beforeEach(async () => {
  now = 1_800_000_000_000;
  feishu = await openFeishuServer({ chats: { oc_team: {} }, people: {}, paced: true, now: () => now });
  client = createFeishuClient({ appId: APP_ID, appSecret: APP_SECRET, domain: feishu.domain }, 5_000, silentLog);
});
afterEach(() => feishu.close());

describe('the pace of one group', () => {
  it('is one that Feishu takes, with room for another bot', async () => {
    const clock = { now: () => now };
    const sending = createSending(client, createExposure(client, clock), silentLog, async () => {});
    const pace = createPace({ clock, wait, mostWaiting: 8 });
    for (let count = 0; count < 40; count += 1) {
      expect(await pace.takeSlot('feishu/oc_team', 'normal', LIMITS.messageEveryMs)).toBe(0);
      // Every second, another bot's message in the same group.
      if (count % 4 === 0) await sending.send(TEAM, lineOf(`other ${count}`), `other-${count}`);
      await sending.send(TEAM, lineOf(`line ${count}`), String(count));
    }
    expect(feishu.messages).toHaveLength(50);
  });

  it('without it is refused', async () => {
    const sending = createSending(client, createExposure(client, { now: () => now }), silentLog, async () => {});
    const all = Array.from({ length: 6 }, (_, at) => sending.send(TEAM, lineOf(`line ${at}`), String(at)));
    await expect(Promise.all(all)).rejects.toMatchObject({ kind: 'rate-limited' });
  });
});

describe('an answer', () => {
  const target = {
    interaction: { place: TEAM, replyTo: '', person: { userId: 'ou_x' } },
    language: 'en',
    external: true,
  } as unknown as Parameters<ReturnType<typeof createAnswerRoute>['show']>[0];

  it('comes a little later where the group has had its fill, once each', async () => {
    const showing = createAnswerRoute(createRetryingClient(client, wait), silentLog);
    for (let at = 0; at < 12; at += 1) await showing.show(target, CARD, `answer-${at}`, true);
    expect(feishu.messages).toHaveLength(12);
    expect(feishu.calls.filter((call) => call === SEND).length).toBeGreaterThan(12);
  });

  it('is given up after a few tries, and where the wait would be long', async () => {
    const showing = createAnswerRoute(
      createRetryingClient(client, async () => {}),
      silentLog,
    );
    const refused = { status: 400, body: { code: 230020, msg: '' } };
    for (let count = 0; count < LIMITS.answerTries; count += 1) feishu.failNext(SEND, refused);
    await expect(showing.show(target, CARD, 'a', true)).rejects.toMatchObject({ kind: 'rate-limited' });
    const longer = { status: 429, headers: { 'x-ogw-ratelimit-reset': '60' }, body: { code: 99991400, msg: '' } };
    const before = feishu.calls.length;
    feishu.failNext(SEND, longer);
    await expect(showing.show(target, CARD, 'a', true)).rejects.toMatchObject({ kind: 'rate-limited' });
    expect(feishu.calls.length).toBe(before + 1);
  });
});
