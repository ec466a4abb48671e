import { expect, it } from 'vitest';
import { personName } from '../../src/desk/person/person.ts';
import { t } from '../../src/i18n/i18n.ts';
import { withAway } from '../support/away.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

/** What is told to people by their role, while they are away: the next in line hears, is pinged and reads who is away. */
eachHouse((open, language) => {
  const skipped = (house: TestHouse, ...keys: string[]) =>
    t(language, 'line.ladder.skipped', {
      people: keys.map((key) => personName(house.book.people, key, language)).join(t(language, 'list.separator')),
    });
  const without = async (...away: string[]) => open({ book: withAway(await sampleBook(language), ...away) });
  const wordsAt = (house: TestHouse, place: string) => house.seen(place).cards.map(wordsOf).join('\n');

  it('the coordinator is asked to call in place of the service desk, and records the call on the card', async () => {
    const house = await without('desk');
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say('engineer1', 'team', '/desk resolve T-1');
    expect(house.seen('@desk').messages).toEqual([]);
    expect(wordsAt(house, '@coordinator')).toContain(skipped(house, 'desk'));
    expect(house.seen('@coordinator').mentions).toEqual(['coordinator']);
    const { form } = await house.press('coordinator', '@coordinator', 'followup.done');
    await house.submit('coordinator', '@coordinator', must(form), { works: 'yes', score: '5', remarks: 'all fine' });
    const [card] = house.seen('@coordinator').cards;
    expect(wordsOf(card)).toContain('all fine');
    expect(buttonsOn(must(card)).map(({ command }) => command)).toEqual(['ticket.show']);
  });

  it('a desk that goes away after it was asked: the reminder goes to the coordinator', async () => {
    const house = await without();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say('engineer1', 'team', '/desk resolve T-1');
    await house.apply(withAway(house.book, 'desk'));
    await house.forward({ days: 1, hours: 2 });
    const kinds = house.seen('@coordinator').messages.flatMap(({ about }) => (about ? [about.kind] : []));
    expect(kinds).toEqual(['followup.reminder']);
    expect(wordsAt(house, '@coordinator')).toContain(skipped(house, 'desk'));
  });

  it('the warning of an absent assignee reaches the person who has the bell, with the name of who is away', async () => {
    const house = await without('engineer3');
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say('engineer1', 'team', '/desk assign T-1 engineer3');
    await house.forward({ hours: 3 });
    const warned = house.seen('@engineer1').messages.filter(({ about }) => about?.kind === 'sla.warning');
    expect(warned.length).toBeGreaterThan(0);
    expect(wordsAt(house, '@engineer1')).toContain(skipped(house, 'engineer3'));
    expect(house.seen('@engineer3').messages.filter(({ about }) => about?.kind === 'sla.warning')).toEqual([]);
  });

  it('a plan waits for a director who is away: a manager reads so', async () => {
    const house = await without('director', 'manager1');
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say('engineer1', 'team', '/desk plan T-1 replace the card');
    expect(wordsAt(house, '@manager2')).toContain(skipped(house, 'director'));
    expect(house.seen('@director').messages).toEqual([]);
    // Back again, the director decides: the manager's card says so.
    expect(
      (await house.forge('director', '@director', 'ticket.approve-plan', { ticket: 'T-1' })).refused,
    ).toBeUndefined();
    expect(wordsAt(house, '@manager2')).toContain(t(language, 'plan.approved'));
  });

  it('the customer never reads who is away', async () => {
    const house = await without('manager1', 'desk', 'engineer3');
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say('engineer1', 'team', '/desk assign T-1 engineer3');
    await house.forward({ hours: 8 });
    for (const key of ['manager1', 'desk', 'engineer3'])
      expect([...house.seen(SHARED).lines, wordsAt(house, SHARED)].join('\n')).not.toContain(skipped(house, key));
  });
});
