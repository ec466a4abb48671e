import { expect, it } from 'vitest';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { tablesWith } from '../support/all-words.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { ticketFolds } from '../support/folds.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { forget, OPERATOR, person, verified, withoutContacts } from '../support/privacy.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook, withRival } from '../support/sample-book.ts';

/** `engineer2` does what `engineer1` did. */
function withoutPerson(book: BookSource, key: string): BookSource {
  const { [key]: _, ...people } = book.people;
  const rotations = JSON.parse(
    JSON.stringify(book.rotations).replaceAll(`"${key}",`, '').replaceAll(`"${key}"`, '"engineer2"'),
  );
  return { ...book, people, rotations };
}
function withoutSample(book: BookSource): BookSource {
  const { sample: _, ...customers } = book.customers;
  const channels = Object.entries(book.channels).filter(([, { customer }]) => customer !== 'sample');
  return { ...book, customers, channels: Object.fromEntries(channels) };
}

eachHouse((open, language) => {
  /** The reporter Chen Jing and a colleague of theirs, `wang`, about two tickets; the reporter has a complaint, too. */
  async function told(): Promise<TestHouse> {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault quokkaword firewall is down');
    await house.say('engineer1', 'team', '/desk ack T-1');
    await house.say('engineer1', 'team', '/desk ask T-1 which rule?');
    await house.say('wang', SHARED, '/desk answered T-1 wombatword rule seven');
    await house.say('engineer1', 'team', '/desk note T-1 Chen Jing says call back, 陈静也说了');
    await house.forge(REPORTER, SHARED, 'complaint.open', { ticket: 'T-1', text: 'quokkaword nobody came' });
    await house.say(REPORTER, SHARED, 'hm quokkaword');
    await house.say('wang', SHARED, '/fault wombatword printer is down');
    await house.say('engineer1', 'team', '/desk resolve T-1 replaced the module');
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    return house;
  }

  it('a customer’s person is nowhere any more; colleagues’ words, clocks and the chains stay', async () => {
    const house = await told();
    const log = () =>
      house.database.query(
        `select ticket_id, seq, at, kind, by, hash from ticket_event where by not like 'root@%' order by ticket_id, seq`,
      );
    const before = { log: await log(), tickets: await ticketFolds(house.database) };
    await house.apply(withoutContacts(house.book));
    const done = await forget(house, person(`playground:${REPORTER}`));
    expect(done).toMatchObject({ status: 0 });
    for (const text of ['quokkaword', 'Chen Jing', '陈静', REPORTER])
      expect([text, await tablesWith(house.database, text)]).toEqual([text, []]);
    expect(await tablesWith(house.database, 'wombatword')).toContain('ticket_event');
    expect(await log()).toEqual(before.log);
    expect(await verified(house)).toMatchObject({ status: 0 });
    for (const [id, { ticket }] of await ticketFolds(house.database)) {
      const [row] = await house.database.query<{ state: object }>('select state from ticket where id = $1', [id]);
      expect(must(row).state).toEqual(JSON.parse(JSON.stringify(ticket)));
      const { ticket: was } = must(before.tickets.get(id));
      for (const fact of ['resolvedAts', 'acknowledged', 'breaches', 'closedAt', 'level', 'pauses'] as const)
        expect(ticket[fact]).toEqual(was[fact]);
    }
    const logged = wordsOf((await house.say('engineer1', 'team', '/desk log T-1')).card);
    expect(logged).toContain(OPERATOR);
    expect(house.seen().cards.map(wordsOf).join()).not.toContain('quokkaword firewall');
  });

  it('forgotten once, there is nothing left to forget; who comes back is a new person', async () => {
    const house = await told();
    await house.apply(withoutContacts(house.book));
    await forget(house, person(`playground:${REPORTER}`));
    expect(await forget(house, person(`playground:${REPORTER}`))).toMatchObject({ status: 2 });
    await house.say(REPORTER, SHARED, '/fault quokkaword again');
    const [row] = await house.database.query<{ state: { facts: { reporter: object } } }>(
      'select state from ticket where id = 3',
    );
    expect(must(row).state.facts.reporter).toEqual({ platform: 'playground', userId: REPORTER });
    expect(await forget(house, person(`playground:${REPORTER}`))).toMatchObject({ status: 2 });
    const open = await forget(house, { ...person(`playground:${REPORTER}`), withOpenCases: true });
    expect(open).toMatchObject({ status: 0 });
    expect(await tablesWith(house.database, 'quokkaword')).toEqual([]);
    await house.forward({ days: 3 });
    expect((await house.say('engineer1', 'team', '/desk resolve T-3 done')).refused).toBeUndefined();
    expect(await verified(house)).toMatchObject({ status: 0 });
  });

  it('one of our people is masked once they left the book; others’ words stay', async () => {
    const house = await told();
    const refused = await forget(house, person('engineer1'));
    expect(refused).toMatchObject({ status: 2 });
    expect(refused.problem).toContain('rotation');
    const { name } = must(house.book.people.engineer1);
    await house.apply(withoutPerson(house.book, 'engineer1'));
    const done = await forget(house, person('engineer1'));
    expect(done).toMatchObject({ status: 0 });
    for (const text of [name.en, name.zh, 'which rule?', 'replaced the module'])
      expect([text, await tablesWith(house.database, text)]).toEqual([text, []]);
    expect(await tablesWith(house.database, 'quokkaword')).toContain('ticket_event');
    expect(await verified(house)).toMatchObject({ status: 0 });
    expect(await forget(house, person('engineer1'))).toMatchObject({
      status: 0,
      text: expect.stringContaining(' 0 cases, 0 files, 0 versions'),
    });
    expect(await verified(house)).toMatchObject({ status: 0 });
  });

  it('a customer’s cases lose every word, other customers’ none; open ones only when that is said', async () => {
    const house = await open({ book: withRival(await sampleBook(language)) });
    await house.say('rose', 'customer-rival', '/fault koalaword printer');
    await house.say(REPORTER, SHARED, '/fault quokkaword firewall is down');
    await house.forge(REPORTER, SHARED, 'complaint.open', { text: 'quokkaword nobody came' });
    await house.say('engineer1', 'team', '/desk part T-2 quokkaword supply');
    expect(await forget(house, { customer: 'sample' })).toMatchObject({ status: 2 });
    await house.apply(withoutSample(house.book));
    expect(await forget(house, { customer: 'sample' })).toMatchObject({
      status: 2,
      problem: expect.stringContaining('T-2'),
    });
    const done = await forget(house, { customer: 'sample', withOpenCases: true });
    expect(done).toMatchObject({ status: 0 });
    const { name } = must(house.book.customers.sample);
    for (const text of ['quokkaword', REPORTER, name.en, name.zh, 'SN-D-0001'])
      expect([text, (await tablesWith(house.database, text)).filter((table) => table !== 'book_version')]).toEqual([
        text,
        [],
      ]);
    expect(await tablesWith(house.database, 'koalaword')).toContain('ticket_event');
    expect(await verified(house)).toMatchObject({ status: 0 });
    await house.forward({ days: 1 });
    expect((await house.say('engineer1', 'team', '/desk T-2')).refused).toBeUndefined();
    for (const asked of [
      await house.say(REPORTER, SHARED, '/desk T-2'),
      await house.forge(REPORTER, SHARED, 'ticket.confirm', { ticket: 'T-2' }),
    ])
      expect(asked.refused, 'whose channel is no customer’s any more').toBe('ticket.not-found');
    expect(await verified(house)).toMatchObject({ status: 0 });
  });

  it('refuses whom no one knows', async () => {
    const house = await open();
    for (const asked of [person('nobody'), person('slack:U0'), person('sampel/Ann'), { customer: 'sampel' }, {}])
      expect(await forget(house, asked)).toMatchObject({ status: 2, text: '' });
  });
});
