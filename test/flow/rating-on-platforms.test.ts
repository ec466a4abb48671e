import { afterEach, describe, expect, it } from 'vitest';
import {
  CUSTOMER,
  ENGINEER as FEISHU_ENGINEER,
  type FeishuHouse,
  openFeishuHouse,
  REPORTER,
} from '../support/feishu-house.ts';
import { controlsOf, messageOf, pressOf as pressOnFeishu } from '../support/feishu-payload.ts';
import { must } from '../support/must.ts';
import {
  buttonsOf,
  CUSTOMER_CHANNEL,
  ENGINEER,
  OUTSIDER,
  openSlackHouse,
  type SlackHouse,
  wordsOn,
} from '../support/slack-house.ts';
import { messageOf as mentionOf, pressOf, slashOf, submissionOf } from '../support/slack-payload.ts';
import { BOT_USER } from '../support/slack-server.ts';
import { until } from '../support/until.ts';

let open: SlackHouse | FeishuHouse | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

describe('on Slack, customers of another organisation', () => {
  it('tap a score in the row, see it on the card, and add a remark in a modal', async () => {
    const house = await openSlackHouse();
    open = house;
    await house.give(slashOf('/fault', 'core switch down', { user: 'UGUEST', channel: CUSTOMER_CHANNEL }));
    await house.find(CUSTOMER_CHANNEL, 'core switch down');
    await house.give(slashOf('/desk', 'resolve T-1', ENGINEER));
    await house.find(CUSTOMER_CHANNEL, 'resolved it');
    await house.give(mentionOf({ text: `<@${BOT_USER}> confirm T-1` }, OUTSIDER));
    await house.find(CUSTOMER_CHANNEL, 'confirmed: closed');
    // Messages to one channel are sent at a distance from each other: the question goes out as the clock moves on.
    await house.forward(25);
    const card = await house.find(CUSTOMER_CHANNEL, 'How was it?');
    const row = buttonsOf(card);
    expect(row.map(({ text }) => wordsOn({ text }))).toEqual(['1', '2', '3', '4', '5']);
    expect(new Set(row.map(({ block_id }) => block_id)).size).toBe(1);
    await house.give(pressOf(must(row[3]), { ...OUTSIDER, ts: card.ts }));
    const rated = await until('the score', async () => {
      const now = house.in(CUSTOMER_CHANNEL).find(({ ts }) => ts === card.ts);
      return now && wordsOn(now).includes('4 of 5') ? now : undefined;
    });
    const more = must(buttonsOf(rated).find(({ value }) => String(value).includes('rating.say-more')));
    await house.give(pressOf(more, { ...OUTSIDER, ts: card.ts }));
    const view = await house.view(1);
    const answer = await house.ask(submissionOf(view, OUTSIDER, { remark: { remark: { value: 'quick help' } } }));
    expect(answer).toBeUndefined();
    await until('the remark', async () =>
      house.in(CUSTOMER_CHANNEL).find((now) => now.ts === card.ts && wordsOn(now).includes('quick help')),
    );
  });
});

describe('on Feishu, customers of another organisation', () => {
  it('tap a score in the row and see it on the card; our own people are refused', async () => {
    const house = await openFeishuHouse();
    open = house;
    await house.give(messageOf({ text: '/fault core switch down' }, REPORTER));
    await until('the card', async () => cardWith('T-1'));
    await house.give(messageOf({ text: '/desk resolve T-1' }, FEISHU_ENGINEER));
    await house.give(messageOf({ text: '/desk confirm T-1' }, REPORTER));
    function cardWith(words: string) {
      return house
        .in(CUSTOMER)
        .find(({ type, content }) => type === 'interactive' && JSON.stringify(content).includes(words));
    }
    // Messages to one channel are sent at a distance from each other: the question goes out as the clock moves on.
    await house.forward(25);
    const card = await until('the question', async () => cardWith('rating.give'));
    const steps = controlsOf(card.content).filter(({ behaviors }) => JSON.stringify(behaviors).includes('rating.give'));
    expect(steps.map(({ text }) => text?.content)).toEqual(['1', '2', '3', '4', '5']);
    const step = (score: number) => ({ tag: 'button', value: must(steps[score - 1]).behaviors[0].value });
    const refused = await house.give(pressOnFeishu(step(5), { ...FEISHU_ENGINEER, chat: CUSTOMER }, card.id));
    expect(refused.toast?.content).toMatch(/customer's to give|只能由客户/);
    await house.give(pressOnFeishu(step(4), REPORTER, card.id));
    await until('the score', async () => {
      const now = house.in(CUSTOMER).find(({ id }) => id === card.id);
      return now && JSON.stringify(now.content).includes('4 of 5') ? now : undefined;
    });
  });
});
