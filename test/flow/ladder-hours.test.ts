import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { spanWords } from '../../src/i18n/span.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

/** A ladder inside office hours: managers are left in peace at night, over a weekend and over National Day. */
eachHouse((open, language) => {
  async function opened(at: string, hours: 'calendar' | undefined, level = 'level3'): Promise<TestHouse> {
    const book = await sampleBook(language, 'bureau-system');
    const policy = must(book.policies.standard);
    const ladder = { ...policy.ladder, ...(hours === undefined ? {} : { hours }) };
    const house = await open({
      book: { ...book, policies: { ...book.policies, standard: { ...policy, ladder } } },
      at: Date.parse(`2026-${at}:00+08:00`),
    });
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'a printer is slow', level });
    return house;
  }

  /** When each manager first heard of the broken promise to respond, in Beijing. */
  const heard = (house: TestHouse) =>
    ['manager1', 'manager2', 'manager3'].map((key) => {
      const told = house
        .seen(`@${key}`)
        .messages.find(({ about }) => about?.fields.metric === 'respond' && about.kind.startsWith('sla.'));
      return told?.about && new Date(told.about.at + 8 * 3_600_000).toISOString().slice(5, 16);
    });

  it.each([
    ['a weekend', '09-11T13:45', ['09-11T17:45', '09-14T09:15', '09-14T09:45']],
    ['National Day', '09-30T13:45', ['09-30T17:45', '10-08T09:15', '10-08T09:45']],
  ])('over %s', async (_, at, expected) => {
    const house = await opened(at, 'calendar');
    await house.forward({ days: 9 });
    expect(heard(house)).toEqual(expected);
  });

  it('left out, managers hear on the holiday’s eve at night; a desk that was down tells each at its own instant', async () => {
    const house = await opened('09-30T13:45', undefined);
    await house.down({ days: 9 });
    expect(heard(house)).toEqual(['09-30T17:45', '09-30T18:15', '09-30T18:45']);
  });

  it('"why" says that the ladder keeps to office hours, of the promises that count in them', async () => {
    const span = spanWords(language, '30m');
    const said = t(language, 'why.ladder.office', { span });
    const why = async (hours: 'calendar' | undefined, level: string) =>
      wordsOf((await (await opened('09-11T13:45', hours, level)).say('engineer1', 'team', '/desk why T-1')).card);
    expect((await why('calendar', 'level3')).split(said).length - 1, 'respond and resolve').toBe(2);
    expect((await why('calendar', 'level1')).split(said).length - 1, 'respond alone: it is solved on the clock').toBe(
      1,
    );
    expect(await why(undefined, 'level3')).not.toContain(said);
  });
});
