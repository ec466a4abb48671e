import { afterEach, describe, expect, it } from 'vitest';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { type By, messageOf } from '../support/feishu-payload.ts';
import { must } from '../support/must.ts';
import { slackId } from '../support/slack-book.ts';
import { slashOf } from '../support/slack-payload.ts';
import { FEISHU_GROUP, openTwoPlatformHouse, type TwoPlatformHouse } from '../support/two-platform-house.ts';
import { until } from '../support/until.ts';

const TEAM = slackId('C', 'team');
const ENGINEER = slackId('U', 'engineer1');
const MANAGER = slackId('U', 'manager1');
const REPORTER: By = { user: 'ou_reporter', tenant: 'their-tenant', chat: FEISHU_GROUP };
const SECRET = 'quokkasecret';

/** The customer is confidential: engineers alone, in no channel of the provider's. */
function confidential(book: BookSource): BookSource {
  const sample = must(book.customers.sample);
  const rule = { access: ['engineer' as const], channels: [] };
  return { ...book, customers: { ...book.customers, sample: { ...sample, confidential: rule } } };
}

describe('a confidential customer on Feishu, the provider on Slack', () => {
  let house: TwoPlatformHouse | undefined;
  afterEach(() => house?.close());

  it('their words reach Slack in direct messages of engineers and in private answers to them, and nowhere else', async () => {
    const open = await openTwoPlatformHouse(confidential);
    house = open;
    await open.onFeishu(messageOf({ text: `报障 核心交换机坏了 ${SECRET}` }, REPORTER));
    await until('the sealed card', async () =>
      open.slack.messages.find(({ channel, blocks }) => channel === TEAM && JSON.stringify(blocks).includes('T-1')),
    );
    await open.onFeishu(messageOf({ text: `补充 T-1 ${SECRET} 三号机柜也断电了` }, REPORTER));
    await open.forward(24 * 60);
    await open.onSlack(slashOf('/desk', 'show T-1', { user: MANAGER, channel: TEAM }));
    await open.onSlack(slashOf('/desk', 'show T-1', { user: ENGINEER, channel: TEAM }));
    await until('the answer to the engineer', async () =>
      open.slack.requests.find(({ args }) => JSON.stringify(args).includes(SECRET)),
    );
    const told = open.slack.requests.filter(({ args }) => JSON.stringify(args).includes(SECRET));
    const whom = told.map(({ method, args }) => `${method} ${args.user ?? args.channel}`);
    for (const each of whom) expect([`chat.postEphemeral ${ENGINEER}`, `chat.postMessage ${ENGINEER}`]).toContain(each);
    expect(open.slack.messages.filter(({ channel }) => channel === TEAM).length).toBeGreaterThan(0);
    expect(JSON.stringify(open.feishu.messages)).toContain(SECRET);
  });
});
