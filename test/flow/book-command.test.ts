import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';

const BOOK = '/desk book';

eachHouse((open, language) => {
  /** The book of the house with a promise, a member of the rotation and a name changed. */
  async function houseWithTwoVersions() {
    const house = await open();
    const { standard } = house.book.policies;
    const policy = must(standard);
    const changed = {
      ...house.book,
      policies: { standard: { ...policy, ladder: { ...policy.ladder, every: '20m' }, undoWithin: '9m' } },
    };
    await house.forward({ days: 1 });
    await house.apply(changed);
    return house;
  }

  it('shows the director which versions were applied when, and what the last one changed', async () => {
    const house = await houseWithTwoVersions();
    const words = wordsOf((await house.say('director', 'team', BOOK)).card);
    const [first, second] = [1, 2].map((version) => t(language, 'book.version', { version }));
    expect(words).toContain(must(first));
    expect(words).toContain(must(second));
    expect(words.split(t(language, 'book.in-force'))).toHaveLength(2);
    expect(words).toMatch(/[0-9a-f]{8}/);
    expect(words).toContain('ladder.every');
    expect(words).toMatch(/30.+→ 20/);
    expect(words).toContain('undoWithin');
  });

  it('shows one version by its number; the first of all changed nothing', async () => {
    const house = await houseWithTwoVersions();
    const words = wordsOf((await house.say('director', 'team', `${BOOK} 1`)).card);
    expect(words).toContain(t(language, 'book.version', { version: 1 }));
    expect(words).not.toContain('ladder.every');
    for (const wrong of ['9', 'last', '0'])
      expect((await house.say('director', 'team', `${BOOK} ${wrong}`)).refused, wrong).toBe('book.no-such-version');
  });

  it('is for the technical director alone', async () => {
    const house = await houseWithTwoVersions();
    const told = await house.say('engineer1', 'team', BOOK);
    expect(told.refused).toBe('book.only-director');
    expect((await house.say('customer-sample-1', 'customer-sample', BOOK)).card).toBeUndefined();
  });
});
