import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BusyError, StoppedError } from '../../src/chat/intake.ts';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open.ts';
import { t } from '../../src/i18n/i18n.ts';
import type { IntakeLimits } from '../../src/intake/parts.ts';
import { DAY } from '../../src/lib/instant.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createPostgresDatabase, openTestDatabase, TEST_DATABASES } from '../support/database.ts';
import {
  deliveryOf,
  faultOf,
  type IntakeHouse,
  openBookDatabase,
  openIntakeHouse,
  wordsIn,
  wordsOf,
} from '../support/intake-house.ts';
import { PLATFORM } from '../support/sample-book.ts';
import { until } from '../support/until.ts';

interface Row {
  readonly event_id: string;
  readonly state: string;
  readonly payload: string | null;
  readonly owner: string | null;
  readonly attempts: number;
}

const RIVAL = 'customer-rival';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function rowsOf(database: Database): Promise<readonly Row[]> {
  return database.query<Row>('select event_id, state, payload, owner, attempts from receipt order by seq');
}

/** From now on the database refuses a ticket with this word in its title, with PostgreSQL's error code `code`. */
async function poison(database: Database, code = 'P0001'): Promise<void> {
  await database.query(`create function refuse_poison() returns trigger language plpgsql as
    $$ begin if new.title like '%poison%' then raise exception 'a fault of the test' using errcode = '${code}'; end if;
    return new; end $$`);
  await database.query('create trigger poison before insert on ticket for each row execute function refuse_poison()');
}

async function cure(database: Database): Promise<void> {
  await database.query('drop trigger poison on ticket');
}

function openIntake(database: Database, limits: Partial<IntakeLimits> = {}): IntakeHouse {
  const house = openIntakeHouse(database, limits);
  closing.push(() => house.intake.stop());
  return house;
}

