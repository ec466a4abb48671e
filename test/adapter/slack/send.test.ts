import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Post } from '../../../src/chat/adapter.ts';
import type { Card } from '../../../src/chat/card.ts';
import type { Instead } from '../../support/slack-server.ts';
import { CARDS, lineOf } from '../contract.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

const PLACE = { platform: 'slack', channelId: 'CTEAM', threadId: '' };
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
    expect(sent?.text).toBe('<@UENGLISH> <@UCHINESE> T-12 · &lt;!channel&gt; &lt;@U2&gt; *now* &amp; here');
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

  it.each(['', '1700000000.000100'])('does not stand twice when its answer was lost (thread %j)', async (threadId) => {
    const place = { ...PLACE, threadId };
    await house.adapter.send(place, lineOf('another'), '6');
    house.slack.loseAnswer('chat.postMessage');
    await expect(house.adapter.send(place, lineOf('x'), '7')).rejects.toMatchObject({ kind: 'unavailable' });
    const again = await house.adapter.send(place, lineOf('x'), '7');
    expect(house.slack.messages.map(({ text }) => text)).toEqual(['another', 'x']);
    expect(again.messageId).toBe(house.slack.messages[1]?.ts);
  });

  it('is sent again when it did not arrive, or when nobody lets us look', async () => {
    for (const answer of [{ status: 503 }, { status: 503 }]) house.slack.failNext('chat.postMessage', answer);
    house.slack.failNext('conversations.history', error('internal_error'));
    for (const _ of ['did not arrive', 'Slack cannot be asked', 'did not arrive again'])
      await expect(house.adapter.send(PLACE, lineOf('x'), '7')).rejects.toMatchObject({ kind: 'unavailable' });
    house.slack.failNext('conversations.history', error('missing_scope'));
    await house.adapter.send(PLACE, lineOf('x'), '7');
    expect(house.slack.messages).toHaveLength(1);
    expect(house.slack.calls.filter((method) => method === 'chat.postMessage')).toHaveLength(3);
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
