import { expect, it } from 'vitest';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';
import { REPORTER, reportSevere, SHARED } from '../support/report.ts';
import { sampleBook, withRival } from '../support/sample-book.ts';

eachHouse((open, language) => {
  const say = (zh: string, en: string) => (language === 'en' ? en : zh);
  const late = say('/desk 超时', '/desk late');

  it('lists tickets with broken promises, the longest overdue first, then those due soon', async () => {
    const house = await open();
    expect(wordsOf((await house.say('manager1', 'team', late)).card)).toContain(
      say('没有超时，也没有即将到期的承诺。', 'No promise is broken, and none is due soon.'),
    );
    await reportSevere(house, 'first');
    await house.forward({ minutes: 5 });
    await reportSevere(house, 'second');
    await house.forward({ minutes: 9 });
    const { card } = await house.say('manager1', 'team', late);
    expect(card?.title).toBe(say('超时工单（1）', 'Tickets with broken promises (1)'));
    expect(card?.badges).toMatchObject([{ text: say('1 张即将到期或久无进展', '1 due soon or silent') }]);
    const words = wordsOf(card);
    expect(words.indexOf('T-1 · first')).toBeLessThan(words.indexOf('T-2 · second'));
    expect(words).toMatch(
      language === 'en' ? /Respond overdue since .* \(4 min late\)/ : /响应已超时，时限 .*（晚 4 分钟）/,
    );
    expect(words).toMatch(say('还有 1 分钟', 'in 1 min'));
    await house.press('engineer1', 'team', 'ticket.acknowledge', { on: must(card) });
    const after = wordsOf((await house.say('manager1', 'team', late)).card);
    expect(after).not.toContain('T-1');
    expect(after).toContain('T-2 · second');
  });

  it('has pages, with the next step and the card of each ticket at hand', async () => {
    const house = await open();
    for (let number = 1; number <= 12; number += 1) await reportSevere(house, `fault ${number}`);
    await house.forward({ minutes: 30 });
    const first = must((await house.say('manager1', 'escalation', late)).card);
    expect(buttonsOn(first).filter(({ command }) => command === 'ticket.show')).toHaveLength(10);
    const second = must((await house.press('manager1', 'escalation', 'ticket.late', { on: first })).card);
    expect(buttonsOn(second).filter(({ command }) => command === 'ticket.acknowledge')).toHaveLength(2);
    expect(wordsOf(second)).toContain('T-12');
    const beyond = await house.forge('manager1', 'escalation', 'ticket.late', { page: '99' });
    expect(wordsOf(must(beyond.card))).toContain('T-12');
    expect((await house.forge('manager1', 'escalation', 'ticket.late', { page: 'x' })).refused).toBeDefined();
  });

  it('shows the customer of the channel there, and is not for customers', async () => {
    const house = await open({ book: withRival(await sampleBook(language)) });
    await reportSevere(house, 'ours');
    await house.forward({ minutes: 30 });
    expect(wordsOf((await house.say('manager1', 'customer-rival', late)).card)).not.toContain('T-1');
    expect(wordsOf((await house.say('manager1', SHARED, late)).card)).toContain('T-1');
    expect((await house.forge(REPORTER, SHARED, 'ticket.late', {})).refused).toBeDefined();
    expect(wordsOf((await house.say('customer-rival-1', 'customer-rival', late)).card)).not.toContain('T-1');
  });
});
