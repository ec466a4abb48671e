import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { docxWords } from '../support/docx-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';

eachHouse((open, language) => {
  /** The words of the month's summary, cell by cell, as the customer would get it. */
  async function summaryOf(house: TestHouse): Promise<string[]> {
    await house.forward({ days: 11 });
    const { form } = await house.say('projectManager', 'team', '/desk paper summary');
    const told = await house.submit('projectManager', 'team', must(form), { done: 'all well' });
    expect(told.refused).toBeUndefined();
    const [row] = await house.database.query<{ bytes: string }>(
      `select encode(bytes, 'base64') as bytes from made_file order by id desc limit 1`,
    );
    return docxWords(Buffer.from(must(row).bytes, 'base64')).split('\n');
  }

  const after = (words: string[], first: string, count: number) => {
    const at = words.indexOf(first);
    return at < 0 ? undefined : words.slice(at, at + count);
  };

  it('D19: the summary counts kept and broken promises by clause, and lists complaints and the trend', async () => {
    const house = await open({ months: true });
    // Two general faults (D2: 60 minutes): the first is answered in time, the second after 110.
    await house.say(REPORTER, SHARED, '/fault the printer of the duty room is out of toner');
    await house.say('engineer1', 'team', '/desk ack T-1');
    await house.say(REPORTER, SHARED, '/fault the clock of the second router is wrong');
    await house.say(REPORTER, SHARED, '/complaint nobody calls back');
    await house.forward({ minutes: 110 });
    await house.say('engineer1', 'team', '/desk ack T-2');
    await house.say('manager1', 'team', '/desk answer-complaint C-1 we are sorry');
    const words = await summaryOf(house);

    expect(words).toContain(t(language, 'paper.table.promises'));
    expect(after(words.slice(words.indexOf('D2')), 'D2', 8)).toEqual([
      'D2',
      t(language, 'metric.respond'),
      '1',
      '1',
      '0',
      '0',
      '0',
      '50 %',
    ]);
    const answer = words.indexOf(t(language, 'metric.first-answer'));
    expect(words.slice(answer - 1, answer + 7)).toEqual([
      'D17',
      t(language, 'metric.first-answer'),
      '1',
      '0',
      '0',
      '0',
      '0',
      '100 %',
    ]);
    expect(after(words, 'C-1', 5)?.slice(3)).toEqual(['01:50', '–']);
    expect(after(words, t(language, 'paper.trend.month', { month: '2026-09' }), 2)?.[1]).toBe('2');
  });
});
