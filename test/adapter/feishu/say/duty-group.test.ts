import { afterEach, describe, expect, it } from 'vitest';
import { createDutyGroups } from '../../../../src/adapter/feishu/say/duty-group.ts';
import { SCOPES } from '../../../../src/adapter/feishu/wire/app-registration.ts';
import { createFeishuClient } from '../../../../src/adapter/feishu/wire/client.ts';
import { silentLog } from '../../../../src/lib/log.ts';
import {
  APP_ID,
  APP_SECRET,
  type FeishuServer,
  type FeishuServerOptions,
  openFeishuServer,
} from '../../../support/feishu-server.ts';

const PEOPLE = { ou_wei: 'Li Wei', ou_min: 'Zhang Min', ou_hua: 'Hua', ou_qin: 'Qin', ou_li: 'Li' };
const ROTATION = Object.keys(PEOPLE).slice(0, 3);
const [GET, POST, DELETE] = ['GET', 'POST', 'DELETE'].map((method) => `${method} im/v1/chats/:id/members`) as [
  string,
  string,
  string,
];

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function openFeishu(chat: FeishuServerOptions['chats'][string] = {}, options: Partial<FeishuServerOptions> = {}) {
  const members = ['ou_qin', 'ou_wei', 'ou_li', 'ou_min'];
  const feishu = await openFeishuServer({ chats: { oc_duty: { members, ...chat } }, people: PEOPLE, ...options });
  closers.push(feishu.close);
  const access = { appId: APP_ID, appSecret: APP_SECRET, domain: feishu.domain };
  const set = createDutyGroups(createFeishuClient(access, 5_000, silentLog));
  const setTo = (person: string, group = 'oc_duty') =>
    set({ group, members: [person], leaving: ROTATION.filter((each) => !person.endsWith(each)) });
  return { feishu, setTo, members: () => [...feishu.membersOf('oc_duty')].sort() };
}

const callsOf = ({ calls }: FeishuServer, call: string) => calls.filter((each) => each === call).length;

describe('a Feishu duty chat', () => {
  it('has the one of the rotation who has the bell; others stay, on whatever page they are listed', async () => {
    const { feishu, setTo, members } = await openFeishu();
    expect(await setTo('home/ou_hua')).toBeUndefined();
    expect(members()).toEqual(['ou_hua', 'ou_li', 'ou_qin']);
    expect(callsOf(feishu, GET)).toBe(2);
  });

  it('is not changed where everyone is in it already', async () => {
    const { feishu, setTo } = await openFeishu();
    await setTo('ou_wei');
    const before = feishu.calls.length;
    expect(await setTo('ou_wei')).toBeUndefined();
    expect(feishu.calls.slice(before).filter((call) => call === POST || call === DELETE)).toEqual([]);
  });

  it('the new one is in before the old one goes, and a repeat finishes what was cut off in between', async () => {
    const { feishu, setTo, members } = await openFeishu({ members: ['ou_wei'] });
    feishu.failNext(DELETE, 'cut');
    await expect(setTo('ou_min')).rejects.toMatchObject({ kind: 'unavailable' });
    expect(members()).toEqual(['ou_min', 'ou_wei']);
    expect(await setTo('ou_min')).toBeUndefined();
    expect(members()).toEqual(['ou_min']);
    expect(callsOf(feishu, POST)).toBe(1);
  });

  it('keeps the owner, whom Feishu lets no one remove', async () => {
    const { setTo, members } = await openFeishu({ members: ['ou_wei', 'ou_min'], owner: 'ou_wei' });
    expect(await setTo('ou_hua')).toBeUndefined();
    expect(members()).toEqual(['ou_hua', 'ou_wei']);
  });

  it.each([
    ['scope', {}, { scopes: SCOPES }, 'ou_hua', 'oc_duty'],
    ['scope', {}, { scopes: [...SCOPES, 'im:chat.members:read'] }, 'ou_hua', 'oc_duty'],
    ['unknown', {}, {}, 'ou_hua', 'oc_none'],
    ['unknown', {}, {}, 'ou_hua', 'no-id'],
    ['forbidden', { bot: 'member' }, {}, 'ou_min', 'oc_duty'],
    ['forbidden', { external: true }, {}, 'ou_min', 'oc_duty'],
    ['outside', { bot: 'outside' }, {}, 'ou_min', 'oc_duty'],
    ['people', {}, {}, 'ou_unknown', 'oc_duty'],
  ] as const)('tells %s where a person has to do something', async (trouble, chat, options, person, group) => {
    const { setTo } = await openFeishu(chat, options);
    expect(await setTo(person, group)).toBe(trouble);
  });

  it('throws what may pass: too many calls, a platform that is down', async () => {
    const { feishu, setTo } = await openFeishu();
    feishu.failNext(POST, { status: 400, body: { code: 232019, msg: 'The request has been rate limited.' } });
    await expect(setTo('ou_hua')).rejects.toMatchObject({ kind: 'rate-limited' });
    feishu.failNext(GET, { status: 502, body: '<html>' });
    await expect(setTo('ou_hua')).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