describe.each(TEST_DATABASES)('the intake on %s', (kind) => {
  let database: Database;
  beforeEach(async () => {
    database = await openTestDatabase(kind);
    closing.push(() => database.close());
    await openBookDatabase(database);
  });

  async function openStarted(limits: Partial<IntakeLimits> = {}): Promise<IntakeHouse> {
    const house = openIntake(database, limits);
    await house.intake.start();
    return house;
  }

  const worked = (count: number) =>
    until(`${count} worked`, async () => {
      const rows = await rowsOf(database);
      return rows.filter(({ state }) => state === 'worked').length === count || undefined;
    });

  it('has stored a delivery when it says so, and erases its words once they are worked', async () => {
    const house = openIntake(database);
    expect(await house.accept(faultOf('core switch down'))).toBe(true);
    const [stored] = await rowsOf(database);
    expect(stored).toMatchObject({ state: 'waiting', payload: expect.stringContaining('core switch down') });
    expect(await house.intake.stats()).toMatchObject({ waiting: 1, dead: 0 });
    expect(house.batches).toEqual([]);
    await house.intake.start();
    await worked(1);
    expect(await rowsOf(database)).toMatchObject([{ state: 'worked', payload: null, owner: null }]);
    expect(await house.titles()).toEqual(['core switch down']);
    expect(await house.intake.stats()).toEqual({ waiting: 0, oldestAgeMs: 0, dead: 0 });
  });

  it('stores what arrives together in one statement and works it in few transactions', async () => {
    const house = await openStarted();
    const before = house.statements.length;
    const events = Array.from({ length: 40 }, (_, index) => faultOf(`fault ${index}`));
    expect(new Set(await Promise.all(events.map(house.accept)))).toEqual(new Set([true]));
    const inserts = house.statements.slice(before).filter((sql) => sql.includes('insert into receipt'));
    expect(inserts).toHaveLength(1);
    await worked(40);
    expect(await house.titles()).toEqual(events.map((_, index) => `fault ${index}`));
    expect(house.batches.length).toBeLessThan(10);
  });

  it('works a delivery that comes three times, together and later, in one turn, and answers each sender that waits', async () => {
    const house = await openStarted();
    const event = faultOf('core switch down');
    const answers = await Promise.all([house.ask(event), house.ask(event), house.ask(event)]);
    expect(answers.map(wordsIn)).toEqual(Array(3).fill(expect.stringContaining('T-1')));
    expect(await house.ask(event)).toEqual([]);
    expect(await house.titles()).toEqual(['core switch down']);
  });

  it('only acknowledges a repeat whose sender waits for no answer', async () => {
    const house = await openStarted();
    const event = faultOf('core switch down');
    let runs = 0;
    const deliver = () =>
      house.intake.accept({ ...deliveryOf(event), isAwaited: false }, async (hear) => {
        runs += 1;
        await hear(event);
      });
    expect(await Promise.all([deliver(), deliver(), deliver()])).toEqual([true, true, true]);
    await worked(1);
    expect(await deliver()).toBe(true);
    expect(runs).toBe(1);
  });

  it('tries a faulting delivery again, then gives it up, tells the person once and holds up no other channel', async () => {
    await poison(database);
    const house = await openStarted({ retryMs: [5, 10, 300] });
    const given = house.ask(faultOf('poison'));
    const behind = house.ask(faultOf('behind it'));
    expect(wordsIn(await house.ask(faultOf('elsewhere', { channel: RIVAL })))).toContain('T-');
    expect(await house.titles()).toEqual(['elsewhere']);
    expect(await given).toMatchObject([{ kind: 'whisper', tone: 'bad' }]);
    expect(wordsIn(await behind)).toContain('T-');
    expect(await house.titles()).toEqual(['elsewhere', 'behind it']);
    expect(await house.intake.stats()).toMatchObject({ waiting: 0, dead: 1 });
    const [dead] = (await rowsOf(database)).filter(({ state }) => state === 'dead');
    expect(dead).toMatchObject({ attempts: 4, owner: null });
    const log = house.take();
    expect(log.match(/intake\.dead/g)).toHaveLength(1);
    expect(log.match(/intake\.fault/g)).toHaveLength(3);
    expect(log).not.toContain('behind it');
  });

  it('works a delivery that faulted once its cause is gone, in the order of its channel', async () => {
    await poison(database);
    const house = await openStarted({ retryMs: [30, 30, 30, 30, 30, 30, 30, 30, 30, 30] });
    const [first, second] = [house.ask(faultOf('poison')), house.ask(faultOf('behind it'))];
    await until('a fault', async () => (await rowsOf(database)).find(({ attempts }) => attempts > 0));
    await cure(database);
    expect(wordsIn(await first)).toContain('T-');
    await second;
    expect(await house.titles()).toEqual(['poison', 'behind it']);
  });

  it.each([
    ['a full disk', '53100'],
    ['an error of the disk', '58030'],
  ])('gives nothing up because of %s, however long it lasts', async (_what, code) => {
    await poison(database, code);
    const house = await openStarted({ retryMs: [1] });
    const asked = house.ask(faultOf('poison'));
    let log = '';
    await until('more failures than it has tries', async () => {
      log += house.take();
      return (log.match(/intake\.database-failed/g) ?? []).length > 3 || undefined;
    });
    expect(await house.intake.stats()).toMatchObject({ waiting: 1, dead: 0 });
    await cure(database);
    expect(wordsIn(await asked)).toContain('T-');
    expect(await house.titles()).toEqual(['poison']);
  });

  it('commits the others of a batch exactly once when one of them faults', async () => {
    await poison(database);
    const house = openIntake(database);
    const titles = ['one', 'two', 'poison', 'three', 'four'];
    const asked = titles.map((title, index) =>
      house.ask(faultOf(title, { channel: index === 2 ? RIVAL : 'customer-sample' })),
    );
    await until('all are stored', async () => (await rowsOf(database)).length === 5 || undefined);
    await house.intake.start();
    await Promise.all(asked);
    expect(house.batches[0]).toHaveLength(5);
    expect(await house.titles()).toEqual(['one', 'two', 'three', 'four']);
    expect(await house.intake.stats()).toMatchObject({ dead: 1 });
  });

  it('gives up a delivery that its adapter cannot prepare, and works what is behind it', async () => {
    const house = await openStarted();
    const event = faultOf('unprepared');
    let tries = 0;
    const work = () => {
      tries += 1;
      throw new Error('before any question');
    };
    expect(await house.intake.accept(deliveryOf(event), work)).toBe(true);
    expect(wordsIn(await house.ask(faultOf('behind it')))).toContain('T-1');
    expect(tries).toBe(4);
    expect(await house.intake.stats()).toMatchObject({ waiting: 0, dead: 1 });
    const fault = /"fault":"(\w+)".*intake\.dead/.exec(house.take())?.[1];
    expect(await house.apologies()).toEqual([`@engineer1: ${t('en', 'line.delivery.given-up', { id: fault ?? '' })}`]);
  });

  it('apologizes only in the direct messages of the person, in the language of their channel', async () => {
    await database.query(
      `insert into channel_language (platform, channel, language) values ('${PLATFORM}', 'customer-sample', 'zh-CN')`,
    );
    const house = await openStarted();
    const event = faultOf('unprepared', { channel: 'customer-sample', user: 'a-guest' });
    await house.intake.accept(deliveryOf(event), () => Promise.reject(new Error('before any question')));
    const [told, ...others] = await until('an apology', async () => {
      const owed = await house.apologies();
      return owed.length > 0 ? owed : undefined;
    });
    expect(others).toEqual([]);
    expect(told).toMatch(/^@a-guest: 非常抱歉/);
    const [notice] = await database.query<{ fallbacks: readonly { place: { channelId: string }; lead: string }[] }>(
      'select fallbacks from notice',
    );
    expect(notice?.fallbacks.map(({ place }) => place.channelId)).toEqual(['team', 'escalation', 'managers']);
    expect(notice?.fallbacks[0]?.lead).toContain('a-guest');
  });

  it('gives a delivery up even if no apology can be written', async () => {
    await database.query(`alter table notice add constraint no_notice check (kind <> 'delivery.given-up')`);
    const house = await openStarted();
    await house.intake.accept(deliveryOf(faultOf('unprepared')), () => Promise.reject(new Error('a fault')));
    expect(wordsIn(await house.ask(faultOf('behind it')))).toContain('T-1');
    expect(await house.intake.stats()).toMatchObject({ waiting: 0, dead: 1 });
    expect(await house.apologies()).toEqual([]);
    expect(house.take()).toContain('intake.person-not-told');
  });

  it('leaves the apology to the reply where there is an event to reply to', async () => {
    await poison(database);
    const house = await openStarted();
    expect(await house.ask(faultOf('poison'))).toMatchObject([{ kind: 'whisper', tone: 'bad' }]);
    expect(await house.apologies()).toEqual([]);
  });

  it('a delivery that asks nothing counts as worked', async () => {
    const house = await openStarted();
    await house.intake.accept(deliveryOf(faultOf('nothing')), async () => {});
    await worked(1);
    expect((await rowsOf(database))[0]).toMatchObject({ payload: null });
  });

  it('does not let one channel whose people are looked up slowly keep others waiting', async () => {
    const house = await openStarted();
    const found = Promise.withResolvers<void>();
    for (let index = 0; index < 100; index += 1) {
      const event = faultOf(`slow ${index}`);
      await house.intake.accept(deliveryOf(event), async (hear) => {
        await found.promise;
        await hear(event);
      });
    }
    expect(wordsIn(await house.ask(faultOf('quick', { channel: RIVAL })))).toContain('T-1');
    found.resolve();
    await worked(101);
  });

  it('accepts nothing while the database is away, and works afterwards what it had accepted before', async () => {
    const house = openIntake(database);
    const before = [house.ask(faultOf('one')), house.ask(faultOf('two'))];
    await until('both are stored', async () => (await rowsOf(database)).length === 2 || undefined);
    await house.intake.start();
    house.fail.statement = () => Promise.reject(new Error('away'));
    house.fail.transaction = () => Promise.reject(new Error('away'));
    expect(await house.accept(faultOf('unheard'))).toBe(false);
    await until('a look that failed', async () => house.take().includes('intake.database-unreachable') || undefined);
    house.fail.statement = undefined as never;
    house.fail.transaction = undefined as never;
    await Promise.all(before);
    expect(await house.titles()).toEqual(['one', 'two']);
    expect((await rowsOf(database)).map(({ attempts }) => attempts)).toEqual([0, 0]);
    expect(await house.intake.stats()).toMatchObject({ waiting: 0, dead: 0 });
  });

  it('works what was committed although the answer of the database was lost', async () => {
    const house = await openStarted();
    house.fail.statement = async (sql, run) => {
      const rows = await run();
      if (sql.includes('insert into receipt')) throw new Error('the line broke');
      return rows;
    };
    expect(await house.accept(faultOf('the line broke'))).toBe(false);
    house.fail.statement = undefined as never;
    await worked(1);
    expect(await house.titles()).toEqual(['the line broke']);
  });

  it('works a delivery that took too long to store, and takes its repeat for known', async () => {
    const house = await openStarted({ storeWithinMs: 20 });
    const go = Promise.withResolvers<void>();
    house.fail.statement = async (sql, run) => {
      if (sql.includes('insert into receipt')) await go.promise;
      return run();
    };
    const event = faultOf('slow');
    expect(await house.accept(event)).toBe(false);
    go.resolve();
    await worked(1);
    house.fail.statement = undefined as never;
    expect(await until('the repeat', async () => (await house.accept(event)) || undefined)).toBe(true);
    expect(await house.titles()).toEqual(['slow']);
  });

  it('accepts nothing above its bound', async () => {
    const house = openIntake(database, { mostWaiting: 3 });
    const accepted: boolean[] = [];
    for (let index = 0; index < 5; index += 1) accepted.push(await house.accept(faultOf(`fault ${index}`)));
    expect(accepted).toEqual([true, true, true, false, false]);
    await expect(house.ask(faultOf('one more'))).rejects.toThrow(BusyError);
    await house.intake.start();
    await worked(3);
    expect(await house.titles()).toEqual(['fault 0', 'fault 1', 'fault 2']);
  });

  it('leaves at a stop what it has not worked, and the next one works it in order, before what is new', async () => {
    const first = openIntake(database);
    const asked = Promise.allSettled([0, 1, 2].map((index) => first.ask(faultOf(`fault ${index}`))));
    await until('all are stored', async () => (await rowsOf(database)).length === 3 || undefined);
    await first.intake.stop();
    const ends = await asked;
    expect(ends.map((end) => end.status === 'rejected' && end.reason instanceof StoppedError)).toEqual(
      Array(3).fill(true),
    );
    expect(await first.accept(faultOf('too late'))).toBe(false);
    expect((await rowsOf(database)).map(({ state, owner }) => [state, owner])).toEqual(
      Array(3).fill(['waiting', null]),
    );

    const next = openIntake(database);
    expect(await next.accept(faultOf('new'))).toBe(true);
    await next.intake.start();
    await worked(4);
    expect(await next.titles()).toEqual(['fault 0', 'fault 1', 'fault 2', 'new']);
    expect(next.toldLater.map(({ replies }) => wordsIn(replies))).toEqual(Array(4).fill(expect.stringContaining('T-')));
  });

  it('starts beside a damaged row, gives it up and works the rest', async () => {
    const first = openIntake(database);
    for (const title of ['one', 'damaged', 'null', 'two']) await first.accept(faultOf(title, { id: title }));
    await first.intake.stop();
    await database.query(`update receipt set payload = '{"id":' where event_id = 'damaged'`);
    await database.query(`update receipt set payload = 'null' where event_id = 'null'`);
    const next = await openStarted();
    await worked(2);
    expect(await next.titles()).toEqual(['one', 'two']);
    await until('both are given up', async () => (await next.intake.stats()).dead === 2 || undefined);
    expect(next.take()).toContain('intake.damaged');
    expect(await next.apologies()).toHaveLength(2);
  });

  it('gives up and erases what is older than a day', async () => {
    const first = openIntake(database);
    await first.accept(faultOf('old'));
    await first.intake.stop();
    await database.query('update receipt set at = $1::timestamptz', [new Date(Date.now() - DAY - 1000).toISOString()]);
    const next = await openStarted();
    expect(await rowsOf(database)).toMatchObject([{ state: 'dead', payload: null }]);
    expect(await next.titles()).toEqual([]);
    expect(next.take()).toContain('intake.too-old');
    expect(await next.apologies()).toEqual([expect.stringMatching(/^@engineer1: .*more than a day ago/)]);
  });

  it('lets a refused form be submitted again under the same id', async () => {
    const house = await openStarted();
    const submit = (outageSince: string) =>
      house.ask({
        ...faultOf('', { id: 'view/1' }),
        kind: 'submit',
        command: 'ticket.report',
        args: {},
        values: { text: 'core switch down', outageSince },
      });
    expect(await submit('yesterday')).toMatchObject([{ tone: 'bad' }]);
    expect(wordsIn(await submit(''))).toContain('T-1');
    expect(await submit('')).toEqual([]);
    expect(await house.titles()).toEqual(['core switch down']);
  });

  it('what a turn chooses for its channel holds for the next turn of the same transaction', async () => {
    const house = openIntake(database);
    const asked = [
      ['desk', 'language zh'],
      ['fault', 'one'],
      ['desk', 'language en'],
      ['fault', 'two'],
    ].map(([word = '', text = '']) => house.ask({ ...wordsOf(word, text, { user: 'stranger' }), language: undefined }));
    await until('all are stored', async () => (await rowsOf(database)).length === 4 || undefined);
    await house.intake.start();
    const [, chinese, , english] = (await Promise.all(asked)).map(wordsIn);
    expect(house.batches).toHaveLength(1);
    expect(chinese).toMatch(/[\u4e00-\u9fff]{4}/);
    expect(english).not.toMatch(/[\u4e00-\u9fff]{4}/);
  });

  it('a channel that a turn binds is the customer’s for the next turn of the same transaction', async () => {
    const house = openIntake(database);
    const here = { channel: 'a-new-channel' };
    const asked = [
      house.ask(wordsOf('desk', 'bind sample', here)),
      house.ask({ ...faultOf('bound', here), person: { ...faultOf('').person, userId: 'stranger', external: true } }),
      house.ask(wordsOf('desk', 'unbind', here)),
      house.ask({ ...faultOf('unbound', here), person: { ...faultOf('').person, userId: 'stranger', external: true } }),
    ];
    await until('all are stored', async () => (await rowsOf(database)).length === 4 || undefined);
    await house.intake.start();
    const answers = await Promise.all(asked);
    expect(house.batches).toHaveLength(1);
    expect(wordsIn(answers[1] ?? [])).toContain('T-1');
    expect(answers[3]).toMatchObject([{ tone: 'bad' }]);
    expect(await house.titles()).toEqual(['bound']);
  });

  it('takes over what a process left that has no connection any more', async () => {
    const first = openIntake(database);
    await first.accept(faultOf('left behind'));
    await database.query(`update receipt set owner = 'deskbell/a dead one'`);
    const next = await openStarted();
    await worked(1);
    expect(next.toldLater).toHaveLength(1);
    expect(await next.titles()).toEqual(['left behind']);
  });
});

