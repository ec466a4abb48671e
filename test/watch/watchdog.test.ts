import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AdapterError } from '../../src/chat/adapter.ts';
import type { Database } from '../../src/db/database.ts';
import { alarmChannels } from '../../src/desk/book/alarm-rule.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { isoOf, MINUTE, SECOND } from '../../src/lib/instant.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createWatchdog, LOOK_EVERY_MS } from '../../src/watch/watchdog.ts';
import { openTestDatabase } from '../support/database.ts';
import { sampleBook } from '../support/sample-book.ts';

const START = Date.parse('2026-09-28T10:10:00+08:00');

describe('the watchdog', () => {
  let database: Database;
  let book: BookSource;
  let at: number;
  let sent: { platform: string; channel: string; line: string }[];
  /** Platforms that refuse what they are sent. */
  let refusing: string[];
  let isAway: boolean;

  beforeEach(async () => {
    database = await openTestDatabase('pglite-memory');
    const { channels, ...rest } = await sampleBook('en');
    const name = { zh: 'x', en: 'x' };
    const place = { purpose: 'escalation', name, language: 'en' } as const;
    const both = { ...place, platform: 'slack', id: 'CESC' } as const;
    const other = { ...place, platform: 'feishu', id: 'oc_esc', language: 'zh-CN' } as const;
    const ours = Object.entries(channels).filter(([, { purpose }]) => purpose === 'customer' || purpose === 'team');
    book = { ...rest, channels: { ...Object.fromEntries(ours), both, other } };
    at = START;
    sent = [];
    refusing = [];
    isAway = false;
  });
  afterEach(() => database.close());

  const wake = () =>
    createWatchdog({
      database: {
        query: (...asked) => (isAway ? Promise.reject(new Error('away')) : database.query(...asked)),
      },
      clock: { now: () => at },
      book: () => book,
      log: silentLog,
      adapterFor: (platform) => ({
        async send({ channelId: channel }, { line }, key) {
          if (refusing.includes(platform)) throw new AdapterError(platform, 'unavailable', {});
          sent.push({ platform, channel, line });
          return { messageId: key, threadId: key };
        },
      }),
    });
  const watch = async (dog: ReturnType<typeof wake>, ms: number) => {
    for (const until = at + ms; at < until; ) {
      at += LOOK_EVERY_MS;
      await dog.look();
    }
  };
  const owe = (error: string | null, platform = 'slack') =>
    database.query(
      `insert into notice (key, kind, subject, at, audience, platform, channel, lane, post, error)
       values ($1, 'sla.breached', 'ticket/1', $2, 'team', $3, 'C', 'urgent', '{}', $4)`,
      [`x/${at}/${error}`, isoOf(at), platform, error],
    );
  const deliver = () => database.query(`update notice set status = 'delivered'`);

  it('tells within a minute of a notice that did not go out, once, and once when it is over', async () => {
    const dog = wake();
    await watch(dog, MINUTE);
    expect(sent).toEqual([]);
    await owe(null);
    await watch(dog, MINUTE);
    expect(sent.map(({ channel, line }) => [channel, line])).toEqual([
      ['CESC', expect.stringMatching(/^Deskbell needs you\. Messages that should have gone out: 1, .*late\.$/)],
      ['oc_esc', expect.stringMatching(/^Deskbell 需要处理：有 1 条消息应发未发/)],
    ]);
    expect(dog.isHealthy()).toBe(false);
    await watch(dog, 10 * MINUTE);
    expect(sent).toHaveLength(2);
    await deliver();
    await watch(dog, MINUTE);
    expect(sent.slice(2).map(({ line }) => line)).toEqual([
      'Deskbell: it is over. Messages go out in time again.',
      'Deskbell 已恢复：消息已恢复按时送达。',
    ]);
    await watch(dog, MINUTE);
    expect([sent.length, dog.isHealthy()]).toEqual([4, true]);
  });

  it('tells on the other platform that one is shut, and of its messages no second time', async () => {
    const dog = wake();
    await owe('unauthorized');
    await watch(dog, MINUTE);
    expect(sent).toEqual([
      { platform: 'feishu', channel: 'oc_esc', line: expect.stringContaining('Slack拒绝我们的凭证') },
    ]);
  });

  it('tries again where no one could be told, by another process too', async () => {
    refusing = ['slack', 'feishu'];
    await owe(null);
    await watch(wake(), MINUTE);
    expect(sent).toEqual([]);
    refusing = ['slack'];
    await watch(wake(), MINUTE);
    expect(sent.map(({ platform }) => platform)).toEqual(['feishu']);
  });

  it('is told by one of two processes, and over by one of them', async () => {
    const [one, other] = [wake(), wake()];
    await owe(null);
    const both = async (ms: number) => {
      for (const until = at + ms; at < until; ) {
        at += LOOK_EVERY_MS;
        await Promise.all([one.look(), other.look()]);
      }
    };
    await both(2 * MINUTE);
    expect(sent).toHaveLength(2);
    await deliver();
    await both(2 * MINUTE);
    expect(sent).toHaveLength(4);
  });

  it('sees deadlines that passed without any work, and a promise whose break was never written down', async () => {
    const dog = wake();
    await database.query(`insert into book_version (hash, source, applied_at) values ('h', '{}', $1)`, [isoOf(at)]);
    await database.query(
      `insert into ticket (book_version_id, customer, kind, status, title, state, opened_at, next_due_at, promise_at)
       select id, 'sample', 'fault', 'open', 't', '{}', $1, $1, $1 from book_version`,
      [isoOf(at + SECOND)],
    );
    await watch(dog, MINUTE);
    expect(sent.filter(({ platform }) => platform === 'slack').map(({ line }) => line)).toEqual([
      expect.stringContaining('Deadlines passed and nothing happened: 1'),
      expect.stringContaining('Promises that broke and no one was told: 1'),
    ]);
  });

  it('tells that the database is away, and that it is back', async () => {
    const dog = wake();
    isAway = true;
    await watch(dog, MINUTE);
    expect(sent.map(({ channel }) => channel)).toEqual(['CESC', 'oc_esc']);
    expect(sent[0]?.line).toContain('The database does not answer');
    isAway = false;
    await watch(dog, MINUTE);
    expect(sent.slice(2).map(({ line }) => line)[0]).toBe('Deskbell: it is over. The database answers again.');
  });

  it('goes to the channels that the book names, else to escalation and managers', () => {
    const { channels } = book;
    expect(alarmChannels({ channels }).map(({ id }) => id)).toEqual(['CESC', 'oc_esc']);
    expect(alarmChannels({ alarm: ['other'], channels }).map(({ id }) => id)).toEqual(['oc_esc']);
  });
});
