import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook, withRival } from '../support/sample-book.ts';

const report = (house: TestHouse, text: string, more: Record<string, string> = {}) =>
  house.forge(REPORTER, SHARED, 'ticket.report', { text, ...more });

eachHouse((open, language) => {
  it('the card of an open fault offers staff similar cases: those with a solution first, three at most, none later', async () => {
    const house = await open({ book: withRival(await sampleBook(language)) });
    await report(house, 'core switch power supply burnt');
    await report(house, 'printer on floor 3 is out of toner');
    await house.forge('of-rival', 'customer-rival', 'ticket.report', {
      text: 'power supply of the core switch burnt out',
    });
    await house.say('engineer1', 'team', '/desk resolve T-3 board replaced');
    await report(house, 'core switch: power supply burnt again');
    await report(house, 'core switch power supply burnt once more');

    const card = house.seen('team').cards.find(({ title }) => title.startsWith('T-4 '));
    if (!card) throw new Error('no card');
    expect(buttonsOn(card).map(({ command }) => command)).toContain('find.similar');
    const told = await house.press('engineer1', 'team', 'find.similar', { on: card });
    expect(told.card?.title).toBe(t(language, 'find.similar.title', { ticket: 'T-4' }));
    expect(wordsOf(told.card).match(/^T-\d+(?= · )/gm)).toEqual(['T-3', 'T-1']);
    expect(wordsOf(told.card)).toContain(t(language, 'find.solution', { text: 'board replaced' }));
    const shown = await house.press('engineer1', 'team', 'ticket.show', { ...(told.card ? { on: told.card } : {}) });
    expect(shown.card?.title).toContain('T-3');
  });

  it('finds them in Chinese, and by the same model where the words differ', async () => {
    const house = await open();
    await report(house, '机房三号柜交换机风扇告警');
    await report(house, '会议室投影仪没有声音', { device: 'device1' });
    await report(house, '机房交换机风扇告警，噪音很大');
    await report(house, '会议终端声音断续', { device: 'device1' });
    const alike = async (ticket: string) =>
      wordsOf((await house.say('engineer1', 'team', `/desk 相似 ${ticket}`)).card).match(/^T-\d+(?= · )/gm);
    expect(await alike('T-3')).toEqual(['T-1']);
    expect(await alike('T-4')).toEqual(['T-2']);
    expect(wordsOf((await house.say('engineer1', 'team', '/desk similar T-1')).card)).toContain(
      t(language, 'find.similar.none'),
    );
  });

  it('is for staff alone, and on no card of a customer or of a fixed fault', async () => {
    const house = await open();
    await report(house, 'core switch down');
    const onCard = (channel: string) =>
      house.seen(channel).cards.flatMap((card) => buttonsOn(card).map(({ command }) => command));
    expect(onCard(SHARED)).not.toContain('find.similar');
    expect((await house.forge(REPORTER, SHARED, 'find.similar', { ticket: 'T-1' })).refused).toBe('command.staff-only');
    await house.say('engineer1', 'team', '/desk resolve T-1 rebooted');
    expect(onCard('team')).not.toContain('find.similar');
  });
});
