import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSlackAdapter } from '../../../../src/adapter/slack/slack.ts';
import { silentLog } from '../../../../src/lib/log.ts';
import { keepMoves } from '../../../support/channel-moves.ts';
import { lineOf } from '../../contract.ts';

const PLACE = { platform: 'slack', channelId: 'CTEAM', threadId: '' };
const POSTED = { ok: true, channel: 'CTEAM', ts: '1700000000.000100' };

describe('Slack itself, at its own address', () => {
  const adapter = createSlackAdapter(
    { botToken: 'xoxb-of-the-test', signingSecret: 'secret', appToken: undefined, apiUrl: 'https://slack.com/api/' },
    { clock: { now: () => Date.now() }, log: silentLog, moves: keepMoves(), fail: () => {} },
  );
  const answering = () => nock('https://slack.com').post('/api/chat.postMessage');
  beforeAll(() => {
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
    nock.enableNetConnect('127.0.0.1');
  });
  // Restores network access for later test files in this process.
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });
  afterEach(() => {
    expect(nock.pendingMocks()).toEqual([]);
    nock.cleanAll();
  });

  it('says how long to wait when it is busy, and is asked once', async () => {
    answering().reply(429, '', { 'retry-after': '30' });
    await expect(adapter.send(PLACE, lineOf('x'), '1')).rejects.toMatchObject({
      kind: 'rate-limited',
      retryAfterMs: 30_000,
    });
  });

  it('is unavailable when it fails, and takes the same message afterwards', async () => {
    answering().reply(500, 'oops');
    answering().reply(200, POSTED);
    await expect(adapter.send(PLACE, lineOf('x'), '1')).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await adapter.send(PLACE, lineOf('x'), '2')).toEqual({ messageId: POSTED.ts, threadId: POSTED.ts });
  });

  it('is asked for a message that may stand there before it gets it again', async () => {
    const metadata = { event_type: 'deskbell_notice', event_payload: { key: '1' } };
    nock('https://slack.com')
      .post('/api/conversations.history', /oldest=1699999700/)
      .reply(200, { ok: true, messages: [{ ts: POSTED.ts, metadata }] });
    expect(await adapter.send(PLACE, lineOf('x'), '1', 1_700_000_000_000)).toMatchObject({ messageId: POSTED.ts });
  });
});
