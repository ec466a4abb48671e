import { expect, it } from 'vitest';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

eachHouse((open, language) => {
  it('B6: a monthly call to the customer comes back each month, to the person who makes it; the customer is left alone', async () => {
    const house = await open({ book: await sampleBook(language, 'security-vendor') });
    const call = {
      customer: 'sample',
      kind: 'call',
      what: 'Is all well?',
      date: '2026-10-12',
      person: 'engineer2',
      repeat: 'month',
    };
    expect((await house.forge('engineer1', 'team', 'appointment.plan', call)).refused).toBeUndefined();
    const told = (number: string) => house.seen('@engineer2').lines.filter((line) => line.includes(number)).length;
    const entered = told('E-1');
    await house.forward({ days: 14 });
    // Reminded three working days before, and as the office opens on the day.
    expect(told('E-1')).toBe(entered + 2);
    expect((await house.say('engineer2', 'team', '/desk appointment done E-1')).refused).toBeUndefined();
    const { card } = await house.say('engineer2', 'team', '/desk appointment');
    expect(wordsOf(card)).toContain('E-2');
    expect(house.seen(SHARED).messages).toEqual([]);
  });
});
