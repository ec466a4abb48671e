import { afterEach, describe, expect, it } from 'vitest';
import type { Paging } from '../../src/desk/book/paging-rule.ts';
import { t } from '../../src/i18n/i18n.ts';
import { MINUTE } from '../../src/lib/instant.ts';
import { feishuId } from '../support/feishu-book.ts';
import {
  CUSTOMER,
  type FeishuHouse,
  type FeishuHouseOptions,
  openFeishuHouse,
  REPORTER,
} from '../support/feishu-house.ts';
import { messageOf as feishuMessageOf } from '../support/feishu-payload.ts';
import { START } from '../support/house.ts';
import { must } from '../support/must.ts';
import { CALLS, withPaging } from '../support/paging-book.ts';
import { slackId } from '../support/slack-book.ts';
import {
  buttonFor,
  buttonsOf,
  ESCALATION_CHANNEL,
  OUTSIDER,
  openSlackHouse,
  type SlackHouse,
  TEAM_CHANNEL,
  wordsOn,
} from '../support/slack-house.ts';
import { messageOf, pressOf } from '../support/slack-payload.ts';
import { BOT_USER } from '../support/slack-server.ts';

const LOUD: Paging = {
  steps: [
    { after: '2m', way: 'app' },
    { after: '5m', way: 'sms' },
    { after: '8m', way: 'phone' },
  ],
  again: { every: '5m', atMost: 2 },
};

describe('calls on Slack', () => {
  let house: SlackHouse;
  afterEach(() => house.close());
  const ENGINEER = slackId('U', 'engineer1');
  const DIRECT = `D${ENGINEER}`;

  async function report(paging: Paging): Promise<void> {
    house = await openSlackHouse({ change: (book) => withPaging(book, paging, 'every level') });
    await house.give(messageOf({ text: `<@${BOT_USER}> core switch down` }, OUTSIDER));
    await house.find(TEAM_CHANNEL, 'T-1 core switch down');
    await house.settled();
  }
  const callsIn = (channel: string) => house.in(channel).filter((each) => wordsOn(each).includes('Call '));
  const until = (minutes: number) => house.forwardTo(START + minutes * MINUTE);

  it('by mention in the channel, by direct message, again after a restart, until the acknowledgement is pressed', async () => {
    await report(CALLS);
    await until(10);
    const [mention, ...others] = callsIn(TEAM_CHANNEL);
    expect([mention?.thread, others]).toEqual(['', []]);
    expect(wordsOn(must(mention))).toContain(`<@${ENGINEER}>`);
    expect(callsIn(DIRECT)).toHaveLength(2);
    await house.restart();
    await until(15);
    expect(callsIn(DIRECT)).toHaveLength(3);
    const last = must(callsIn(DIRECT).at(-1));
    expect(last.text).toMatch(/^Please respond · T-1 · core switch down · Call 4/);
    await house.give(pressOf(buttonFor(last, 'ticket.acknowledge'), { user: ENGINEER, channel: DIRECT, ts: last.ts }));
    await house.settled();
    await until(120);
    expect([callsIn(TEAM_CHANNEL), callsIn(DIRECT)].map(({ length }) => length)).toEqual([0, 0]);
    const done = house.in(DIRECT).filter((each) => wordsOn(each).includes(t('en', 'page.answered')));
    expect(done).toHaveLength(3);
    for (const card of done) expect(JSON.stringify(buttonsOf(card))).not.toContain('ticket.acknowledge');
  });

  it('to a person whom the bot may not write to, in the escalation channel: by mention, with the button, and says for whom', async () => {
    await report(CALLS);
    await until(3);
    house.slack.failNext('chat.postMessage', { status: 200, body: { ok: false, error: 'cannot_dm_bot' } });
    await until(5);
    const [call] = callsIn(ESCALATION_CHANNEL);
    expect(wordsOn(must(call))).toContain(`<@${ENGINEER}>`);
    expect(must(call).text).toMatch(/^Meant for Li Wei, .*: Please respond · T-1 · core switch down · Call 2/);
    expect(house.takeAlarms()).toEqual(['outbox.rerouted: gone']);
    expect(buttonFor(must(call), 'ticket.acknowledge')).toBeDefined();
  });

  it('where the book wants SMS and telephone they are direct messages, and say so', async () => {
    await report(LOUD);
    await until(20);
    const calls = callsIn(DIRECT).map(wordsOn);
    expect(calls).toHaveLength(5);
    for (const [i, way] of (['app', 'sms', 'phone', 'phone', 'phone'] as const).entries())
      expect(calls[i]).toContain(t('en', 'line.ticket.paged.other-way', { wanted: t('en', `page.way.${way}`) }));
  });
});

describe('calls on Feishu', () => {
  let house: FeishuHouse;
  afterEach(() => house.close());
  const DIRECT = 'oc_p2pengineer1';

  async function report(options: FeishuHouseOptions = {}): Promise<void> {
    house = await openFeishuHouse({ ...options, change: (book) => withPaging(book, LOUD, 'every level') });
    const said = feishuMessageOf({ text: '/fault core switch down' }, REPORTER);
    const { message_id: id } = (said as { event: { message: { message_id: string } } }).event.message;
    house.feishu.say({ id, chat: CUSTOMER, root: '', thread: '', type: 'text', content: {}, createdAt: Date.now() });
    await house.give(said);
  }
  const until = (minutes: number) => house.forwardTo(START + minutes * MINUTE);
  const ways = () => house.feishu.urgents.map(({ user, way }) => `${user.slice(3)} ${way}`);

  it('in the app, then by SMS, then by telephone up to the cap, each with a message of its own', async () => {
    await report();
    await until(20);
    expect(ways()).toEqual(['app', 'sms', 'phone', 'phone', 'phone'].map((way) => `engineer1 ${way}`));
    const urged = house.feishu.urgents.map(({ message }) => message);
    expect(new Set(urged).size).toBe(5);
    expect(house.in(DIRECT).filter(({ id }) => urged.includes(id))).toHaveLength(5);
    expect(house.alarms).toEqual([]);
  });

  it('steps down where the telephone’s quota is used up, and the alarm says so', async () => {
    await report({ urgentPerDay: { sms: 9, phone: 1 } });
    await until(20);
    expect(ways()).toEqual(['app', 'sms', 'phone', 'sms', 'sms'].map((way) => `engineer1 ${way}`));
    expect(house.alarms).toEqual(['outbox.urgent-used-up: phone']);
  });

  it('where the settings allow no telephone the call says that it could not go by it', async () => {
    await report({ urgentPerDay: { sms: 0, phone: 0 } });
    await until(6);
    expect(ways()).toEqual(['engineer1 app', 'engineer1 app']);
    const wanted = t('en', 'page.way.sms');
    expect(JSON.stringify(house.in(DIRECT).at(-1))).toContain(t('en', 'line.ticket.paged.other-way', { wanted }));
  });

  it('ends with the acknowledgement', async () => {
    await report();
    await until(6);
    await house.give(
      feishuMessageOf({ text: '/desk ack T-1' }, { user: feishuId('ou', 'engineer1'), chat: feishuId('oc', 'team') }),
    );
    await until(60);
    expect(ways()).toEqual(['engineer1 app', 'engineer1 sms']);
  });
});
