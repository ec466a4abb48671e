import { expect, it } from 'vitest';
import { loadBook } from '../../src/desk/book/store.ts';
import { startMornings } from '../../src/desk/morning/flow.ts';
import { t } from '../../src/i18n/i18n.ts';
import { dateInYear } from '../../src/i18n/when.ts';
import { DAY } from '../../src/lib/instant.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

const REPLY = { solution: 'export', impact: '', effort: '', plan: '', goLive: '2026-10-15' };

eachHouse((open, language) => {
  const plans = (house: TestHouse, channel: string) =>
    house.seen(channel).cards.filter(({ subject }) => subject.startsWith('attendance/'));

  /** Monday 28 September 2026: the customer confirms that their requirement goes live on Thursday 15 October. */
  async function confirmed(): Promise<TestHouse> {
    const house = await open({ book: await sampleBook(language, 'bureau-system') });
    await house.database.transaction(async (tx) => startMornings({ tx, now: house.now() }, await loadBook(tx, 1)));
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'we need an export', kind: 'requirement' });
    const { form } = await house.press('engineer1', 'team', 'ticket.deliver');
    await house.submit('engineer1', 'team', must(form), REPLY);
    await house.press(REPORTER, SHARED, 'ticket.accept-reply');
    return house;
  }

  it('A9: the working day before the go-live the customer gets the plan of the first two weeks, with phones', async () => {
    const house = await confirmed();
    await house.forward({ days: 15 });
    expect(plans(house, SHARED)).toEqual([]);
    await house.forward({ days: 1 });
    const [plan] = plans(house, SHARED);
    const words = wordsOf(must(plan));
    // Ten working days from Thursday 15 to Wednesday 28 October, the three engineers of the rotation in turn.
    for (const date of ['2026-10-15', '2026-10-16', '2026-10-19', '2026-10-28'])
      expect(words).toContain(dateInYear(language, date));
    for (const date of ['2026-10-17', '2026-10-29']) expect(words).not.toContain(dateInYear(language, date));
    for (const person of ['engineer1', 'engineer2', 'engineer3'])
      expect(words).toContain(must(house.book.people[person]?.phone));
    expect(plans(house, '@engineer2')).toHaveLength(1);
  });

  it('A9: the morning message says who is at hand today, until the two weeks are over', async () => {
    const house = await confirmed();
    /** Whether the message of this morning says so; a person with nothing to do gets none. */
    const atHand = (person: string) => {
      const isToday = ({ subject }: { subject: string }) => Number(subject.split('/').at(-1)) > house.now() - DAY;
      const mornings = house.seen(`@${person}`).cards.filter(({ subject }) => subject.startsWith('morning/'));
      return mornings
        .filter(isToday)
        .some((card) => wordsOf(card).includes(t(language, 'morning.attendances', { count: 1 })));
    };
    await house.forward({ days: 17 });
    expect(['engineer1', 'engineer2', 'engineer3'].map(atHand)).toEqual([true, false, false]);
    await house.forward({ days: 1 });
    expect(['engineer1', 'engineer2', 'engineer3'].map(atHand)).toEqual([false, true, false]);
    await house.forward({ days: 13 });
    expect(['engineer1', 'engineer2', 'engineer3'].map(atHand)).toEqual([false, false, false]);
  });

  it('A9: a go-live of the contract has its plan too; a new date in the book moves it', async () => {
    const book = await sampleBook(language, 'bureau-system');
    const { sample } = book.customers;
    if (!sample?.contract) throw new Error('no sample contract');
    const { contract } = sample;
    const goingLive = (goLive: string) => ({
      ...book,
      customers: { sample: { ...sample, contract: { ...contract, goLive } } },
    });
    const house = await open({ book: goingLive('2026-10-12'), terms: true });
    await house.apply(goingLive('2026-10-20'));
    await house.forward({ days: 15 });
    expect(plans(house, SHARED)).toEqual([]);
    await house.forward({ days: 7 });
    expect(wordsOf(must(plans(house, SHARED)[0]))).toContain(dateInYear(language, '2026-10-20'));
    await house.apply(goingLive('2026-10-20'));
    await house.forward({ days: 30 });
    expect(plans(house, SHARED)).toHaveLength(1);
  });

  it('A9: an emergency drill is agreed for a day, and the person who does it is reminded', async () => {
    const house = await open({ book: await sampleBook(language, 'bureau-system') });
    const drill = {
      customer: 'sample',
      kind: 'drill',
      what: 'Failover',
      date: '2026-10-12',
      person: 'engineer2',
      repeat: 'year',
    };
    expect((await house.forge('engineer1', 'team', 'appointment.plan', drill)).refused).toBeUndefined();
    const told = () => house.seen('@engineer2').lines.filter((line) => line.includes('E-1'));
    const before = told().length;
    await house.forward({ days: 11 });
    expect(told()).toHaveLength(before + 1);
  });
});
