import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, readAs, SHARED } from '../support/report.ts';
import { storedIn } from '../support/stored.ts';

eachHouse((open, language) => {
  it('a dispatch that starts the on-site clock shows the due instant first, and counts when that is pressed', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    const { card: level } = await house.say('engineer1', 'team', '/desk level T-1 severe');
    if (!level) throw new Error('no preview of the level');
    await house.press('engineer1', 'team', 'ticket.set-level', { on: level });
    const before = await storedIn(house.database);

    const { card } = await house.press('engineer1', 'team', 'ticket.dispatch');
    if (!card) throw new Error('no preview');
    // Half an hour in the home city (D4), from 10:10.
    expect(wordsOf(card)).toContain(
      t(language, 'preview.starts', {
        metric: t(language, 'metric.on-site'),
        due: readAs(language, '10:40'),
        late: '',
      }),
    );
    expect(await storedIn(house.database)).toEqual(before);

    await house.press('engineer1', 'team', 'ticket.dispatch', { on: card });
    expect(wordsOf(house.seen('team').cards[0])).toContain(readAs(language, '10:40'));
  });

  it('a dispatch that starts nothing needs no second press', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault one phone is mute');
    const { card } = await house.press('engineer1', 'team', 'ticket.dispatch');
    expect(card).toBeUndefined();
    expect(house.seen('team').lines.at(-1)).toContain(t(language, 'notice.ticket.dispatched'));
  });
});
