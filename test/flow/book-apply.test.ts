import { expect, it } from 'vitest';
import { BookError } from '../../src/desk/book/problem.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { t } from '../../src/i18n/i18n.ts';
import { clocksOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';
import { REPORTER, readAs, SHARED } from '../support/report.ts';
import { sampleBook, withRespondWithin, withRival } from '../support/sample-book.ts';

const APPLY = '/desk book apply';

eachHouse((open, language) => {
  /** A house whose file says what `write` wrote last, at first the book in force. */
  async function houseWithFile() {
    let content: BookSource | undefined;
    const house = await open({
      bookFile: async () => {
        if (content) return content;
        throw new BookError([{ file: 'book.yaml', line: 7, field: 'people', message: 'is missing' }]);
      },
    });
    const write = (book: BookSource) => {
      content = book;
    };
    return { house, write };
  }

  it('the director sees what the file would change, and a tap puts it in force; open tickets keep their promise', async () => {
    const { house, write } = await houseWithFile();
    await house.say(REPORTER, SHARED, '/fault under the old book');
    write(withRespondWithin(house.book, '20m'));

    const shown = must((await house.say('director', 'team', APPLY)).card);
    expect(wordsOf(shown)).toContain(t(language, 'book.effect.open', { number: 1 }));
    expect(await house.database.query('select id from book_version')).toHaveLength(1);

    const told = await house.press('director', 'team', 'book.apply', { on: shown });
    expect(told.text).toBe(t(language, 'book.reply.applied', { version: 2 }));
    expect(wordsOf(must(house.seen('team').cards.at(-1)))).toContain(t(language, 'book.new-version', { version: 2 }));

    await house.say(REPORTER, SHARED, '/fault under the new book');
    const [old, young] = ['T-1', 'T-2'].map((number) =>
      must(house.seen('team').cards.find((card) => wordsOf(card).includes(number))),
    );
    expect(clocksOn(old).map(({ when }) => when)).toEqual([readAs(language, '11:10')]);
    expect(clocksOn(young).map(({ when }) => when)).toEqual([readAs(language, '10:30')]);

    const versions = wordsOf(must((await house.say('director', 'team', '/desk book')).card));
    const { director } = house.book.people;
    const who = language === 'en' ? must(director).name.en : must(director).name.zh;
    expect(versions).toContain(t(language, 'book.by.chat', { who }));
  });

  it('returns to an older version as a new one', async () => {
    const { house } = await houseWithFile();
    await house.apply(withRespondWithin(house.book, '20m'));
    const shown = must((await house.say('director', 'team', '/desk book back 1')).card);
    await house.press('director', 'team', 'book.back', { on: shown });
    await house.say(REPORTER, SHARED, '/fault no signal');
    expect(
      clocksOn(must(house.seen('team').cards.find((card) => wordsOf(card).includes('T-1')))).map(({ when }) => when),
    ).toEqual([readAs(language, '11:10')]);
    const rows = await house.database.query<{ id: number; applied_by: string | null }>(
      'select id, applied_by from book_version order by id',
    );
    expect(rows.map(({ applied_by: by }) => by)).toEqual([null, null, 'director']);
    expect((await house.say('director', 'team', '/desk book back 3')).refused).toBe('book.nothing-new');
    expect((await house.say('director', 'team', '/desk book back 9')).refused).toBe('book.no-such-version');
  });

  it('the second of two people who looked at the same version hears what the first changed', async () => {
    const { house, write } = await houseWithFile();
    write(withRespondWithin(house.book, '20m'));
    const first = must((await house.say('director', 'team', APPLY)).card);
    const second = must((await house.say('director', 'team', APPLY)).card);
    await house.press('director', 'team', 'book.apply', { on: first });
    const told = await house.press('director', 'team', 'book.apply', { on: second });
    expect(told.refused).toBe('book.changed-meanwhile');
    expect(told.text).toContain('2');
    expect(told.text).not.toContain('{{');
    expect(await house.database.query('select id from book_version')).toHaveLength(2);
  });

  it('a person who leaves by it hands over what they have; they are named beforehand', async () => {
    const { house, write } = await houseWithFile();
    await house.say(REPORTER, SHARED, '/fault no signal');
    await house.say('engineer1', 'team', '/desk ack T-1');
    const { engineer1, ...people } = house.book.people;
    const rotations = Object.fromEntries(
      Object.entries(house.book.rotations).map(([key, rotation]) => [key, withoutMember(rotation, 'engineer1')]),
    );
    write({ ...house.book, people, rotations });
    const shown = must((await house.say('director', 'team', APPLY)).card);
    const name = language === 'en' ? must(engineer1).name.en : must(engineer1).name.zh;
    expect(wordsOf(shown)).toContain(t(language, 'book.effect.leaves', { name, tickets: 'T-1' }));
    await house.press('director', 'team', 'book.apply', { on: shown });
    await house.forward({ minutes: 1 });
    const [ticket] = await house.database.query<{ assignee: string }>('select assignee from ticket');
    expect(ticket?.assignee).not.toBe('engineer1');
  });

  it('a customer who goes is named with what of theirs is open, and keeps it; their inspections end', async () => {
    const book = withRival(await sampleBook(language));
    const standard = must(book.policies.standard);
    const monthly = { ...standard, inspection: { ...standard.inspection, every: 'month' as const } };
    const inspected = { ...must(book.customers.rival), policy: 'monthly' };
    let content = book;
    const house = await open({
      book: { ...book, policies: { ...book.policies, monthly }, customers: { ...book.customers, rival: inspected } },
      bookFile: async () => content,
    });
    await house.say('customer-rival-1', 'customer-rival', '/fault no signal');
    await house.say('customer-rival-1', 'customer-rival', '/complaint too slow');
    const { rival, ...customers } = house.book.customers;
    const { 'customer-rival': _, ...channels } = house.book.channels;
    content = { ...house.book, customers, channels };
    const words = wordsOf((await house.say('director', 'team', APPLY)).card);
    const name = language === 'en' ? must(rival).name.en : must(rival).name.zh;
    expect(words).toContain(t(language, 'book.effect.customer-goes', { name, tickets: 'T-1', matters: 1 }));
    const site = must(must(rival).sites[0]);
    const what = t(language, 'revision.plan.sites', {
      customer: name,
      sites: language === 'en' ? site.name.en : site.name.zh,
    });
    const [before, after] = [t(language, 'revision.plan.every.month', { day: 15 }), t(language, 'revision.plan.none')];
    expect(words).toContain(t(language, 'revision.change', { what, before, after }));
    await house.press('director', 'team', 'book.apply', {
      on: must((await house.say('director', 'team', APPLY)).card),
    });
    expect((await house.say('engineer1', 'team', '/desk ack T-1')).refused).toBeUndefined();
  });

  it('refuses a file with mistakes, one that changed since, the same book, and everybody but the director', async () => {
    const { house, write } = await houseWithFile();
    expect((await house.say('director', 'team', APPLY)).text).toContain('book.yaml:7: people: is missing');
    write(house.book);
    expect((await house.say('director', 'team', APPLY)).refused).toBe('book.nothing-new');
    write(withRespondWithin(house.book, '20m'));
    const shown = must((await house.say('director', 'team', APPLY)).card);
    write(withRespondWithin(house.book, '25m'));
    expect((await house.press('director', 'team', 'book.apply', { on: shown })).refused).toBe('book.file-changed');
    for (const command of ['book.apply', 'book.back'])
      expect((await house.forge('engineer1', 'team', command, { from: '1', version: '1' })).refused).toBe(
        'book.only-director',
      );
    expect(await house.database.query('select id from book_version')).toHaveLength(1);
    const other = await open();
    expect((await other.say('director', 'team', APPLY)).refused).toBe('book.no-file');
  });
});

/** The rotation without a person, in whichever way it takes turns. */
function withoutMember<T extends object>(rotation: T, person: string): T {
  const members = (rotation as { members?: readonly string[] }).members;
  return members ? { ...rotation, members: members.filter((each) => each !== person) } : rotation;
}
