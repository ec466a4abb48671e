import { afterEach, expect, it } from 'vitest';
import { ENGINEER as FEISHU_ENGINEER, type FeishuHouse, openFeishuHouse, TEAM } from '../support/feishu-house.ts';
import { messageOf as feishuMessage } from '../support/feishu-payload.ts';
import { ENGINEER, openSlackHouse, type SlackHouse, TEAM_CHANNEL } from '../support/slack-house.ts';
import { slashOf } from '../support/slack-payload.ts';
import { until } from '../support/until.ts';

/** The picture of the schedule, asked for with payloads as Slack and Feishu send them. */
let opened: SlackHouse | FeishuHouse | undefined;
afterEach(() => opened?.close());

it('on Slack it is an uploaded PNG file in the channel', async () => {
  const house = await openSlackHouse();
  opened = house;
  await house.ask(slashOf('/desk', 'schedule', ENGINEER));
  const sent = await until('the file', async () => house.in(TEAM_CHANNEL).find(({ files = [] }) => files.length > 0));
  expect(JSON.stringify(sent.files)).toMatch(/duty \d{4}-\d\d-\d\d\.png|值班图 \d{4}-\d\d-\d\d\.png/);
});

it('on Feishu it is an image in the group', async () => {
  const house = await openFeishuHouse();
  opened = house;
  await house.give(feishuMessage({ text: '/desk 值班图' }, FEISHU_ENGINEER));
  const sent = await until('the image', async () => house.in(TEAM).find(({ type }) => type === 'image'));
  const { bytes } = house.feishu.files.get(String(sent.content.image_key)) ?? {};
  expect(
    Buffer.from(bytes ?? [])
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
});
