import { expect, it } from 'vitest';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { personName } from '../../src/desk/person/person.ts';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { withPaging } from '../support/paging-book.ts';
import { REPORTER, reportSevere, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

/** The house opens at 10:10, so calls come at 10:12, 10:14, 10:19, 10:24, 10:29. */
eachHouse((open, language) => {
  const start = async (change: (book: BookSource) => BookSource = (book) => book) => {
    const house = await open({ book: change(withPaging(await sampleBook(language))) });
    await reportSevere(house);
    return house;
  };
  const pagesIn = (house: TestHouse, place: string, kind = 'ticket.paged') =>
    house.seen(place).messages.filter(({ card, about }) => card?.subject.includes(`|${kind}|`) && about !== undefined);
  const numbers = (house: TestHouse, place: string) => pagesIn(house, place).map(({ about }) => about?.fields.no);
  const nameOf = (house: TestHouse, person: string) => personName(house.book.people, person, language);

  it('the engineer is named in the channel, then called in private, each time by a message with the button to acknowledge', async () => {
    const house = await start();
    await house.forward({ minutes: 10 });
    expect([numbers(house, 'team'), numbers(house, '@engineer1')]).toEqual([[1], [2, 3]]);
    const [call] = pagesIn(house, 'team');
    expect(must(call).mentions).toEqual(['engineer1']);
    const words = wordsOf(must(call?.card));
    expect(words).toContain(t(language, 'page.badge', { no: 1 }));
    const way = t(language, 'page.way.channel');
    expect(words).toContain(t(language, 'line.ticket.paged', { no: 1, to: nameOf(house, 'engineer1'), way }));
    for (const { card } of [...pagesIn(house, 'team'), ...pagesIn(house, '@engineer1')])
      expect(buttonsOn(must(card))[0]?.command).toBe('ticket.acknowledge');
  });

  it('the acknowledgement ends the calls: their cards say who responded, and ask for nothing more', async () => {
    const house = await start();
    await house.forward({ minutes: 10 });
    const pinged = house.seen('@engineer1').mentions.length;
    await house.press('engineer1', '@engineer1', 'ticket.acknowledge');
    await house.forward({ hours: 1 });
    expect([numbers(house, 'team'), numbers(house, '@engineer1')]).toEqual([[1], [2, 3]]);
    for (const place of ['team', '@engineer1'])
      for (const { card } of pagesIn(house, place)) {
        expect(buttonsOn(must(card)).map(({ command }) => command)).toEqual(['ticket.show']);
        expect(wordsOf(must(card))).toContain(t(language, 'page.answered'));
        expect(card?.settled).toContain(nameOf(house, 'engineer1'));
      }
    const workaround = house.seen('@engineer1').mentions.length - pinged;
    expect(workaround, 'only the promise of a workaround is told of').toBeLessThan(3);
  });

  it('after the last call the next manager hears at once that no one responded, and can take over', async () => {
    const house = await start();
    await house.forward({ minutes: 23 });
    expect(pagesIn(house, 'escalation', 'ticket.unreached')).toEqual([]);
    await house.forward({ minutes: 2 });
    const said = t(language, 'line.ticket.unreached.often', { times: 5, raisedTo: nameOf(house, 'manager2') });
    // The broken promise of 10:20 was told to the first.
    for (const place of ['escalation', '@manager2']) {
      const [told] = pagesIn(house, place, 'ticket.unreached');
      expect(wordsOf(must(told?.card))).toContain(said);
      expect(buttonsOn(must(told?.card)).map(({ command }) => command)).toContain('ticket.take-over');
    }
    await house.press('manager2', '@manager2', 'ticket.take-over');
    await house.forward({ hours: 1 });
    expect(numbers(house, '@engineer1')).toEqual([2, 3, 4, 5]);
    const [told] = pagesIn(house, '@manager2', 'ticket.unreached');
    expect(buttonsOn(must(told?.card)).map(({ command }) => command)).toEqual(['ticket.show']);
  });

  it('the log has every call; the customer reads nothing of them', async () => {
    const house = await start();
    await house.forward({ minutes: 30 });
    const { card } = await house.say('engineer1', 'team', '/desk log T-1');
    for (const no of [1, 2, 3, 4, 5])
      expect(wordsOf(must(card))).toContain(
        t(language, 'line.ticket.paged', {
          no,
          to: nameOf(house, 'engineer1'),
          way: t(language, no === 1 ? 'page.way.channel' : 'page.way.direct'),
        }),
      );
    const theirs = await house.say(REPORTER, SHARED, '/desk log T-1');
    expect(wordsOf(must(theirs.card))).not.toContain(t(language, 'page.way.direct'));
    expect(house.seen(SHARED).messages.filter(({ about }) => about?.kind.startsWith('ticket.paged'))).toEqual([]);
  });

  it('a ticket that is given on calls its new engineer from the beginning; the first hears no more of it', async () => {
    const house = await start();
    await house.forward({ minutes: 5 });
    await house.say('engineer1', 'team', '/desk assign T-1 engineer2');
    await house.forward({ minutes: 5 });
    expect([numbers(house, 'team'), numbers(house, '@engineer1'), numbers(house, '@engineer2')]).toEqual([
      [1, 1],
      [2],
      [2],
    ]);
    const [first] = pagesIn(house, '@engineer1');
    expect(wordsOf(must(first?.card))).toContain(t(language, 'page.over'));
    expect(buttonsOn(must(first?.card)).map(({ command }) => command)).toEqual(['ticket.show']);
  });

  it('a handoff of duty passes the calls on with the ticket', async () => {
    const house = await open({
      book: withPaging(await sampleBook(language)),
      at: Date.parse('2026-10-12T08:57:00+08:00'),
    });
    await reportSevere(house);
    await house.forward({ minutes: 5 });
    expect(pagesIn(house, 'team').map(({ mentions }) => mentions)).toEqual([['engineer1'], ['engineer2']]);
    await house.forward({ minutes: 2 });
    expect([numbers(house, '@engineer1'), numbers(house, '@engineer2')]).toEqual([[], [2]]);
  });

  it('where the assignee goes away the one who has the bell is called, and the call says why', async () => {
    const house = await start();
    const away = [{ from: '2026-09-28', until: '2026-10-02' }];
    const { people } = house.book;
    await house.apply({ ...house.book, people: { ...people, engineer1: { ...must(people.engineer1), away } } });
    await house.forward({ minutes: 10 });
    expect(pagesIn(house, '@engineer1')).toEqual([]);
    const calls = [...pagesIn(house, '@senior'), ...pagesIn(house, 'team')];
    expect(calls.map(({ mentions }) => mentions)).toEqual([['senior'], ['senior'], ['senior']]);
  });

  it('a person without an account is called by name in the channel, and the call says that it could not be in private', async () => {
    const house = await start((book) => {
      const engineer1 = { ...must(book.people.engineer1), ids: {} };
      return { ...book, people: { ...book.people, engineer1 } };
    });
    await house.forward({ minutes: 10 });
    expect(numbers(house, 'team')).toEqual([1, 2, 3]);
    const wanted = t(language, 'page.way.direct');
    expect(wordsOf(must(pagesIn(house, 'team')[1]?.card))).toContain(
      t(language, 'line.ticket.paged.other-way', { wanted }),
    );
  });

  it('calls that a process which was down did not make are not made up for: the last one goes out alone', async () => {
    const house = await start();
    await house.forward({ minutes: 3 });
    await house.down({ minutes: 12 });
    expect([numbers(house, 'team'), numbers(house, '@engineer1')]).toEqual([[1], [4]]);
    await house.forward({ minutes: 5 });
    expect(numbers(house, '@engineer1')).toEqual([4, 5]);
  });

  it('a call that still waits when the response comes is not made', async () => {
    const house = await start();
    house.wait({ minutes: 2 });
    await house.tick();
    await house.say('engineer1', 'team', '/desk ack T-1');
    expect(numbers(house, 'team')).toEqual([]);
  });

  it('a ticket that is taken back calls no one any more', async () => {
    const house = await start();
    await reportSevere(house, 'the same again');
    await house.forward({ minutes: 3 });
    await house.say('engineer2', 'team', '/desk withdraw T-2 reported twice');
    await house.forward({ minutes: 7 });
    const tickets = pagesIn(house, '@engineer1').map(({ about }) => about?.subject);
    expect(tickets).toEqual(['ticket/1', 'ticket/1']);
  });

  it('without calls in the book there are none', async () => {
    const house = await open({});
    await reportSevere(house);
    await house.forward({ hours: 1 });
    expect(house.seen().messages.filter(({ about }) => about?.kind.startsWith('ticket.paged'))).toEqual([]);
    expect(house.seen().messages.filter(({ about }) => about?.kind === 'ticket.unreached')).toEqual([]);
  });
});
