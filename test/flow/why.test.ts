import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, readAs, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

eachHouse((open, language) => {
  it('"why" names the clause and its text, the start, the days it skips, the pauses, the due instant and the version', async () => {
    // The afternoon before the National Day holiday; level 3 is solved within 12 working hours.
    const at = Date.parse('2026-09-30T15:00:00+08:00');
    const book = await sampleBook(language, 'bureau-system');
    const house = await open({ book, at });
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'a small thing', level: 'level3' });
    await house.forward({ hours: 1 });
    await house.say('engineer1', 'team', '/desk ask T-1 which printer?');
    await house.forward({ hours: 1 });
    await house.say(REPORTER, SHARED, '/desk answered T-1 the left one');

    // 2 hours on Wednesday without the pause, 8 on the Thursday after the holiday, 2 on Friday: until 11:00.
    const due = Date.parse('2026-10-09T11:00:00+08:00');
    const rule = book.policies.standard?.clocks.resolve;
    const hour = (hours: number) => readAs(language, at + hours * 3_600_000);
    for (const person of [REPORTER, 'engineer1']) {
      const words = wordsOf((await house.say(person, SHARED, '/desk why T-1')).card);
      expect(words).toContain(rule?.clause);
      expect(words).toContain(language === 'en' ? rule?.text.en : rule?.text.zh);
      expect(words).toContain(hour(0));
      expect(words).toContain(
        language === 'en' ? 'Thu 1 Oct – Wed 7 Oct (National Day)' : '10月1日周四 – 10月7日周三（国庆节）',
      );
      expect(words).toContain(`${hour(1)} – ${hour(2)}`);
      expect(words).toContain(readAs(language, due));
      expect(words).toContain(t(language, 'why.book', { version: 1 }));
    }
  });
});
