import { expect, it } from 'vitest';
import { takeBook } from '../../src/desk/contract/store.ts';
import { startMornings } from '../../src/desk/morning/flow.ts';
import { paperTitle } from '../../src/desk/ticket/say.ts';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, SHARED } from '../support/report.ts';

eachHouse((open, language) => {
  async function openMorning(): Promise<TestHouse> {
    const house = await open({ at: Date.parse('2026-09-29T17:00:00+08:00') });
    const begin = () =>
      house.database.transaction(async (tx) => startMornings({ tx, now: house.now() }, await takeBook(tx, 1)));
    await begin();
    await begin();
    return house;
  }
  const mornings = (house: TestHouse, person: string) =>
    house.seen(`@${person}`).cards.filter(({ subject }) => subject.startsWith('morning/'));

  it('as the office opens each engineer and the service desk hear what the day holds, in one message', async () => {
    const house = await openMorning();
    for (const text of ['slow link', 'core switch down', 'all fine again'])
      await house.say(REPORTER, SHARED, `/fault ${text}`);
    await house.say('engineer1', 'team', '/desk level T-2 catastrophic');
    await house.forge('engineer1', 'team', 'ticket.set-level', { ticket: 'T-2', level: 'catastrophic', sure: 'yes' });
    await house.say('engineer1', 'team', '/desk resolve T-3');
    await house.forward({ hours: 16 });
    const [card, ...others] = mornings(house, 'engineer1');
    expect(others, 'however often the desk was started').toEqual([]);
    expect(card?.title).toContain(language === 'en' ? '30 September 2026' : '9月30日');
    const words = wordsOf(card);
    expect(words).toContain(t(language, 'morning.tickets', { count: 2 }));
    expect(words.indexOf('core switch down'), 'the more urgent first').toBeLessThan(words.indexOf('slow link'));
    expect(words).not.toContain('all fine again');
    expect(words).toContain(paperTitle('fault-report', language));
    expect(wordsOf(mornings(house, 'desk')[0])).toContain('T-3');
    expect(mornings(house, 'engineer2'), 'nothing is before them').toEqual([]);
  });

  it('on holidays nobody hears anything; the first working day after them it goes on', async () => {
    const house = await openMorning();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.forward({ days: 8 });
    expect(mornings(house, 'engineer1')).toHaveLength(1);
    await house.forward({ days: 1 });
    expect(mornings(house, 'engineer2').length + mornings(house, 'engineer1').length).toBe(2);
  });
});
