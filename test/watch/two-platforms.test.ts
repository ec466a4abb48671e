import { afterEach, beforeEach, expect, it } from 'vitest';
import { AdapterError, type ChatAdapter } from '../../src/chat/adapter.ts';
import type { Database } from '../../src/db/database.ts';
import { MINUTE } from '../../src/lib/instant.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createCourier } from '../../src/outbox/deliver.ts';
import { createWatchdog, LOOK_EVERY_MS } from '../../src/watch/watchdog.ts';
import { createChatPlatform } from '../support/chat-platform.ts';
import { openTestDatabase } from '../support/database.ts';
import { sampleBook } from '../support/sample-book.ts';

const START = Date.parse('2026-09-28T10:10:00+08:00');
const NAME = { zh: 'x', en: 'x' };

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase('pglite-memory');
});
afterEach(() => database.close());

it('a ping that its platform refuses goes out on the other, which also hears of the one that is shut, and no trouble of its own', async () => {
  const clock = { at: START, now: () => clock.at };
  const [slack, feishu] = [createChatPlatform('slack'), createChatPlatform('feishu')];
  const refuse = async (): Promise<never> => {
    throw new AdapterError('slack', 'unauthorized', {});
  };
  let takes = false;
  const paced: ChatAdapter = {
    ...feishu.adapter,
    async send(...asked) {
      if (!takes && asked[2] === '1') throw new AdapterError('feishu', 'rate-limited', {});
      return feishu.adapter.send(...asked);
    },
  };
  const adapterFor = (platform: string) => (platform === 'slack' ? { ...slack.adapter, send: refuse } : paced);
  const escalation = { purpose: 'escalation', name: NAME, language: 'en' } as const;
  const channels = {
    one: { ...escalation, platform: 'slack', id: 'C' } as const,
    two: { ...escalation, platform: 'feishu', id: 'oc_alarm' } as const,
  };
  const book = { ...(await sampleBook('en')), channels };
  const post = { card: undefined, line: 'late', mentions: [], readers: 'staff', language: 'en', gist: 'late' };
  const fallback = {
    place: { platform: 'feishu', channelId: 'oc', threadId: '' },
    lead: 'For the team:',
    card: 'stays',
  };
  for (const fallbacks of [[fallback], []])
    await database.query(
      `insert into notice (key, kind, subject, at, audience, platform, channel, lane, post, fallbacks)
       values ($1, 'sla.breached', $1, $2, 'team', 'slack', 'C', 'urgent', $3, $4)`,
      [`ticket/${fallbacks.length}`, new Date(START), JSON.stringify(post), JSON.stringify(fallbacks)],
    );
  const digest = () => {
    throw new Error('nothing is merged');
  };
  const courier = createCourier({ database, adapterFor, digest, clock, log: silentLog, alarm: () => {} });
  const dog = createWatchdog({ database, clock, adapterFor, book: () => book, log: silentLog });
  const pass = async (ms: number) => {
    for (const until = clock.at + ms; clock.at < until; ) {
      clock.at += LOOK_EVERY_MS;
      await courier.drain();
      await dog.look();
    }
  };
  await pass(3 * MINUTE);
  const heard = feishu.seen('oc_alarm').lines;
  expect(heard[0]).toContain('Slack refuses our token; 2 messages wait');
  expect(heard.join('\n')).not.toContain('Feishu');
  takes = true;
  await pass(MINUTE);
  expect(feishu.seen('oc').lines).toHaveLength(1);
});
