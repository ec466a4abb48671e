import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSending } from '../../../../src/adapter/feishu/say/send.ts';
import { createUrgentSending } from '../../../../src/adapter/feishu/say/send-urgent.ts';
import { createFeishuClient } from '../../../../src/adapter/feishu/wire/client.ts';
import { createExposure } from '../../../../src/adapter/feishu/wire/exposure.ts';
import { type ChatAdapter, URGENCIES } from '../../../../src/chat/adapter.ts';
import { silentLog } from '../../../../src/lib/log.ts';
import {
  APP_ID,
  APP_SECRET,
  type FeishuServer,
  type Instead,
  openFeishuServer,
} from '../../../support/feishu-server.ts';
import { lineOf } from '../../contract.ts';

const WEI = 'home/ou_wei';
const refusal = (code: number): Instead => ({ status: 400, body: { code, msg: '' } });
const place = (channelId: string) => ({ platform: 'feishu', channelId, threadId: '' });

let feishu: FeishuServer;
let urge: ChatAdapter['urge'];
let send: (channelId: string) => ReturnType<ChatAdapter['send']>;
beforeEach(async () => {
  feishu = await openFeishuServer({
    chats: {
      oc_team: { members: ['ou_wei'] },
      oc_shared: { external: true, members: ['ou_wei'] },
      oc_quiet: { refusesUrgent: true, members: ['ou_wei'] },
    },
    people: { ou_wei: 'Li Wei', ou_min: 'Zhang Min' },
    paid: { sms: 1, phone: 1 },
  });
  const client = createFeishuClient({ appId: APP_ID, appSecret: APP_SECRET, domain: feishu.domain }, 5_000, silentLog);
  const exposure = createExposure(client, { now: () => Date.now() });
  const sending = createSending(client, exposure, silentLog);
  urge = createUrgentSending(client, exposure);
  send = (channelId) => sending.send(place(channelId), lineOf('T-1 is late'), channelId);
});
afterEach(() => feishu.close());

describe('a message made urgent', () => {
  it.each(URGENCIES)('reaches a person by %s, in the chat with them alone and in a group of ours', async (way) => {
    await urge(place(`@${WEI}`), await send(`@${WEI}`), [WEI], way);
    expect(feishu.urgents).toEqual([{ message: 'om_0001', user: 'ou_wei', way }]);
    await urge(place('oc_team'), await send('oc_team'), [WEI], 'app');
    expect(feishu.urgents[1]).toEqual({ message: 'om_0002', user: 'ou_wei', way: 'app' });
  });

  it('is refused for who is not in the chat, where settings refuse it, and where nobody paid for more', async () => {
    const rejected = { kind: 'rejected' };
    await expect(urge(place('oc_team'), await send('oc_team'), ['ou_min'], 'app')).rejects.toMatchObject(rejected);
    await expect(urge(place('oc_quiet'), await send('oc_quiet'), [WEI], 'app')).rejects.toMatchObject(rejected);
    const posted = await send(`@${WEI}`);
    await urge(place(`@${WEI}`), posted, [WEI], 'sms');
    await expect(urge(place(`@${WEI}`), posted, [WEI], 'sms')).rejects.toMatchObject(rejected);
  });

  it('is not asked for in a group with outsiders', async () => {
    const posted = await send('oc_shared');
    await expect(urge(place('oc_shared'), posted, [WEI], 'app')).rejects.toMatchObject({ kind: 'rejected' });
    expect(feishu.calls.filter((call) => call.includes('urgent'))).toEqual([]);
  });

  it.each([
    [230023, 'rejected'],
    [230024, 'rejected'],
    [230052, 'rejected'],
    [230027, 'unauthorized'],
    [99991672, 'unauthorized'],
    [230012, 'gone'],
    [99991400, 'rate-limited'],
    [2200, 'unavailable'],
  ])('that fails with %i is %s', async (code, kind) => {
    const posted = await send(`@${WEI}`);
    feishu.failNext('PATCH im/v1/messages/:id/urgent_app', refusal(code));
    await expect(urge(place(`@${WEI}`), posted, [WEI], 'app')).rejects.toMatchObject({ platform: 'feishu', kind });
  });

  it.each(['cut', { status: 502, body: '<html>' }] as const)(
    'that is lost on the way is unavailable',
    async (instead) => {
      const posted = await send(`@${WEI}`);
      feishu.failNext('PATCH im/v1/messages/:id/urgent_app', instead);
      await expect(urge(place(`@${WEI}`), posted, [WEI], 'app')).rejects.toMatchObject({ kind: 'unavailable' });
    },
  );
});
