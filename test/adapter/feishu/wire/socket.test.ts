import { afterEach, describe, expect, it } from 'vitest';
import type { Times } from '../../../../src/adapter/feishu/wire/incoming-limits.ts';
import type { ChatEvent } from '../../../../src/chat/event.ts';
import { messageOf, pressOf } from '../../../support/feishu-payload.ts';
import { encrypt } from '../../../support/feishu-request.ts';
import { until } from '../../../support/until.ts';
import { HASTY, openSampleFeishu, openTenant, type Tenant } from '../tenant.ts';

const SAID = { user: 'ou_english', chat: 'oc_sample' };

let open: Tenant | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function tenant(options: Partial<Parameters<typeof openTenant>[0]> = {}): Promise<Tenant> {
  open = await openTenant({ way: 'socket', ...options });
  return open;
}

/** The desk's events once all deliveries are worked. A receipt only tells that a delivery was stored. */
async function heardBy(house: Tenant): Promise<readonly ChatEvent[]> {
  await house.settled();
  return house.heard;
}

const truth = (is: boolean) => (is ? true : undefined);

describe('the long connection', () => {
  it('brings what is said, and acknowledges it', async () => {
    const house = await tenant();
    expect(await house.deliver(messageOf({ text: 'status' }, SAID))).toEqual({ status: 200, answer: {} });
    expect(await heardBy(house)).toMatchObject([{ kind: 'words', text: 'status' }]);
  });

  it('brings presses, whose answer goes back on it', async () => {
    const house = await tenant({ hear: () => [{ kind: 'whisper', text: '已响应', tone: 'plain' }] });
    const { answer } = await house.deliver(pressOf({ value: { c: 'ticket.acknowledge', a: {} } }, SAID));
    expect(answer).toEqual({ toast: { type: 'success', content: '已响应' } });
  });

  it('puts pieces together', async () => {
    const house = await tenant();
    const { code } = await house.feishu.socket.deliver(messageOf({ text: '核心交换机坏了'.repeat(50) }, SAID), 7);
    expect(code).toBe(200);
    expect(await heardBy(house)).toHaveLength(1);
  });

  it('has Feishu come again with what was not stored', async () => {
    const house = await tenant({ accepts: () => false });
    expect((await house.deliver(messageOf({ text: 'status' }, SAID))).status).toBe(500);
    expect(await heardBy(house)).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['a list', []],
    ['words', 'fault'],
    ['nothing but what is encrypted', { encrypt: encrypt('{}') }],
    ['an event without a header', { event: {} }],
    ['a deep nest', { event: JSON.parse('['.repeat(2_000) + ']'.repeat(2_000)) }],
  ])('lives through %s', async (_what, body) => {
    const house = await tenant();
    await house.feishu.socket.deliver(body as object);
    expect((await house.deliver(messageOf({ text: 'status' }, SAID))).status).toBe(200);
    expect(await heardBy(house)).toHaveLength(1);
  });

  it('lives through bytes that are no frame', async () => {
    const house = await tenant();
    await house.deliver(messageOf({ text: 'one' }, SAID));
    for (const bytes of [Buffer.alloc(0), Buffer.from('hello'), Buffer.alloc(1_000, 255)])
      house.feishu.socket.say(bytes);
    await house.deliver(messageOf({ text: 'two' }, SAID));
    expect(await heardBy(house)).toHaveLength(2);
  });

  it.each(['drop', 'leave'] as const)('comes again after a %s, as often as it takes', async (end) => {
    const house = await tenant();
    const { socket } = house.feishu;
    for (const n of [1, 2, 3, 4]) {
      const before = socket.opened;
      if (n > 1) socket[end]();
      await until('a connection', async () => truth((n === 1 || socket.opened > before) && socket.standing === 1));
      await house.deliver(messageOf({ text: 'status' }, SAID));
    }
    expect(await heardBy(house)).toHaveLength(4);
    expect(house.failures).toEqual([]);
  });

  it('comes again when nothing answers any more', async () => {
    const feishu = await openSampleFeishu();
    const house = await tenant({ feishu, times: { ...HASTY, pongSeconds: 0.05 } });
    await until('a connection', async () => truth(feishu.socket.standing === 1));
    feishu.socket.freeze();
    await until('the next', async () => truth(feishu.socket.opened >= 2));
    expect(house.failures).toEqual([]);
  });

  it.each<[string, Partial<Times>]>([
    ['refused', {}],
    ['ignored', { openMs: 100 }],
  ])('tries again when its first request is %s', async (upgrade, times) => {
    const feishu = await openSampleFeishu();
    feishu.socket.manners.upgrade = upgrade as 'refused' | 'ignored';
    const house = await tenant({ feishu, times: { ...HASTY, ...times } });
    await until('a few tries', async () => truth(feishu.socket.knocked >= 3));
    feishu.socket.manners.upgrade = 'taken';
    expect((await house.deliver(messageOf({ text: 'status' }, SAID))).status).toBe(200);
  });

  it.each([
    ['does not answer', 'cut' as const],
    ['is busy', { status: 200, body: { code: 1, msg: 'system busy' } }],
    ['has an error inside', { status: 200, body: { code: 1000040343, msg: 'internal error' } }],
    ['has too many connections', { status: 200, body: { code: 1000040350, msg: 'exceed conn limit' } }],
    ['is a page of somebody else', { status: 502, body: '<html>Bad Gateway</html>' }],
    ['leaves out what it should say', { status: 200, body: { code: 0 } }],
  ])('tries again when Feishu %s', async (_what, instead) => {
    const feishu = await openSampleFeishu();
    for (let n = 0; n < 3; n += 1) feishu.failNext('POST callback/ws/endpoint', instead);
    const house = await tenant({ feishu });
    expect((await house.deliver(messageOf({ text: 'status' }, SAID))).status).toBe(200);
    expect(house.failures).toEqual([]);
    expect(feishu.calls.filter((call) => call === 'POST callback/ws/endpoint')).toHaveLength(4);
  });

  it('ends for good when Feishu takes the app back, naming the settings and showing no secret', async () => {
    const house = await tenant();
    await house.deliver(messageOf({ text: 'status' }, SAID));
    house.feishu.failNext('POST callback/ws/endpoint', { status: 200, body: { code: 514, msg: 'auth failed' } });
    house.feishu.socket.drop();
    const [failure] = await until('the end', async () => (house.failures.length > 0 ? house.failures : undefined));
    expect(failure?.message).toMatch(/FEISHU_APP_ID and FEISHU_APP_SECRET \(514\)/);
    expect(failure?.message).not.toContain('secret-of-the-test');
    await until('the last line to end', async () => truth(house.feishu.socket.standing === 0));
  });

  it('does not start when Feishu refuses the app right away', async () => {
    const feishu = await openSampleFeishu();
    feishu.failNext('POST callback/ws/endpoint', { status: 200, body: { code: 514, msg: 'auth failed' } });
    await expect(tenant({ feishu })).rejects.toThrow('FEISHU_APP_SECRET');
  });

  it('starts when Feishu cannot be reached, and connects later', async () => {
    const feishu = await openSampleFeishu();
    feishu.failNext('GET bot/v3/info', 'cut');
    feishu.failNext('POST callback/ws/endpoint', 'cut');
    const house = await tenant({ feishu });
    expect((await house.deliver(messageOf({ text: 'status' }, SAID))).status).toBe(200);
  });

  it.each(['taken', 'refused', 'ignored'] as const)(
    'leaves nothing open when it is closed while %s',
    async (upgrade) => {
      const feishu = await openSampleFeishu();
      feishu.socket.manners.upgrade = upgrade;
      const house = await tenant({ feishu, times: { ...HASTY, openMs: 60_000 } });
      if (upgrade !== 'refused') await until('a knock', async () => truth(feishu.socket.knocked > 0));
      await house.adapter.stop();
      await until('the end', async () => truth(feishu.socket.standing === 0));
    },
  );
});
