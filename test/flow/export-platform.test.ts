import { afterEach, expect, it } from 'vitest';
import { feishuId } from '../support/feishu-book.ts';
import { type FeishuHouse, openFeishuHouse, TEAM } from '../support/feishu-house.ts';
import { messageOf as feishuMessage } from '../support/feishu-payload.ts';
import { must } from '../support/must.ts';
import { slackId } from '../support/slack-book.ts';
import { openSlackHouse, type SlackHouse, TEAM_CHANNEL } from '../support/slack-house.ts';
import { slashOf } from '../support/slack-payload.ts';
import { byHeading, readXlsx } from '../support/spreadsheet.ts';
import { until } from '../support/until.ts';

/** Lists as files, asked for in a channel with payloads as Slack and Feishu send them. */
let opened: SlackHouse | FeishuHouse | undefined;
afterEach(() => opened?.close());

it('on Slack the manager has the file in direct messages, and the channel has none', async () => {
  const house = await openSlackHouse();
  opened = house;
  const manager = slackId('U', 'manager1');
  await house.ask(slashOf('/desk', 'export devices', { user: manager, channel: TEAM_CHANNEL }));
  const sent = await until('the file', async () => house.in(`D${manager}`).find(({ files = [] }) => files.length > 0));
  expect(JSON.stringify(sent.files)).toMatch(/(Devices|设备)\.xlsx/);
  expect(house.in(TEAM_CHANNEL).filter(({ files = [] }) => files.length > 0)).toEqual([]);
});

it('on Feishu the manager has the file in their chat with the bot, and the group has none', async () => {
  const house = await openFeishuHouse();
  opened = house;
  const manager = feishuId('ou', 'manager1');
  const direct = `oc_p2p${manager.slice(3)}`;
  await house.give(feishuMessage({ text: '/desk 导出 设备' }, { user: manager, chat: TEAM }));
  const sent = await until('the file', async () => house.in(direct).find(({ type }) => type === 'file'));
  const file = must(house.feishu.files.get(String(sent.content.file_key)));
  expect(file.name).toBe('设备.xlsx');
  const rows = byHeading(await readXlsx(Buffer.from(file.bytes)));
  expect(rows.length).toBeGreaterThan(0);
  expect(Object.keys(rows[0] ?? {})).toContain('型号');
  expect(house.in(TEAM).filter(({ type }) => type === 'file')).toEqual([]);
});
