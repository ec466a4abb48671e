import { afterEach, beforeEach, expect, it } from 'vitest';
import { CUSTOMER_CHANNEL, openSlackHouse, type SlackHouse, wordsOn } from '../support/slack-house.ts';
import { slashOf } from '../support/slack-payload.ts';
import { BOT_TOKEN } from '../support/slack-server.ts';
import { until } from '../support/until.ts';

let house: SlackHouse;
beforeEach(async () => {
  house = await openSlackHouse();
});
afterEach(() => house.close());

it('a fault is answered with an id that is in the log too, and the log has nothing that people wrote', async () => {
  await house.query('ALTER TABLE ticket ADD CONSTRAINT broken CHECK (id < 0)');
  const responseUrl = house.slack.responseUrl(CUSTOMER_CHANNEL, 'UGUEST');
  const by = { user: 'UGUEST', channel: CUSTOMER_CHANNEL, responseUrl };
  await house.give(slashOf('/fault', 'the vault code is 4711', by));
  const told = await until('an answer', async () =>
    [...house.slack.whispers, ...house.slack.views].find((shown) => /Event \w+/.test(wordsOn(shown))),
  );
  const id = /Event (\w+)/.exec(wordsOn(told))?.[1];
  const log = house.takeLog();
  expect(log).toContain(`"fault":"${id}"`);
  expect(log).toContain('violates check constraint');
  expect(['vault', responseUrl, BOT_TOKEN].filter((secret) => log.includes(secret))).toEqual([]);
});
