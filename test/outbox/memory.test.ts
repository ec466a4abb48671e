import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, Tx } from '../../src/db/database.ts';
import { noJobs } from '../../src/db/turn.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createCourier } from '../../src/outbox/deliver.ts';
import { createOwed, enqueue, type WriteOwed, writeOwed } from '../../src/outbox/enqueue.ts';
import { createMemoryOutbox } from '../../src/outbox/memory.ts';
import type { Notice, Withdrawal } from '../../src/outbox/notice.ts';
import { openTestDatabase } from '../support/database.ts';
import { adapterError, createFakePlatform, type FakePlatform, NOW, notice, onChannel } from './fixture.ts';

/** What one turn enqueues, or a delivery of everything that waits. */
type Step = { readonly notices: readonly Notice[]; readonly withdrawals: readonly Withdrawal[] } | 'drain';

/** One of the two outboxes, and the platform that it delivers to. */
interface Side {
  readonly platform: FakePlatform;
  take(step: Step): Promise<void>;
}

const UNREACHABLE = new Proxy({} as Tx & Database, {
  get: () => {
    throw new Error('the database was asked');
  },
});

function createSide(database: Database, write: WriteOwed, outbox?: ReturnType<typeof createMemoryOutbox>): Side {
  const platform = createFakePlatform();
  const courier = createCourier({
    database,
    adapterFor: () => platform.adapter,
    digest: () => notice('digest').post,
    clock: { now: () => NOW },
    log: silentLog,
    alarm: () => {},
    ...(outbox ? { outbox } : {}),
  });
  const turn = { now: NOW, actor: 'clock', log: silentLog, jobs: noJobs };
  const owe = async (tx: Tx, { notices, withdrawals }: Exclude<Step, 'drain'>) => {
    const owed = createOwed();
    await enqueue({ ...turn, tx, owed }, notices, withdrawals);
    await write({ tx, jobs: noJobs, owed });
  };
  return {
    platform,
    async take(step) {
      if (step === 'drain') await courier.drain();
      else if (outbox) await owe(UNREACHABLE, step);
      else await database.transaction((tx) => owe(tx, step));
    },
  };
}

function inMemory(): Side {
  const outbox = createMemoryOutbox();
  return createSide(UNREACHABLE, outbox.writeOwed, outbox);
}

/** Numbers below `most`, the same in every run. */
function createDice(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % most;
  };
}

/** Few keys, so that many repeat. Some notices show a card, some say a line, some change a card silently. */
function randomNotice(dice: (most: number) => number): Notice {
  const subject = `ticket/${dice(3)}`;
  const told = notice(`${subject}|kind-${dice(40)}`, {
    subject,
    title: dice(4) === 0 ? null : subject,
    line: dice(2) === 0 ? '' : 'a line',
    lane: dice(3) === 0 ? 'urgent' : 'normal',
    ...onChannel(`C${dice(2)}`),
  });
  if (dice(4) > 0) return told;
  return { ...told, post: { ...told.post, line: '', about: undefined } };
}

function randomSteps(seed: number): Step[] {
  const dice = createDice(seed);
  return Array.from({ length: 60 }, (): Step => {
    if (dice(3) === 0) return 'drain';
    const subject = `ticket/${dice(3)}`;
    const withdrawals = dice(3) === 0 ? [{ subject, keyPrefix: `${subject}|kind-${dice(40)}` }] : [];
    return { notices: Array.from({ length: dice(4) }, () => randomNotice(dice)), withdrawals };
  });
}

describe('an outbox in memory', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase('pglite-memory');
  });
  afterAll(() => database.close());

  it.each([1, 2, 3, 4, 5, 6])('sends what the tables send, in the same order (seed %i)', async (seed) => {
    await database.prisma.$executeRaw`TRUNCATE notice, posted_card RESTART IDENTITY`;
    const [tables, memory] = [createSide(database, writeOwed), inMemory()];
    for (const step of [...randomSteps(seed), 'drain' as const]) {
      await tables.take(step);
      await memory.take(step);
    }
    const said = ({ platform }: Side) => platform.sent.map(({ sentAt: _, ...rest }) => rest);
    expect(said(memory)).toEqual(said(tables));
    expect(memory.platform.sent.length).toBeGreaterThan(20);
  });

  it("keeps a card's subject, and whether there are words", async () => {
    const side = inMemory();
    const drawn = notice('ticket/1|ticket.opened', { title: 'core switch down', line: 'reported' });
    await side.take({ notices: [drawn], withdrawals: [] });
    await side.take('drain');
    expect(side.platform.sent).toMatchObject([{ what: 'card', text: 'ticket/1' }]);
  });

  it('leaves files out', async () => {
    const side = inMemory();
    const words = notice('ticket/1|ticket.opened');
    const file = { file: { from: 'desk' as const, id: 1, name: 'a.txt', size: 1 }, tooLarge: '', failed: '' };
    const post = { ...words.post, card: undefined, file: { ...file, readers: 'staff' as const } };
    await side.take({ notices: [words, { ...words, key: `${words.key}|file/1`, post }], withdrawals: [] });
    await side.take('drain');
    expect(side.platform.sent.map(({ what }) => what)).toEqual(['card']);
  });

  it('throws if the platform does not accept a notice, instead of losing it', async () => {
    const outbox = createMemoryOutbox();
    const failing = createSide(database, outbox.writeOwed, outbox);
    failing.platform.failNext('send', 'team', adapterError('unavailable'));
    await failing.take({ notices: [notice('ticket/1|ticket.opened')], withdrawals: [] });
    await expect(failing.take('drain')).rejects.toThrow('keeps nothing that failed');
    expect(failing.platform.sent).toEqual([]);
  });
});
