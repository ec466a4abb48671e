import { afterEach, expect, it } from 'vitest';
import { feishuId } from '../support/feishu-book.ts';
import { TEAM as FEISHU_TEAM, type FeishuHouse, openFeishuHouse } from '../support/feishu-house.ts';
import { messageOf, US } from '../support/feishu-payload.ts';
import { slackId } from '../support/slack-book.ts';
import { openSlackHouse, type SlackHouse, TEAM_CHANNEL } from '../support/slack-house.ts';
import { slashOf } from '../support/slack-payload.ts';
import { until } from '../support/until.ts';

/** `/desk id`, asked for with payloads as Slack and Feishu send them. */
let opened: SlackHouse | FeishuHouse | undefined;
afterEach(() => opened?.close());

it('on Slack the director reads the ids of the channel and of the person they mention, in private', async () => {
  const house = await openSlackHouse({ language: 'en' });
  opened = house;
  const director = { user: slackId('U', 'director'), channel: TEAM_CHANNEL };
  const answer = await house.ask(slashOf('/desk', 'id <@U0NEWCOMER|pat>', director));
  await house.settled();
  const told = () => [JSON.stringify(answer ?? {}), ...house.slack.requests.map(({ args }) => JSON.stringify(args))];
  const text = await until('the ids', async () => told().find((each) => each.includes('U0NEWCOMER')));
  for (const id of [director.user, TEAM_CHANNEL]) expect(text).toContain(id);
  expect(JSON.stringify(house.in(TEAM_CHANNEL))).not.toContain('U0NEWCOMER');
});

it('on Feishu, too: in a chat with the bot one’s own, in a group with a mention all of them', async () => {
  const house = await openFeishuHouse();
  opened = house;
  const stranger = { user: 'ou_newcomer' };
  await house.give(messageOf({ text: '我的编号' }, stranger));
  const told = (words: string) =>
    until(`the answer with ${words}`, async () =>
      house.feishu.requests.map(({ args }) => JSON.stringify(args)).find((args) => args.includes(words)),
    );
  expect(await told('您：ou_newcomer'), 'nothing of where the team is').not.toContain(FEISHU_TEAM);

  const director = { user: feishuId('ou', 'director'), chat: FEISHU_TEAM };
  const pat = { key: '@_user_2', id: { open_id: 'ou_pat' }, name: '王芳' };
  const content = { text: '@_user_1 /desk id @_user_2' };
  await house.give(messageOf({ content, mentions: [US, pat] }, director));
  const answer = await told('ou_pat');
  for (const id of [director.user, FEISHU_TEAM]) expect(answer).toContain(id);
  expect(JSON.stringify(house.in(FEISHU_TEAM)), 'in private').not.toContain('ou_pat');
});
