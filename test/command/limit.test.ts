import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatEvent } from '../../src/chat/event.ts';
import { NO_LINKS } from '../../src/chat/page.ts';
import { createDispatch, type Dispatch } from '../../src/command/dispatch.ts';
import { COMMANDS } from '../../src/commands.ts';
import type { Database } from '../../src/db/database.ts';
import { noJobs } from '../../src/db/turn.ts';
import { applyBook } from '../../src/desk/book/store.ts';
import type { Command } from '../../src/desk/desk.ts';
import { TAKE } from '../../src/desk/heard/card.ts';
import { startRotations } from '../../src/desk/oncall/store.ts';
import { writeOwed } from '../../src/desk/pending-notices.ts';
import { silentLog } from '../../src/lib/log.ts';
import { buttonsOn } from '../support/card-words.ts';
import { openTestDatabase } from '../support/database.ts';
import { START } from '../support/house.ts';
import { must } from '../support/must.ts';
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

  function open(perPerson: number, perChannel: number, more: readonly Command[] = []): Dispatch {
    return createDispatch({
      database,
      jobs: noJobs,
      writeOwed,
      clock: { now: () => START },
      log: silentLog,
      commands: [FAULTY, ...more, ...COMMANDS],
      subscribers: [],
      speaksBoth: () => false,
      canUrge: () => false,
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
    const outcomes = await dispatch.all([1, 2, 3].map((at) => said('UBUSY', `switch ${at} is down`)));
    expect(outcomes.map(({ refusal }) => refusal?.code)).toEqual([undefined, undefined, 'command.too-many']);
    expect(outcomes[2]?.replies).toMatchObject([
      { kind: 'whisper', tone: 'bad', text: expect.stringMatching(/\d+ s/) },
    ]);
    expect((await dispatch.one(said('UOTHER', 'switch 4 is down'))).refusal).toBeUndefined();
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
    const event = said('UBUSY', 'switch 1 is down');
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

  describe('of what people say among themselves', () => {
    const overheard = (text: string, threadId = ''): Words => ({
      ...(said('UBUSY', text) as Words),
      word: '',
      overheard: true,
      message: { threadId, link: '', files: [] },
    });

    it('counts nothing that is about no ticket', async () => {
      const dispatch = open(1, 1);
      for (const text of ['lunch?', 'see you', 'good morning'])
        expect(await dispatch.one(overheard(text))).toMatchObject({ refusal: undefined, replies: [] });
      expect((await dispatch.one(said('UBUSY', 'core switch is down'))).refusal).toBeUndefined();
    });

    it('counts what is about a ticket, and tells the person alone', async () => {
      const dispatch = open(2, 0);
      await dispatch.one(said('UBUSY', 'core switch is down'));
      await database.query(
        `insert into posted_card (subject, platform, channel, thread_id, message_id, posted_at, notice_id)
          values ('ticket/1', '${PLATFORM}', '${CUSTOMER_CHANNEL}', 'their-thread', 'm1', now(), 1)`,
      );
      expect((await dispatch.one(overheard('still down', 'their-thread'))).refusal).toBeUndefined();
      const { refusal, replies } = await dispatch.one(overheard('still down', 'their-thread'));
      expect(refusal?.code).toBe('command.too-many');
      expect(replies).toMatchObject([{ kind: 'whisper', readers: 'asker' }]);
    });

    it('a fault of ours is told to no one who did not speak to us', () => {
      const dispatch = open(0, 0);
      expect(dispatch.faulted(overheard('lunch?'), new Error('a mistake')).replies).toEqual([]);
      expect(dispatch.faulted(said('UBUSY', 'down'), new Error('a mistake')).replies).toHaveLength(1);
    });
  });

  /** Says unclear words and gives the tap that reports them as a fault. */
  async function tapAfter(dispatch: Dispatch): Promise<ChatEvent> {
    const { replies } = await dispatch.one({ ...(said('UBUSY', 'about the gate at the ramp') as Words), word: '' });
    const [card] = replies.flatMap((reply) => (reply.kind === 'card' ? [reply.card] : []));
    const { args } = must(card && buttonsOn(card)[0]);
    const { word: _word, text: _text, mentions: _mentions, ...other } = said('UBUSY', '') as Words;
    return { ...other, kind: 'button', command: TAKE, args, subject: 'heard' };
  }
  const kept = async () => (await database.query('select id from kept_words')).length;

  it('a tap above the limit leaves the words that it was about', async () => {
    const dispatch = open(1, 0);
    const tap = await tapAfter(dispatch);
    expect((await dispatch.one(tap)).refusal?.code).toBe('command.too-many');
    expect(await kept()).toBe(1);
    expect((await open(0, 0).one({ ...tap, id: 'again' })).refusal).toBeUndefined();
    expect([await tickets(), await kept()]).toEqual([1, 0]);
  });

  it('a tap whose turn fails leaves them too, and the same delivery can be worked again', async () => {
    const tap = await tapAfter(open(0, 0));
    const { replies } = await open(0, 0, [{ ...FAULTY, name: 'ticket.report' }]).one(tap);
    expect(replies).toMatchObject([{ tone: 'bad' }]);
    expect([await tickets(), await kept()]).toEqual([0, 1]);
    expect((await open(0, 0).one(tap)).refusal).toBeUndefined();
    expect([await tickets(), await kept()]).toEqual([1, 0]);
  });
});
