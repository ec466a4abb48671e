import { afterEach, describe, expect, it } from 'vitest';
import type { Delivery } from '../../src/chat/intake.ts';
import type { Language } from '../../src/lib/language.ts';
import { TEAM as FEISHU_TEAM, type FeishuHouse, openFeishuHouse, REPORTER } from '../support/feishu-house.ts';
import { messageOf as feishuMessage } from '../support/feishu-payload.ts';
import {
  CUSTOMER_CHANNEL,
  ENGINEER,
  OUTSIDER,
  openSlackHouse,
  type SlackHouse,
  TEAM_CHANNEL,
} from '../support/slack-house.ts';
import { messageOf, pressOf, slashOf } from '../support/slack-payload.ts';
import { BOT_USER } from '../support/slack-server.ts';
import { until } from '../support/until.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const isUnreadable = ({ payload, personId }: Delivery) =>
  personId === ENGINEER.user || JSON.stringify(payload).includes('vault');
const SORRY = {
  en: /We are sorry: what you just sent .*\(Event \w{8}\)/,
  'zh-CN': /非常抱歉.*（事件 \w{8}）/,
} as const;

describe.each(['en', 'zh-CN'] as const)('what a fault of the Slack adapter keeps from the desk, in %s', (language) => {
  async function open(): Promise<SlackHouse> {
    const house = await openSlackHouse({ language, isUnreadable });
    closing.push(house.close);
    return house;
  }

  it.each([
    ['a slash command', () => slashOf('/fault', 'the vault is open', OUTSIDER), OUTSIDER.user],
    ['a mention', () => messageOf({ text: `<@${BOT_USER}> the vault is open` }, OUTSIDER), OUTSIDER.user],
    ['a button', () => pressOf({ value: '["ticket.acknowledge",{"ticket":"vault"}]' }, ENGINEER), ENGINEER.user],
  ])('is answered with an apology to its sender alone: %s', async (_what, payload, user) => {
    const house = await open();
    expect(await house.give(payload())).toBe(200);
    const told = await sorryFrom(house.deliver, () => house.slack.messages, language);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ channel: `D${user}` });
    for (const channel of [CUSTOMER_CHANNEL, TEAM_CHANNEL]) expect(house.in(channel)).toEqual([]);
    expect(house.takeLog()).not.toContain('vault');
  });
});

describe('what a fault of the Feishu adapter keeps from the desk', () => {
  async function open(keepsOutsidersApart = false): Promise<FeishuHouse> {
    const house = await openFeishuHouse({ isUnreadable, ...(keepsOutsidersApart ? { keepsOutsidersApart } : {}) });
    closing.push(house.close);
    return house;
  }

  it('is answered with an apology to its sender alone', async () => {
    const house = await open();
    await house.give(feishuMessage({ text: '/fault the vault is open' }, REPORTER));
    const told = await sorryFrom(house.deliver, () => house.feishu.messages, 'en');
    expect(told.map(({ chat }) => chat)).toEqual([`oc_p2p${REPORTER.user.slice(3)}`]);
    expect(house.in(REPORTER.chat)).toEqual([]);
  });

  it('is told to our own people, with who it was, where Feishu keeps us from writing to the person', async () => {
    const house = await open(true);
    await house.give(feishuMessage({ text: '/fault the vault is open' }, REPORTER));
    const told = await sorryFrom(house.deliver, () => house.feishu.messages, 'en');
    expect(told.map(({ chat }) => chat)).toEqual([FEISHU_TEAM]);
    expect(JSON.stringify(told)).toContain(`(${REPORTER.user}), which cannot be reached`);
    expect(JSON.stringify(told)).not.toContain('vault');
  });
});

/** The messages with an apology, once there is one and all that is owed was sent. */
async function sorryFrom<M>(
  deliver: () => Promise<unknown>,
  messages: () => readonly M[],
  language: Language,
): Promise<readonly M[]> {
  return until('an apology', async () => {
    await deliver();
    const told = messages().filter((message) => SORRY[language].test(JSON.stringify(message)));
    return told.length > 0 ? told : undefined;
  });
}
