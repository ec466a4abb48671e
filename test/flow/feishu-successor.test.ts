import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FeishuMessage } from '../support/feishu-chats.ts';
import { ENGINEER, type FeishuHouse, openFeishuHouse, REPORTER, TEAM } from '../support/feishu-house.ts';
import { actionFor, messageOf, pressOf } from '../support/feishu-payload.ts';
import { until } from '../support/until.ts';

const DAY_HOURS = 24;

let house: FeishuHouse;
beforeEach(async () => {
  house = await openFeishuHouse();
});
afterEach(() => house.close());

const offers = (card: FeishuMessage | undefined, command: string) => JSON.stringify(card?.content).includes(command);
const cards = () => house.in(TEAM).filter((message) => offers(message, 'ticket.why'));

it('a card on Feishu has a successor before the 14 days are over in which it can be changed', async () => {
  await house.give(messageOf({ text: '/fault core switch down' }, REPORTER));
  const first = await until('the card', async () => cards()[0]);
  await house.forward(12 * DAY_HOURS);
  expect(cards().map(({ id }) => id)).toEqual([first.id]);
  await house.forward(DAY_HOURS + 1);
  const acknowledge = actionFor(first.content, 'ticket.acknowledge');
  expect(await house.give(pressOf(acknowledge, ENGINEER, first.id))).toMatchObject({ toast: { type: 'success' } });
  expect(cards()).toHaveLength(2);
  expect(offers(cards()[1], 'ticket.resolve')).toBe(true);

  await house.forward(2 * DAY_HOURS);
  const [, second] = cards();
  const arrive = actionFor(second?.content, 'ticket.arrive');
  expect(await house.give(pressOf(arrive, ENGINEER, second?.id))).toMatchObject({ toast: { type: 'success' } });
  expect(cards()).toHaveLength(2);
  expect(offers(cards()[1], 'ticket.arrive')).toBe(false);
});
