import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { named } from '../../src/lib/language.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook, withRival } from '../support/sample-book.ts';

const RIVAL = 'someone-of-rival';
const RIVALS = 'customer-rival';

/** The numbers of the tickets that a search lists, in its order. */
async function found(house: TestHouse, person: string, channel: string, words: string): Promise<string[]> {
  const { card, refused } = await house.say(person, channel, `/desk find ${words}`);
  expect(refused).toBeUndefined();
  return wordsOf(card).match(/^T-\d+(?= · )/gm) ?? [];
}

const report = (house: TestHouse, text: string, more: Record<string, string> = {}) =>
  house.forge(REPORTER, SHARED, 'ticket.report', { text, ...more });

eachHouse((open, language) => {
  it('finds by words of two characters and by the beginnings of words, in every text of the log, closed tickets too', async () => {
    const house = await open();
    await report(house, '核心机房雷击后交换机不通\n三层全部断网');
    await report(house, 'Router down in the basement', { device: 'device1' });
    await house.say('engineer1', 'team', '/desk resolve T-1 更换了防雷模块');
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    await house.say('engineer1', 'team', '/desk tell T-2 we reset the optical module');

    expect(await found(house, 'engineer1', 'team', '雷击')).toEqual(['T-1']);
    expect(await found(house, 'engineer1', 'team', '断网 交换机')).toEqual(['T-1']);
    expect(await found(house, 'engineer1', 'team', '防雷模块')).toEqual(['T-1']);
    expect(await found(house, 'engineer1', 'team', 'ROUT base')).toEqual(['T-2']);
    expect(await found(house, REPORTER, SHARED, 'optical')).toEqual(['T-2']);
    expect(await found(house, 'engineer1', 'team', 'router 雷击')).toEqual([]);
    expect(await found(house, 'engineer1', 'team', 'T-2')).toEqual(['T-2']);
  });

  it('marks the tickets whose promise was broken, also after it was met late', async () => {
    const house = await open();
    await report(house, 'Router down');
    await house.forward({ minutes: 62 });
    await house.say('engineer1', 'team', '/desk resolve T-1 reset');
    await report(house, 'Printer down');
    await house.say('engineer1', 'team', '/desk resolve T-2 reset');
    const broken = t(language, 'card.breached');
    expect(wordsOf((await house.say('engineer1', 'team', '/desk find router')).card)).toContain(broken);
    expect(wordsOf((await house.say('engineer1', 'team', '/desk find printer')).card)).not.toContain(broken);
  });

  it('takes device, person, state and date for filters, and says how it understood the words', async () => {
    const house = await open();
    await report(house, 'Link down', { device: 'device1' });
    await house.forward({ days: 8 });
    await report(house, 'Printer broken');
    await house.say('engineer3', 'team', '/desk resolve T-2 new fuser');

    expect(await found(house, 'engineer1', 'team', '核心交换机')).toEqual(['T-1']);
    expect(await found(house, 'engineer1', 'team', 'core switch last week')).toEqual(['T-1']);
    expect(await found(house, 'engineer1', 'team', 'CS-12800 2026-10')).toEqual([]);
    expect(await found(house, 'engineer1', 'team', '今天')).toEqual(['T-2']);
    expect(await found(house, 'engineer1', 'team', '2026-09..2026-10')).toEqual(['T-2', 'T-1']);
    expect(await found(house, 'engineer1', 'team', '已解决')).toEqual(['T-2']);
    expect(await found(house, 'engineer1', 'team', '未结')).toEqual(['T-2', 'T-1']);
    expect(await found(house, 'engineer1', 'team', 'by Liu Yang')).toEqual(['T-2']);
    expect(await found(house, 'engineer1', 'team', '陈静')).toEqual(['T-2', 'T-1']);

    const { card } = await house.say('engineer1', 'team', '/desk 查找 核心交换机 "down" 上周 未结');
    const device = named({ zh: '核心交换机', en: 'Core switch' }, language);
    const understood = [
      t(language, 'find.clause.device', { name: device }),
      t(language, 'find.clause.word', { text: 'down' }),
      t(language, 'find.clause.period', { from: '2026-09-28', to: '2026-10-04' }),
      t(language, 'find.clause.state', { state: t(language, 'find.state.pending') }),
    ].join(' · ');
    expect(wordsOf(card)).toContain(t(language, 'find.understood', { clauses: understood }));
    expect(wordsOf(card)).toContain('T-1 · Link down');
  });

  it('shows solution and cause before the rest, as far as its reader may read them', async () => {
    const house = await open();
    await report(house, 'Core switch down', { device: 'device1' });
    await house.say('engineer1', 'team', '/desk resolve T-1 board replaced');
    const solution = t(language, 'find.solution', { text: 'board replaced' });
    const ofTeam = wordsOf((await house.say('engineer1', 'team', '/desk find down')).card);
    expect(ofTeam.indexOf(solution)).toBeGreaterThan(0);
    expect(ofTeam.indexOf(solution)).toBeLessThan(ofTeam.indexOf(t(language, 'find.state.resolved')));
    expect(wordsOf((await house.say(REPORTER, SHARED, '/desk find replaced')).card)).toContain(solution);

    const parts = { handling: 'h', cause: '电源老化', solution: 'new power supply', prevention: 'p', symptom: 's' };
    await house.forge('engineer1', 'team', 'paper.deliver', { ticket: 'T-1', report: 'fault-report', ...parts });
    const cause = t(language, 'find.cause', { text: '电源老化' });
    expect(wordsOf((await house.say('engineer1', 'team', '/desk find 老化')).card)).toContain(cause);
    // The customer gets the paper once it was checked.
    expect(await found(house, REPORTER, SHARED, '老化')).toEqual([]);
    expect(wordsOf((await house.say(REPORTER, SHARED, '/desk find down')).card)).not.toContain('老化');
    await house.forge('desk', 'team', 'paper.accept', { paper: 'D-1' });
    expect(wordsOf((await house.say(REPORTER, SHARED, '/desk find 老化')).card)).toContain(cause);
  });

  it('customers find their own tickets only, and none by words of internal notes', async () => {
    const book = withRival(await sampleBook(language));
    const house = await open({ book });
    await report(house, 'core switch down', { contact: '陈工 13800001111' });
    await house.forge(RIVAL, RIVALS, 'ticket.report', { text: 'core switch down at ours' });
    await house.say('engineer1', 'team', '/desk update T-1 疑似客户误操作 misconfigured');

    expect(await found(house, 'engineer1', 'team', 'core')).toEqual(['T-2', 'T-1']);
    expect(await found(house, REPORTER, SHARED, 'core')).toEqual(['T-1']);
    expect(await found(house, RIVAL, RIVALS, 'core')).toEqual(['T-2']);
    expect(await found(house, RIVAL, RIVALS, 'T-1')).toEqual([]);
    for (const words of ['误操作', 'misconfigured', '13800001111']) {
      expect(await found(house, 'engineer1', 'team', words)).toEqual(['T-1']);
      expect(await found(house, REPORTER, SHARED, words)).toEqual([]);
    }
    // Another customer's name is a word like others: the answer does not tell that the desk knows it.
    const { card } = await house.say(REPORTER, SHARED, '/desk find rival');
    expect(wordsOf(card)).toContain(t(language, 'find.clause.word', { text: 'rival' }));
    expect((await house.forge('stranger', 'nowhere', 'find.tickets', { search: 'core' })).refused).toBe(
      'ticket.customer-unknown',
    );
  });

  it("staff in a customer's channel find that customer's tickets, and with one press those of all", async () => {
    const house = await open({ book: withRival(await sampleBook(language)) });
    await report(house, 'core switch down');
    await house.forge(RIVAL, RIVALS, 'ticket.report', { text: 'core switch down at ours' });
    const here = await house.say('engineer1', SHARED, '/desk find core');
    expect(wordsOf(here.card)).toContain('T-1 · ');
    expect(wordsOf(here.card)).not.toContain('T-2 · ');
    expect(await found(house, 'engineer1', SHARED, 'core rival')).toEqual(['T-2']);
    if (!here.card) throw new Error('no card');
    const all = here.card.parts.flatMap((part) => (part.part === 'actions' ? part.more : []))[0];
    expect(all?.args).toEqual({ search: 'core', all: 'yes' });
    const wide = await house.forge('engineer1', SHARED, 'find.tickets', all?.args ?? {});
    expect(wordsOf(wide.card)).toContain('T-2 · ');
    // A customer cannot widen theirs.
    const forged = await house.forge(REPORTER, SHARED, 'find.tickets', all?.args ?? {});
    expect(wordsOf(forged.card)).not.toContain('T-2 · ');
  });

  it('pages through many, the newest first', async () => {
    const house = await open();
    for (let number = 1; number <= 12; number += 1) await report(house, `door ${number} does not close`);
    const first = await house.say('engineer1', 'team', '/desk find door');
    const numbers = (card = first.card) => wordsOf(card).match(/^T-\d+(?= · )/gm);
    expect(numbers()).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3].map((number) => `T-${number}`));
    expect(first.card?.title).toBe(t(language, 'find.title.page', { first: 1, last: 10 }));
    const next = first.card && buttonsOn(first.card).find(({ label }) => label === t(language, 'button.find.next'));
    const second = await house.forge('engineer1', 'team', 'find.tickets', next?.args ?? {});
    expect(numbers(second.card)).toEqual(['T-2', 'T-1']);
    const labels = buttonsOn(second.card).map(({ label }) => label);
    expect(labels).toContain(t(language, 'button.find.previous'));
    expect(labels).not.toContain(t(language, 'button.find.next'));
    const shown = await house.press('engineer1', 'team', 'ticket.show', {
      ...(second.card ? { on: second.card } : {}),
    });
    expect(shown.card?.title).toContain('T-2');
  });

  it('says what was searched where nothing is found, with one idea', async () => {
    const house = await open();
    await report(house, 'door does not close');
    const { card } = await house.say('engineer1', 'team', '/desk find door closed');
    expect(card?.title).toBe(t(language, 'find.title.none'));
    const state = t(language, 'find.clause.state', { state: t(language, 'find.state.closed') });
    expect(wordsOf(card)).toContain(t(language, 'find.idea.without', { clause: state }));
    const again = await house.press('engineer1', 'team', 'find.tickets', { ...(card ? { on: card } : {}) });
    expect(wordsOf(again.card)).toContain('T-1 · door');
    expect(wordsOf((await house.say('engineer1', 'team', '/desk find window')).card)).toContain(
      t(language, 'find.idea.other-words'),
    );
    expect((await house.say('engineer1', 'team', '/desk find !?')).refused).toBe('find.nothing-said');
    expect((await house.say('engineer1', 'team', `/desk find ${'x'.repeat(201)}`)).refused).toBe('input.too-long');
    const { form } = await house.say(REPORTER, SHARED, '/desk find');
    if (!form) throw new Error('no form');
    expect(wordsOf((await house.submit(REPORTER, SHARED, form, { search: 'door' })).card)).toContain('T-1 · door');
  });
});
