import { expect, it } from 'vitest';
import { personName } from '../../src/desk/person/person.ts';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

/** Ten minutes before the end of engineer1's shift. */
const AT = Date.parse('2026-10-05T08:50:00+08:00');

eachHouse((open, language) => {
  it('the handoff moves the open tickets of the one who leaves, and tells both and the team which ones', async () => {
    const house = await open({ at: AT });
    for (const text of ['stays open', 'resolved in time', "somebody else's"])
      await house.say(REPORTER, SHARED, `/fault ${text}`);
    await house.say('engineer1', 'team', '/desk resolve T-2');
    await house.say('engineer1', 'team', '/desk assign T-3 senior');
    await house.forward({ minutes: 9 });
    expect(await assignees(house)).toEqual(['engineer1', 'engineer1', 'senior']);
    await house.forward({ minutes: 1 });
    expect(await assignees(house)).toEqual(['engineer2', 'engineer1', 'senior']);

    const [from, to] = ['engineer1', 'engineer2'].map((key) => personName(house.book.people, key, language));
    for (const channel of ['@engineer1', '@engineer2', 'team']) {
      const card = house.seen(channel).messages.find(({ about }) => about?.kind === 'duty.handoff')?.card;
      expect(card?.title).toBe(t(language, 'duty.handoff.title', { from: from ?? '', to: to ?? '' }));
      expect(wordsOf(card)).toContain('stays open');
      for (const other of ['resolved in time', "somebody else's"]) expect(wordsOf(card)).not.toContain(other);
    }
    expect(wordsOf(house.seen('team').cards[0]), "the ticket's own card follows").toContain(to);
  });

  it.each([
    ['they keep the bell there', ['engineer1'], 'engineer1'],
    ['the bell of that one passes on at the same moment', ['engineer1', 'engineer3'], 'engineer3'],
  ])('tickets of a contract with another rotation stay with that rotation: %s', async (_, members, assignee) => {
    const book = await sampleBook(language);
    const { primary } = book.rotations;
    const { standard } = book.policies;
    const second = { ...must(primary), members };
    const house = await open({
      at: AT,
      book: {
        ...book,
        policies: { standard: { ...must(standard), rotation: 'second' } },
        rotations: { primary: must(primary), second },
      },
    });
    await house.say(REPORTER, SHARED, '/fault of the second rotation');
    await house.forward({ minutes: 10 });
    expect(await assignees(house)).toEqual([assignee]);
  });

  it('a report exactly at the handoff goes to the incoming person, one a moment before to the outgoing one', async () => {
    const house = await open({ at: AT });
    await house.forward({ minutes: 9 });
    await house.say(REPORTER, SHARED, '/fault at 08:59');
    await house.down({ minutes: 1 });
    await house.say(REPORTER, SHARED, '/fault at 09:00');
    expect(await assignees(house)).toEqual(['engineer2', 'engineer2']);
    expect(house.seen('team').mentions.slice(0, 1)).toEqual(['engineer1']);
    expect(house.seen('team').mentions.at(-1)).toBe('engineer2');
  });

  it('warnings about tickets of the outgoing person go to the incoming one', async () => {
    const house = await open({ at: AT });
    await house.say(REPORTER, SHARED, '/fault stays open');
    await house.forward({ hours: 1 });
    expect(warnings(house, '@engineer1')).toEqual([]);
    expect(warnings(house, '@engineer2')).toEqual(['sla.warning']);
  });
});

function warnings(house: TestHouse, channel: string): string[] {
  return house.seen(channel).messages.flatMap(({ about }) => (about?.kind === 'sla.warning' ? [about.kind] : []));
}

async function assignees({ database }: TestHouse): Promise<string[]> {
  const rows = await database.query<{ assignee: string }>('select assignee from ticket order by id');
  return rows.map(({ assignee }) => assignee);
}
