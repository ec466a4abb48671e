import { describe, expect, it } from 'vitest';
import type { Acknowledge } from '../../../../src/adapter/slack/wire/acknowledge.ts';
import { createBolt } from '../../../../src/adapter/slack/wire/bolt.ts';
import { silentLog } from '../../../../src/lib/log.ts';
import { messageOf, pressOf, slashOf, submissionOf } from '../../../support/slack-payload.ts';
import type { SlackPayload } from '../../../support/slack-request.ts';

const BY = { user: 'UENGLISH' };
const PAYLOADS: readonly [string, SlackPayload][] = [
  ['a command', slashOf('/fault', 'x', BY)],
  ['a press', pressOf({ action_id: 'a', block_id: 'b', type: 'button', value: '{}' }, BY)],
  ['a form', submissionOf({ callback_id: 'ticket.report' }, BY)],
  ['an event', messageOf({ text: 'x' }, BY)],
];

function openBolt(work: (body: unknown, acknowledge: Acknowledge) => Promise<void>) {
  const access = { botToken: 'xoxb-of-the-test', apiUrl: 'http://127.0.0.1:9/' };
  return createBolt(access, silentLog, async (body, acknowledge) => {
    await work(body, acknowledge);
    return true;
  });
}

function bodyOf(payload: SlackPayload) {
  return 'json' in payload ? payload.json : 'form' in payload ? payload.form : payload.payload;
}

describe('acknowledgement', () => {
  it.each(PAYLOADS)('of %s comes once, however often it is given', async (_what, payload) => {
    const done: unknown[] = [];
    const bolt = openBolt(async (body, acknowledge) => {
      await acknowledge();
      await acknowledge();
      done.push(body);
    });
    const body = bodyOf(payload);
    await bolt.processEvent({ body: { ...body }, ack: async () => void done.push('acknowledged') });
    expect(done).toEqual(['acknowledged', body]);
  });

  it('of a form carries the answer', async () => {
    const answer = { response_action: 'errors', errors: { text: 'too long' } } as const;
    const bolt = openBolt((_body, acknowledge) => acknowledge(answer));
    const given: unknown[] = [];
    const body = bodyOf(submissionOf({ callback_id: 'ticket.report' }, BY));
    await bolt.processEvent({ body: { ...body }, ack: async (response) => void given.push(response) });
    expect(given).toEqual([answer]);
  });

  it.each(PAYLOADS)('of %s that reaches nobody leaves the work done', async (_what, payload) => {
    const done: unknown[] = [];
    const bolt = openBolt(async (body, acknowledge) => {
      await acknowledge();
      done.push(body);
    });
    const body = bodyOf(payload);
    await bolt.processEvent({ body: { ...body }, ack: () => Promise.reject(new Error('nobody there')) });
    expect(done).toEqual([body]);
  });

  it('is given to what Bolt does not know as well', async () => {
    const acks: unknown[] = [];
    const bolt = openBolt(async () => {});
    await bolt.processEvent({ body: { type: 'of-tomorrow' }, ack: async () => void acks.push('acknowledged') });
    expect(acks).toEqual(['acknowledged']);
  });
});
