import { describe, expect, it } from 'vitest';
import { createBolt } from '../../../src/adapter/slack/bolt.ts';
import { silentLog } from '../../../src/lib/log.ts';
import { messageOf, pressOf, slashOf, submissionOf } from '../../support/slack-payload.ts';
import type { SlackPayload } from '../../support/slack-request.ts';

const BY = { user: 'UENGLISH' };
const PAYLOADS: readonly [string, SlackPayload][] = [
  ['a command', slashOf('/fault', 'x', BY)],
  ['a press', pressOf({ action_id: 'a', block_id: 'b', type: 'button', value: '{}' }, BY)],
  ['a form', submissionOf({ callback_id: 'ticket.report' }, BY)],
  ['an event', messageOf({ text: 'x' }, BY)],
];

function openBolt() {
  const done: unknown[] = [];
  const access = { botToken: 'xoxb-of-the-test', apiUrl: 'http://127.0.0.1:9/' };
  const bolt = createBolt(access, silentLog, (body) => done.push(body));
  return { bolt, done };
}

function bodyOf(payload: SlackPayload) {
  return 'json' in payload ? payload.json : 'form' in payload ? payload.form : payload.payload;
}

describe('acknowledgement', () => {
  it.each(PAYLOADS)('of %s comes once, and before the work', async (_what, payload) => {
    const { bolt, done } = openBolt();
    const body = bodyOf(payload);
    await bolt.processEvent({ body: { ...body }, ack: async () => void done.push('acknowledged') });
    expect(done).toEqual(['acknowledged', body]);
  });

  it.each(PAYLOADS)('of %s that reaches nobody leaves the work done', async (_what, payload) => {
    const { bolt, done } = openBolt();
    const body = bodyOf(payload);
    await bolt.processEvent({ body: { ...body }, ack: () => Promise.reject(new Error('nobody there')) });
    expect(done).toEqual([body]);
  });
});