describe('two processes on one PostgreSQL', () => {
  it('work only what is their own, until one of them is gone', async () => {
    const { url, drop } = await createPostgresDatabase();
    closing.push(drop);
    const databases = [
      await openDatabase({ kind: 'postgres', url }, silentLog),
      await openDatabase({ kind: 'postgres', url }, silentLog),
    ] as const;
    closing.push(() => databases[1].close());
    await openBookDatabase(databases[0]);
    const first = openIntakeHouse(databases[0]);
    const second = openIntake(databases[1]);
    expect(await first.accept(faultOf('of the first'))).toBe(true);
    // It is committed: another connection reads it.
    expect(await rowsOf(databases[1])).toMatchObject([{ state: 'waiting' }]);
    await second.intake.start();
    await second.ask(faultOf('of the second'));
    const looks = () => second.statements.filter((sql) => sql.includes('left_behind')).length;
    const before = looks();
    await until('two more looks', async () => looks() >= before + 2 || undefined);
    expect(await second.titles()).toEqual(['of the second']);

    await databases[0].close();
    await until('the takeover', async () => (await second.titles()).length === 2 || undefined);
    expect(second.toldLater.at(-1)?.replies).toMatchObject([{ kind: 'whisper' }]);
    expect(await second.titles()).toEqual(['of the second', 'of the first']);
  });

  it('make one turn of a delivery that both hold', async () => {
    const { url, drop } = await createPostgresDatabase();
    closing.push(drop);
    const databases = [
      await openDatabase({ kind: 'postgres', url }, silentLog),
      await openDatabase({ kind: 'postgres', url }, silentLog),
    ] as const;
    for (const each of databases) closing.push(() => each.close());
    await openBookDatabase(databases[0]);
    const [first, second] = [openIntake(databases[0]), openIntake(databases[1])];
    for (let index = 0; index < 20; index += 1) await first.accept(faultOf(`fault ${index}`));
    await databases[1].query('update receipt set owner = null');
    await Promise.all([first.intake.start(), second.intake.start()]);
    await until(
      'all are worked',
      async () => (await rowsOf(databases[0])).every(({ state }) => state === 'worked') || undefined,
    );
    expect((await first.titles()).toSorted()).toEqual(
      Array.from({ length: 20 }, (_, index) => `fault ${index}`).toSorted(),
    );
    expect(await second.intake.stats()).toMatchObject({ dead: 0 });
  });
});
