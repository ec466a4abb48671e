import { expect, it } from 'vitest';
import { TAKE } from '../../src/desk/heard/card.ts';
import { buttonsOn } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { storedIn } from '../support/stored.ts';

eachHouse((open) => {
  it('two taps at the same moment take kept words up once', async () => {
    const house = await open();
    for (const times of [1, 2, 3]) {
      const { card } = await house.say(REPORTER, SHARED, `about the gate at ramp ${times}`);
      const { args } = must(buttonsOn(must(card))[0]);
      const taps = [1, 2, 3].map(() => house.forge(REPORTER, SHARED, TAKE, args));
      const refused = (await Promise.all(taps)).map((told) => told.refused);
      expect(refused.sort()).toEqual(['heard.gone', 'heard.gone', undefined]);
      expect((await storedIn(house.database)).tickets).toHaveLength(times);
    }
  });
});
