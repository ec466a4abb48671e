import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { clocksOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

eachHouse((open, language) => {
  it('a deadline beyond the loaded holidays says so in words, on the card and under "why"; one on 7×24 does not', async () => {
    // Thursday, the last covered day: half an hour of the 6 working hours fits into it.
    const house = await open({
      book: await sampleBook(language, 'bureau-system'),
      at: Date.parse('2026-12-31T17:30:00+08:00'),
    });
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'printing is slow', level: 'level2' });
    const note = t(language, 'card.note.provisional');
    for (const channel of ['team', SHARED]) {
      const notes = clocksOn(house.seen(channel).cards[0]).map((clock) => [clock.label, clock.note]);
      expect(notes).toEqual([
        [t(language, 'metric.respond'), note],
        [t(language, 'metric.on-site'), ''],
        [t(language, 'metric.resolve'), note],
      ]);
    }
    const { card } = await house.say(REPORTER, SHARED, '/desk why T-1');
    expect(
      wordsOf(card)
        .split('\n')
        .filter((word) => word === note),
    ).toHaveLength(2);
  });

  it('a deadline within the loaded holidays is not called provisional', async () => {
    const house = await open({ book: await sampleBook(language, 'bureau-system') });
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'printing is slow', level: 'level2' });
    expect(clocksOn(house.seen('team').cards[0]).map(({ note }) => note)).toEqual(['', '', '']);
  });
});
