import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';

eachHouse((open, language) => {
  /** Plan D: a fault is repaired on Monday, 28 September, at 10:10. */
  async function repaired(): Promise<TestHouse> {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say('engineer1', 'team', '/desk resolve T-1');
    return house;
  }
  const badge = (house: TestHouse, channel: string) => house.seen(channel).cards[0]?.badges.map(({ text }) => text);

  it('D15: after the repair the service desk calls, fills in the follow-up form, and the project coordinator hears it', async () => {
    const house = await repaired();
    const form = must((await house.press('desk', '@desk', 'followup.done')).form);
    expect(form.fields.map(({ name }) => name)).toEqual(['works', 'score', 'remarks']);
    await house.submit('desk', '@desk', form, { works: 'yes', score: '5', remarks: 'quick and friendly' });
    expect(badge(house, '@desk')).toEqual([t(language, 'followup.done')]);
    expect(wordsOf(house.seen('@coordinator').cards[0])).toContain('quick and friendly');
  });

  it('D15: the call is due within 2 days: a reminder after one, and at 48 hours the coordinator hears that it is late', async () => {
    const house = await repaired();
    await house.forward({ hours: 24 });
    expect(house.seen('@desk').lines).toHaveLength(2);
    await house.forward({ hours: 23, minutes: 59 });
    expect(house.seen('@coordinator').cards).toEqual([]);
    await house.forward({ minutes: 1 });
    expect(badge(house, '@desk')).toEqual([t(language, 'followup.late')]);
    expect(house.seen('@coordinator').cards).toHaveLength(1);
  });

  it('D15: where the customer says that it does not work, the ticket is reopened from the call', async () => {
    const house = await repaired();
    const { card } = await house.say('desk', 'team', '/desk followup T-1 1 still down');
    await house.press('desk', '@desk', 'followup.reopen', { on: must(card) });
    expect(house.seen('team').lines.at(-1)).toContain('still down');
  });
});
