import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type By, messageOf } from '../support/feishu-payload.ts';
import { slackId } from '../support/slack-book.ts';
import { pressOf, messageOf as slackMessageOf, slashOf } from '../support/slack-payload.ts';
import { FEISHU_GROUP, openTwoPlatformHouse, type TwoPlatformHouse } from '../support/two-platform-house.ts';
import { until } from '../support/until.ts';

const TEAM = slackId('C', 'team');
const ENGINEER = { user: slackId('U', 'engineer1'), channel: TEAM };
const REPORTER: By = { user: 'ou_reporter', tenant: 'their-tenant', chat: FEISHU_GROUP };

describe('one case, its customer on Feishu and its engineers on Slack', () => {
  let house: TwoPlatformHouse;
  beforeEach(async () => {
    house = await openTwoPlatformHouse();
  });
  afterEach(() => house.close());

  const onSlack = (words: string) =>
    until(`“${words}” on Slack`, async () =>
      house.slack.messages.find(({ channel, blocks }) => channel === TEAM && JSON.stringify(blocks).includes(words)),
    );
  const onFeishu = (words: string) =>
    until(`“${words}” on Feishu`, async () =>
      house.feishu.messages.find(
        ({ chat, content }) => chat === FEISHU_GROUP && JSON.stringify(content).includes(words),
      ),
    );
  const report = () => house.onFeishu(messageOf({ text: '核心交换机坏了' }, REPORTER));

  it('has a live card on each side, each in its reader’s language, and one acknowledgement', async () => {
    await report();
    const card = await onSlack('T-1');
    expect(JSON.stringify(card.blocks)).toContain('Acknowledge');
    const theirs = await onFeishu('T-1');
    expect(JSON.stringify(theirs.content)).toContain('zh_cn');
    const [button] = card.blocks.flatMap(({ type, elements }) => (type === 'actions' ? (elements as object[]) : []));
    await house.onSlack(pressOf(button ?? {}, ENGINEER));
    await onFeishu('已响应');
    await until('the card as it stands', async () => {
      const standing = house.feishu.messages.find(({ id }) => id === theirs.id);
      return JSON.stringify(standing?.content) !== JSON.stringify(theirs.content) || undefined;
    });
    await house.onSlack(pressOf(button ?? {}, { ...ENGINEER, user: slackId('U', 'engineer2') }));
    await until('the refusal', async () => house.slack.whispers.find(({ user }) => user === slackId('U', 'engineer2')));
  });

  it('carries only replies to the customer over, and keeps notes inside', async () => {
    await report();
    await onSlack('T-1');
    await house.onSlack(slashOf('/desk', 'update T-1 they forgot to pay', ENGINEER));
    await house.onSlack(slashOf('/desk', 'tell T-1 we are on our way', ENGINEER));
    await onFeishu('we are on our way');
    await house.onFeishu(messageOf({ text: '补充 T-1 三号机柜也断电了' }, REPORTER));
    await onSlack('三号机柜也断电了');
    expect(JSON.stringify(house.feishu.messages)).not.toContain('forgot to pay');
  });

  it('takes a reply from the ticket’s own thread, without its number', async () => {
    await report();
    const card = await onSlack('T-1');
    const inThread = { thread_ts: card.ts };
    await house.onSlack(slackMessageOf({ text: '<@UDESKBELL> they forgot to pay', ...inThread }, ENGINEER));
    await house.onSlack(slackMessageOf({ text: '<@UDESKBELL> reply we are on our way', ...inThread }, ENGINEER));
    await onFeishu('we are on our way');
    expect(JSON.stringify(house.feishu.messages)).not.toContain('forgot to pay');
    const theirs = await onFeishu('T-1');
    const more = { root_id: theirs.root || theirs.id, parent_id: theirs.id };
    await house.onFeishu(messageOf({ text: '补充 三号机柜也断电了', more }, REPORTER));
    await onSlack('三号机柜也断电了');
  });

  it('carries the files of a reply over, both ways as far as Feishu gives them out, and says which stay', async () => {
    await report();
    const card = await onSlack('T-1');
    const bytes = Buffer.from('a photo of the rack');
    house.slack.keepFile('FRACK', { name: 'rack.png', permalink: 'https://home.slack.com/f', bytes });
    house.slack.keepFile('FFILM', { name: 'film.mp4', permalink: 'https://home.slack.com/g', bytes, size: 2 ** 26 });
    const files = ['FRACK', 'FFILM'].map((id) => ({ id, file_access: 'check_file_info' }));
    await house.onSlack(slackMessageOf({ text: '<@UDESKBELL> reply see here', thread_ts: card.ts, files }, ENGINEER));
    await onFeishu('see here');
    const picture = await until('the picture', async () => house.feishu.messages.find(({ type }) => type === 'image'));
    expect(house.feishu.files.get(String(picture.content.image_key))?.bytes.toString()).toBe('a photo of the rack');
    const left = await until('the word that one stays', async () =>
      house.slack.messages.find(({ text }) => text.includes('“film.mp4” did not reach ')),
    );
    expect([left.thread, left.text]).toEqual([card.ts, expect.stringContaining('too large')]);

    const theirs = await onFeishu('T-1');
    const said = { root: theirs.id, thread: '', createdAt: 0, type: 'file' };
    const content = { file_key: 'file_v3_theirs', file_name: 'log.txt' };
    house.feishu.say({ id: 'om_theirs', chat: FEISHU_GROUP, ...said, content });
    const more = { root_id: theirs.id, parent_id: 'om_theirs' };
    await house.onFeishu(messageOf({ text: '补充 日志', more }, REPORTER));
    await onSlack('日志');
    const stays = await until('the word that theirs stays', async () =>
      house.slack.messages.find(({ text }) => text.includes('“log.txt” from')),
    );
    expect(stays.thread).toBe(card.ts);
  });

  it('pings the manager on Feishu, once, when Slack is down past the ping’s deadline, and says so', async () => {
    await report();
    await onSlack('T-1');
    await house.slack.close();
    await house.forward(70);
    await house.forward(2);
    await house.forward(2);
    const told = house.feishu.messages
      .filter(({ chat }) => chat !== FEISHU_GROUP)
      .map(({ content }) => JSON.stringify(content));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('T-1');
    expect(told[0]).toMatch(/cannot be reached|无法送达/);
    expect(house.alarms).toContain('outbox.rerouted: slack unavailable');
  });
});
