import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatEvent } from '../../src/chat/event.ts';
import { NO_LINKS } from '../../src/chat/page.ts';
import { createDispatch, type Dispatch } from '../../src/command/dispatch.ts';
import type { Database } from '../../src/db/database.ts';
import { noJobs } from '../../src/db/turn.ts';
import { applyBook } from '../../src/desk/book/store.ts';
import type { Command } from '../../src/desk/desk.ts';
import { startRotations } from '../../src/desk/oncall/store.ts';
import { writeOwed } from '../../src/desk/pending-notices.ts';
import { COMMANDS } from '../../src/house.ts';
import { silentLog } from '../../src/lib/log.ts';
import { openTestDatabase } from '../support/database.ts';
import { START } from '../support/house.ts';
import { PLATFORM, sampleBook } from '../support/sample-book.ts';

/** A command with a bug, in place of the real one of this name. */
const FAULTY: Command = {
  name: 'person.unlink',
  for: 'everyone',
  typed: undefined,
  run: () => Promise.reject(new Error('a mistake')),
};
const CUSTOMER_CHANNEL = 'customer-sample';
const TEAM_CHANNEL = 'team';

describe('the limit of requests by customers in a minute', () => {
  let database: Database;
  beforeEach(async () => {
    database = await openTestDatabase('pglite-memory');
    const book = await sampleBook('en');
    await database.transaction(async (tx) => {
      await applyBook(tx, book, START);
      await startRotations(tx, book, START);
    });
  });
  afterEach(() => database.close());

  function open(perPerson: number, perChannel: number): Dispatch {
    return createDispatch({
      database,
      jobs: noJobs,
      writeOwed,
      clock: { now: () => START },
      log: silentLog,
      commands: [FAULTY, ...COMMANDS],
      subscribers: [],
      speaksBoth: () => false,
      linksAt: () => NO_LINKS,
      limits: { perPerson, perChannel },
    });
  }

  type Words = Extract<ChatEvent, { kind: 'words' }>;
  let n = 0;
  function said(userId: string, text: string, channelId = CUSTOMER_CHANNEL): ChatEvent {
    n += 1;
    return {
      kind: 'words',
      id: `said/${n}`,
      at: START,
      person: { platform: PLATFORM, teamId: '', userId, displayName: userId, external: true },
      place: { platform: PLATFORM, channelId, threadId: '' },
      language: 'en',
      message: undefined,
      word: 'fault',
      text,
      mentions: {},
    };
  }
  const tickets = async () => (await database.query<{ n: number }>('select count(*) as n from ticket'))[0]?.n;

  it("a request above a person's limit has no effect, and they are told when to try again", async () => {
    const dispatch = open(2, 0);
    const outcomes = await dispatch.all(['one', 'two', 'three'].map((text) => said('UBUSY', text)));
    expect(outcomes.map(({ refusal }) => refusal?.code)).toEqual([undefined, undefined, 'command.too-many']);
    expect(outcomes[2]?.replies).toMatchObject([
      { kind: 'whisper', tone: 'bad', text: expect.stringMatching(/\d+ s/) },
    ]);
    expect((await dispatch.one(said('UOTHER', 'four'))).refusal).toBeUndefined();
    expect(await tickets()).toBe(3);
  });

  it('a channel has a limit of its own for all people in it', async () => {
    const dispatch = open(0, 2);
    const codes = [];
    for (const person of ['UA', 'UB', 'UC']) codes.push((await dispatch.one(said(person, 'down'))).refusal?.code);
    expect(codes).toEqual([undefined, undefined, 'command.too-many']);
  });

  it('an event whose turn runs again is counted once', async () => {
    const dispatch = open(1, 0);
    const event = said('UBUSY', 'one');
    const { word: _word, text: _text, mentions: _mentions, ...other } = said('UOTHER', '') as Words;
    const faulty: ChatEvent = { ...other, kind: 'button', command: FAULTY.name, args: {}, subject: '' };
    await expect(dispatch.all([event, faulty])).rejects.toThrow('a mistake');
    expect((await dispatch.one(event)).refusal).toBeUndefined();
  });

  it('staff are not counted', async () => {
    const dispatch = open(1, 1);
    for (let time = 0; time < 3; time += 1) {
      const asked = said('engineer1', 'help', TEAM_CHANNEL) as Words;
      const event = { ...asked, word: 'desk', person: { ...asked.person, external: false } };
      expect((await dispatch.one(event)).refusal).toBeUndefined();
    }
  });
});
