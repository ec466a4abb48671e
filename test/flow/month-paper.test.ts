import { loadImage } from '@napi-rs/canvas';
import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { docxPictures } from '../support/docx-pictures.ts';
import { docxWords } from '../support/docx-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, reportSevere, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

/** A working day in October. */
const AT = Date.parse('2026-10-12T10:10:00+08:00');

eachHouse((open, language) => {
  /** One promise kept, one met late (D2: respond in 60 minutes), and a severe fault. */
  async function busy(house: TestHouse): Promise<void> {
    await house.say(REPORTER, SHARED, '/fault the printer of the duty room is out of toner');
    await house.say('engineer1', 'team', '/desk ack T-1');
    await house.say(REPORTER, SHARED, '/fault the clock of the second router is wrong');
    await house.forward({ minutes: 110 });
    await house.say('engineer1', 'team', '/desk ack T-2');
    await reportSevere(house);
    await house.say('engineer1', 'team', '/desk resolve T-1 new toner');
    await house.say('engineer1', 'team', '/desk resolve T-2 set the clock');
  }

  /** The paper as it is handed in. */
  async function written(house: TestHouse, words: string): Promise<{ words: string[]; bytes: Buffer }> {
    const { form } = await house.say('projectManager', 'team', `/desk paper ${words}`);
    const parts = Object.fromEntries(must(form).fields.map(({ name }) => [name, `written ${name}`]));
    expect((await house.submit('projectManager', 'team', must(form), parts)).refused).toBeUndefined();
    const [row] = await house.database.query<{ bytes: string }>(
      `select encode(bytes, 'base64') as bytes from made_file order by id desc limit 1`,
    );
    const bytes = Buffer.from(must(row).bytes, 'base64');
    return { words: docxWords(bytes).split('\n'), bytes };
  }

  /** Label and value of each row that a customer sees on the card of the month, as `label|value`. */
  async function onCard(house: TestHouse, month: string): Promise<string[]> {
    const { card } = await house.say(REPORTER, SHARED, `/desk month ${month}`);
    const fields = must(card).parts.flatMap((part) => (part.part === 'fields' ? part.fields : []));
    return fields.map(({ label, value }) => `${label}|${value}`);
  }

  const rowsIn = (words: readonly string[]) => words.map((word, place) => `${word}|${words[place + 1]}`);

  it('D19: the summary of a closed month has the figures of the card and pictures, and they stay', async () => {
    const house = await open({ at: AT, months: true });
    await busy(house);
    // Until 6 November: October was closed on the 4th.
    await house.forward({ days: 25 });
    const card = await onCard(house, '2026-10');
    expect(card.length).toBeGreaterThan(4);
    // What changes after the closing changes nothing in the paper.
    await house.say('engineer1', 'team', '/desk withdraw T-2 it was a test of ours');
    const { words, bytes } = await written(house, 'summary');
    expect(words).toContain(t(language, 'paper.table.figures'));
    expect(rowsIn(words)).toEqual(expect.arrayContaining(card));
    expect(rowsIn(words)).toContain(`${t(language, 'paper.figure.state')}|${t(language, 'paper.figure.final')}`);
    expect(rowsIn(words)).toContain(`${t(language, 'paper.fact.reported-count')}|3`);
    expect(words.join('\n')).toContain(t(language, 'report.rest.keptLate', { count: 1 }));

    const [promises, faults, ...more] = docxPictures(bytes);
    expect(more).toEqual([]);
    for (const picture of [promises, faults]) {
      const image = await loadImage(Buffer.from(must(picture).bytes));
      expect(image.width).toBeGreaterThan(1000);
    }
    const october = language === 'zh-CN' ? '2026年10月' : 'October 2026';
    const colon = t(language, 'report.colon');
    expect(must(promises).alt).toContain(t(language, 'paper.picture.promises'));
    const respond = t(language, 'report.row', { part: 1, all: 3 });
    expect(must(promises).alt).toContain(`D2 ${t(language, 'metric.respond')}${colon}${respond}`);
    expect(must(faults).alt.split('\n').at(-1)).toBe(`${october}${colon}3`);
    for (const caption of ['promises', 'faults'] as const)
      expect(words).toContain(t(language, `paper.picture.${caption}`));
  });

  it('before the closing the paper says until when its figures can change', async () => {
    const house = await open({ at: AT, months: true });
    await busy(house);
    await house.forward({ days: 21 });
    const { words } = await written(house, 'summary');
    const state = must(rowsIn(words).find((row) => row.startsWith(t(language, 'paper.figure.state'))));
    expect(state).not.toContain(t(language, 'paper.figure.final'));
    expect(state).toMatch(language === 'zh-CN' ? /11月4日/ : /4 Nov/);
    expect(rowsIn(words)).toEqual(expect.arrayContaining(await onCard(house, '2026-10')));
  });

  it('the quarterly analysis compares with the quarter before', async () => {
    const house = await open({ at: AT, book: await sampleBook(language, 'telecom-province'), months: true });
    await busy(house);
    await house.forward({ days: 90 });
    const { words, bytes } = await written(house, 'quarterly-analysis');
    expect(words).toContain('2026-Q4');
    const before = language === 'zh-CN' ? '2026年第3季度' : 'Q3 2026';
    const nothing = t(language, 'report.trend', { month: before, words: t(language, 'report.no-promise') });
    expect(rowsIn(words)).toContain(`${t(language, 'report.field.trend-quarter')}|${nothing}`);
    expect(words.join('\n')).toContain(t(language, 'report.faults-quarter', { count: 3, before: 0 }));
    expect(docxPictures(bytes)).toHaveLength(2);
  });

  it('a month without cases says so and has no picture', async () => {
    const house = await open({ at: AT, months: true });
    await house.forward({ days: 25 });
    const { words, bytes } = await written(house, 'summary');
    const figures = words.indexOf(t(language, 'paper.table.figures'));
    expect(words[figures + 1]).toBe(t(language, 'paper.document.none'));
    expect(docxPictures(bytes)).toEqual([]);
  });
});
