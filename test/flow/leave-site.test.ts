import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

eachHouse((open, language) => {
  async function arrived(preset: string): Promise<TestHouse> {
    const house = await open({ book: await sampleBook(language, preset) });
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say('engineer1', 'team', '/desk arrive T-1');
    return house;
  }
  const team = (house: TestHouse) => wordsOf(house.seen('team').cards[0]);
  const stay = t(language, 'leave.stay', { clause: 'E5' });

  it('the service desk confirms in its own messages that the site was left, once, and not who left it (D16)', async () => {
    const house = await arrived('telecom-province');
    expect((await house.say('desk', 'team', '/desk confirm-leave T-1')).refused).toBe('ticket.not-left');
    await house.say('engineer1', 'team', '/desk leave T-1');
    expect(team(house)).toContain(t(language, 'leave.waits'));
    expect((await house.say('engineer1', 'team', '/desk confirm-leave T-1')).refused).toBe('ticket.own-leave');
    const [asked] = house.seen('@desk').messages;
    expect(asked?.mentions).toEqual(['desk']);
    const card = must(asked?.card);
    await house.press('desk', '@desk', 'ticket.confirm-leave');
    expect(buttonsOn(house.seen('@desk').cards[0]).map(({ command }) => command)).toEqual(['ticket.show']);
    expect(wordsOf(house.seen('@desk').cards[0])).toContain(t(language, 'leave.confirmed'));
    expect(team(house)).not.toContain(t(language, 'leave.waits'));
    expect((await house.press('desk', '@desk', 'ticket.confirm-leave', { on: card })).refused).toBe(
      'ticket.leave-confirmed',
    );
    expect(team(house)).not.toContain(stay);
  });

  it('the engineer on site is told to stay until the customer confirmed; leaving before wants a reason, which is noted (E5)', async () => {
    const house = await arrived('network-security');
    expect(team(house)).toContain(stay);
    expect(wordsOf(house.seen(SHARED).cards[0]), 'it is no business of the customer').not.toContain(stay);
    expect((await house.say('engineer1', 'team', '/desk leave T-1')).refused).toBe('ticket.leave-unresolved');
    expect(team(house)).toContain(stay);
    expect((await house.say('engineer1', 'team', '/desk leave T-1 waiting for a part')).refused).toBeUndefined();
    expect(team(house)).not.toContain(stay);
    expect(team(house)).toContain('waiting for a part');
    expect(house.seen('@desk').messages).toEqual([]);
    await house.say('engineer1', 'team', '/desk resolve T-1');
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    await house.say('engineer1', 'team', '/desk leave T-1');
    expect(team(house)).not.toContain('waiting for a part');
  });
});
