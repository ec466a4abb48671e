import { afterEach, expect, it } from 'vitest';
import {
  CUSTOMER,
  ENGINEER as FEISHU_ENGINEER,
  type FeishuHouse,
  openFeishuHouse,
  REPORTER,
  TEAM,
} from '../support/feishu-house.ts';
import { messageOf } from '../support/feishu-payload.ts';
import {
  CUSTOMER_CHANNEL,
  ENGINEER,
  OUTSIDER,
  openSlackHouse,
  type SlackHouse,
  TEAM_CHANNEL,
} from '../support/slack-house.ts';
import { slashOf } from '../support/slack-payload.ts';
import { until } from '../support/until.ts';

/** The figures of a month, asked for with payloads as Slack and Feishu send them. */
let opened: SlackHouse | FeishuHouse | undefined;
afterEach(() => opened?.close());

it('on Slack staff see the card in private and the picture in their channel; the customer gets theirs in their own', async () => {
  const house = await openSlackHouse({ language: 'en' });
  opened = house;
  await house.give(slashOf('/fault', 'the printer of the duty room is out of toner', OUTSIDER));
  await house.settled();
  await house.give(slashOf('/desk', 'ack T-1', ENGINEER));
  await house.settled();
  await house.ask(slashOf('/desk', 'stats', ENGINEER));
  const picture = (channel: string) =>
    until('the picture', async () => house.in(channel).find(({ files = [] }) => files.length > 0));
  expect(JSON.stringify((await picture(TEAM_CHANNEL)).files)).toMatch(/figures \d{4}-\d\d\.png/);
  const shown = () => house.slack.requests.map(({ args }) => JSON.stringify(args));
  await until('the card', async () => shown().find((args) => args.includes('1 of 1 promises kept in time')));
  await house.ask(slashOf('/desk', 'report', OUTSIDER));
  await picture(CUSTOMER_CHANNEL);
  expect(house.in(TEAM_CHANNEL).filter(({ files = [] }) => files.length > 0)).toHaveLength(1);
});

it('on Feishu the same, in Chinese', async () => {
  const house = await openFeishuHouse();
  opened = house;
  await house.give(messageOf({ text: '报障 核心交换机坏了' }, REPORTER));
  await house.give(messageOf({ text: '/desk ack T-1' }, FEISHU_ENGINEER));
  await house.give(messageOf({ text: '/desk 统计' }, FEISHU_ENGINEER));
  const picture = (chat: string) => until('the image', async () => house.in(chat).find(({ type }) => type === 'image'));
  const sent = await picture(TEAM);
  const { bytes } = house.feishu.files.get(String(sent.content.image_key)) ?? {};
  const head = Buffer.from(bytes ?? []).subarray(1, 4);
  expect(head.toString()).toBe('PNG');
  await until('the card', async () =>
    house.feishu.whispers.find((whisper) => /项承诺，\d+ 项按时/.test(JSON.stringify(whisper))),
  );
  await house.give(messageOf({ text: '/desk 月报' }, REPORTER));
  await picture(CUSTOMER);
});
