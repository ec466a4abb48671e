import { afterEach, describe, expect, it } from 'vitest';
import { feishuId } from '../support/feishu-book.ts';
import {
  ENGINEER as FEISHU_ENGINEER,
  type FeishuHouse,
  openFeishuHouse,
  REPORTER,
  TEAM,
} from '../support/feishu-house.ts';
import { actionFor, messageOf, pressOf as pressOnFeishu } from '../support/feishu-payload.ts';
import { must } from '../support/must.ts';
import { slackId } from '../support/slack-book.ts';
import {
  buttonsOf,
  CUSTOMER_CHANNEL,
  ENGINEER,
  openSlackHouse,
  type SlackHouse,
  TEAM_CHANNEL,
  wordsOn,
} from '../support/slack-house.ts';
import { pressOf, slashOf } from '../support/slack-payload.ts';
import { until } from '../support/until.ts';

/** The end of engineer1's shift, and two minutes: messages to one channel are sent at a distance from each other. */
const HANDED_OVER = Date.parse('2026-10-05T09:02:00+08:00');

const SWAPS = 'select person, cancelled_by from duty_override';

let open: SlackHouse | FeishuHouse | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

describe('on Slack', () => {
  const by = (key: string) => ({ user: slackId('U', key), channel: TEAM_CHANNEL });
  const button = (house: SlackHouse, words: string, command: string) => {
    const card = must(house.in(TEAM_CHANNEL).find((each) => wordsOn(each).includes(words)));
    return { card, press: must(buttonsOf(card).find(({ value }) => String(value).includes(command))) };
  };

  it('the incoming person takes the tickets in the team channel, and the card says so', async () => {
    const house = await openSlackHouse();
    open = house;
    await house.give(slashOf('/fault', 'core switch down', { user: 'UGUEST', channel: CUSTOMER_CHANNEL }));
    await house.find(TEAM_CHANNEL, 'core switch down');
    await house.forwardTo(HANDED_OVER);
    await house.find(TEAM_CHANNEL, 'Duty handed over');
    const { card, press } = button(house, 'Duty handed over', 'handoff.taken');
    await house.give(pressOf(press, { ...by('engineer2'), ts: card.ts }));
    await until('taken', async () =>
      house.in(TEAM_CHANNEL).find((now) => now.ts === card.ts && wordsOn(now).includes('Taken by')),
    );
    const now = must(house.in(TEAM_CHANNEL).find(({ ts }) => ts === card.ts));
    expect(buttonsOf(now).some(({ value }) => String(value).includes('handoff.taken'))).toBe(false);
  });

  it('cover is asked for by a slash command, taken and cancelled by buttons', async () => {
    const house = await openSlackHouse();
    open = house;
    await house.give(slashOf('/desk', 'cover 2026-10-02T18:00 2026-10-03T09:00', ENGINEER));
    await house.find(TEAM_CHANNEL, 'asks for cover');
    const { card, press } = button(house, 'asks for cover', 'cover.take');
    await house.give(pressOf(press, { ...by('engineer3'), ts: card.ts }));
    await until('taken', async () =>
      house.in(TEAM_CHANNEL).find((now) => now.ts === card.ts && wordsOn(now).includes('takes it')),
    );
    expect(await house.query(SWAPS)).toEqual([{ person: 'engineer3', cancelled_by: null }]);

    const told = `D${slackId('U', 'engineer1')}`;
    const moved = await until('engineer1 hears of it', async () =>
      house.in(told).find((each) => buttonsOf(each).some(({ value }) => String(value).includes('oncall.swap-cancel'))),
    );
    const cancel = must(buttonsOf(moved).find(({ value }) => String(value).includes('oncall.swap-cancel')));
    await house.give(pressOf(cancel, { ...by('engineer1'), channel: told, ts: moved.ts }));
    await house.settled();
    expect(await house.query(SWAPS)).toEqual([{ person: 'engineer3', cancelled_by: 'engineer1' }]);
  });
});

describe('on Feishu', () => {
  const by = (key: string) => ({ user: feishuId('ou', key), chat: TEAM });
  const cardWith = (house: FeishuHouse, words: string) =>
    house.in(TEAM).find(({ type, content }) => type === 'interactive' && JSON.stringify(content).includes(words));

  it('the incoming person takes the tickets in the team chat, and the card says so', async () => {
    const house = await openFeishuHouse();
    open = house;
    await house.give(messageOf({ text: '/fault core switch down' }, REPORTER));
    await until('the ticket', async () => cardWith(house, 'core switch down'));
    await house.forwardTo(HANDED_OVER);
    const card = await until('the handoff', async () => cardWith(house, 'handoff.taken'));
    const refused = await house.give(pressOnFeishu(actionFor(card.content, 'handoff.taken'), FEISHU_ENGINEER, card.id));
    expect(refused.toast?.content).toMatch(/have the bell now|由其本人接手/);
    await house.give(pressOnFeishu(actionFor(card.content, 'handoff.taken'), by('engineer2'), card.id));
    await until('taken', async () => {
      const now = JSON.stringify(must(house.in(TEAM).find(({ id }) => id === card.id)).content);
      return now.includes('handoff.taken') ? undefined : now;
    });
  });

  it('cover is asked for by a message, taken and cancelled by buttons', async () => {
    const house = await openFeishuHouse();
    open = house;
    await house.give(messageOf({ text: '/desk cover 2026-10-02T18:00 2026-10-03T09:00' }, FEISHU_ENGINEER));
    const card = await until('the question', async () => cardWith(house, 'cover.take'));
    await house.give(pressOnFeishu(actionFor(card.content, 'cover.take'), by('engineer3'), card.id));
    await until('taken', async () => {
      const now = JSON.stringify(must(house.in(TEAM).find(({ id }) => id === card.id)).content);
      return now.includes('cover.take') ? undefined : now;
    });
    expect(await house.query(SWAPS)).toEqual([{ person: 'engineer3', cancelled_by: null }]);

    const told = `oc_p2p${feishuId('ou', 'engineer1').slice(3)}`;
    const moved = await until('engineer1 hears of it', async () =>
      house.in(told).find(({ content }) => JSON.stringify(content).includes('oncall.swap-cancel')),
    );
    const cancel = actionFor(moved.content, 'oncall.swap-cancel');
    await house.give(pressOnFeishu(cancel, { ...by('engineer1'), chat: told }, moved.id));
    expect(await house.query(SWAPS)).toEqual([{ person: 'engineer3', cancelled_by: 'engineer1' }]);
  });
});
