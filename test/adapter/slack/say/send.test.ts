import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Post } from '../../../../src/chat/adapter.ts';
import type { Card } from '../../../../src/chat/card.ts';
import type { Instead } from '../../../support/slack-server.ts';
import { CARDS, lineOf } from '../../contract.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';

const PLACE = { platform: 'slack', channelId: 'CTEAM', threadId: '' };
/** Before the workspace's first message. */
const SINCE = 1_699_999_000_000;
const CARD = CARDS['empty fields'] as Card;
const error = (name: string): Instead => ({ status: 200, body: { ok: false, error: name } });

describe('what is sent', () => {
  let house: Workspace;
  beforeEach(async () => {
    house = await openWorkspace();
  });
  afterEach(() => house.close());

  it('pings whom the post names, and nobody by the words in it', async () => {
    const post: Post = {
      ...lineOf('<!channel> <@U2> *now* & here'),
      mentions: ['UENGLISH', 'THOME/UCHINESE'],
      card: CARD,
    };
    await house.adapter.send(PLACE, post, '7');
    const [sent] = house.slack.messages;
    expect(sent?.text).toBe('&lt;!channel&gt; &lt;@U2&gt; *now* &amp; here · T-12 <@UENGLISH> <@UCHINESE>');
    const [line] = sent?.blocks ?? [];
    expect(line).toEqual({
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'user', user_id: 'UENGLISH' },
            { type: 'text', text: ' ' },
            { type: 'user', user_id: 'UCHINESE' },
            { type: 'text', text: ' ' },
            { type: 'text', text: '<!channel> <@U2> *now* & here' },
          ],
        },
      ],
    });
    expect(JSON.stringify(sent?.blocks)).not.toContain('mrkdwn');
    expect(sent?.metadata).toEqual({ event_type: 'deskbell_notice', event_payload: { key: '7' } });
  });

  it('puts a line under the card it belongs to', async () => {
    const posted = await house.adapter.send(PLACE, { ...lineOf(''), card: CARD }, '1');
    const line = await house.adapter.send({ ...PLACE, threadId: posted.threadId }, lineOf('acknowledged'), '2');
    expect(house.slack.messages[1]).toMatchObject({ channel: 'CTEAM', thread: posted.messageId });
    expect(line.threadId).toBe(posted.threadId);
  });

  it('keeps a card true, in a channel and in direct messages', async () => {
    for (const channelId of ['CTEAM', '@THOME/UENGLISH']) {
      const place = { ...PLACE, channelId };
      const posted = await house.adapter.send(place, { ...lineOf('look'), card: CARD }, '1');
      await house.adapter.refresh(place, posted, { ...lineOf(''), card: { ...CARD, title: 'T-12 & more' } });
    }
    expect(house.slack.messages).toMatchObject([
      { channel: 'CTEAM', text: 'T-12 &amp; more' },
      { channel: 'DUENGLISH', text: 'T-12 &amp; more' },
    ]);
  });

  it.each<[string, Instead, object]>([
    ['a rate limit', { status: 429, headers: { 'retry-after': '7' } }, { kind: 'rate-limited', retryAfterMs: 7_000 }],
    ['a broken Slack', { status: 503 }, { kind: 'unavailable', retryAfterMs: undefined }],
    ['Slack’s own error', error('internal_error'), { kind: 'unavailable' }],
    ['a proxy’s page', { status: 200, body: '<html>Back soon.</html>' }, { kind: 'unavailable' }],
    ['a revoked token', error('token_revoked'), { kind: 'unauthorized' }],
    ['a missing scope', error('missing_scope'), { kind: 'unauthorized' }],
    ['an archived channel', error('is_archived'), { kind: 'gone' }],
    ['a channel we were removed from', error('not_in_channel'), { kind: 'gone' }],
    ['a message it will never take', error('msg_too_long'), { kind: 'rejected' }],
  ])('tells %s by its kind, after one attempt', async (_what, instead, kind) => {
    house.slack.failNext('chat.postMessage', instead);
    await expect(house.adapter.send(PLACE, lineOf('x'), '1')).rejects.toMatchObject({ platform: 'slack', ...kind });
    expect(house.slack.calls.filter((method) => method === 'chat.postMessage')).toHaveLength(1);
  });

  it('goes on with one channel while another is rate limited', async () => {
    house.slack.failNext('chat.postMessage', { status: 429, headers: { 'retry-after': '60' } });
    const [limited, other] = await Promise.allSettled([
      house.adapter.send(PLACE, lineOf('x'), '1'),
      house.adapter.send({ ...PLACE, channelId: 'CSAMPLE' }, lineOf('y'), '2'),
    ]);
    expect([limited.status, other.status].sort()).toEqual(['fulfilled', 'rejected']);
  });

  it.each([
    ['a channel', PLACE],
    ['a thread', { ...PLACE, threadId: '1700000000.000100' }],
    ['direct messages', { ...PLACE, channelId: '@THOME/UENGLISH' }],
  ])('does not stand twice in %s when its answer was lost, however much was said since', async (_where, place) => {
    await house.adapter.send(place, lineOf('another'), '7-line');
    house.slack.loseAnswer('chat.postMessage');
    await expect(house.adapter.send(place, lineOf('x'), '7')).rejects.toMatchObject({ kind: 'unavailable' });
    for (let count = 0; count < 45; count += 1) await house.adapter.send(place, lineOf('more'), `other-${count}`);
    const again = await house.adapter.send(place, lineOf('x'), '7', SINCE);
    const standing = house.slack.messages.filter(({ text }) => text === 'x');
    const messageId = place.channelId.startsWith('@') ? `DUENGLISH/${standing[0]?.ts}` : standing[0]?.ts;
    expect(standing).toHaveLength(1);
    expect(again).toEqual({ messageId, threadId: place.threadId || standing[0]?.ts });
  });

  it('is looked for only where it may stand already', async () => {
    await house.adapter.send(PLACE, lineOf('x'), '7');
    expect(house.slack.calls).not.toContain('conversations.history');
    await house.adapter.send(PLACE, lineOf('y'), '8', SINCE);
    expect(house.slack.messages.map(({ text }) => text)).toEqual(['x', 'y']);
  });

  it.each([
    ['conversations.history', PLACE],
    ['conversations.open', { ...PLACE, channelId: '@THOME/UENGLISH' }],
  ])('is sent all the same when we may not ask for %s', async (method, place) => {
    house.slack.failNext(method, error('missing_scope'));
    await house.adapter.send(place, lineOf('x'), '7', SINCE);
    expect(house.slack.messages).toHaveLength(1);
  });

  it.each<[string, Instead, object]>([
    ['broken', error('internal_error'), { kind: 'unavailable' }],
    ['busy', { status: 429, headers: { 'retry-after': '7' } }, { kind: 'rate-limited', retryAfterMs: 7_000 }],
  ])('waits with what may stand already while Slack is %s', async (_what, instead, kind) => {
    house.slack.failNext('conversations.history', instead);
    await expect(house.adapter.send(PLACE, lineOf('x'), '7', SINCE)).rejects.toMatchObject(kind);
    expect(house.slack.messages).toEqual([]);
  });

  it('tells in words what Slack does not take as a card', async () => {
    house.slack.failNext('chat.postMessage', error('invalid_blocks'));
    const posted = await house.adapter.send(PLACE, { ...lineOf('look'), card: CARD }, '1');
    expect(house.slack.messages).toMatchObject([{ ts: posted.messageId, text: 'look · T-12', blocks: [] }]);
  });

  it('calls a Slack that is not there unavailable', async () => {
    await house.slack.close();
    await expect(house.adapter.send(PLACE, lineOf('x'), '1')).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

describe('the token', () => {
  it('is refused by name when Slack does not take it', async () => {
    await expect(openWorkspace({ token: 'xoxb-of-another' })).rejects.toThrow(/^Slack refuses SLACK_BOT_TOKEN/);
  });
});
