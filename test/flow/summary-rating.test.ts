import { expect, it } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import { t } from '../../src/i18n/i18n.ts';
import type { KeyAfter } from '../../src/lib/text-key.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { docxWords } from '../support/docx-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';

eachHouse((open, language) => {
  /** Three confirmed faults of September: rated 2, rated 5, not rated. */
  async function september(): Promise<TestHouse> {
    const house = await open({ months: true });
    for (const [number, score] of [
      [1, '2'],
      [2, '5'],
      [3, ''],
    ] as const) {
      await house.say(REPORTER, SHARED, `/fault trouble ${number}`);
      await house.say('engineer1', 'team', `/desk resolve T-${number}`);
      await house.say(REPORTER, SHARED, `/desk confirm T-${number}`);
      if (score) await house.say(REPORTER, SHARED, `/desk rate T-${number} ${score}`);
    }
    await house.forward({ days: 11 });
    return house;
  }

  async function handIn(house: TestHouse): Promise<string> {
    const { form } = await house.say('projectManager', 'team', '/desk paper summary');
    const told = await house.submit('projectManager', 'team', must(form), { done: 'all well' });
    expect(told.refused).toBeUndefined();
    const [row] = await house.database.query<{ bytes: string }>(
      `select encode(bytes, 'base64') as bytes from made_file order by id desc limit 1`,
    );
    return docxWords(Buffer.from(must(row).bytes, 'base64'));
  }

  const accept = (house: TestHouse) => house.press('desk', '@desk', 'paper.accept');

  it('D19: the month’s summary says how often the customer was asked and answered, what they gave, and where they were not happy', async () => {
    const words = (await handIn(await september())).split('\n');
    const resultOf = (key: KeyAfter<'paper.rating.'>) => words[words.indexOf(t(language, `paper.rating.${key}`)) + 1];
    expect(words).toContain(t(language, 'paper.table.ratings'));
    expect((['asked', 'answered', 'average', 'low'] as const).map(resultOf)).toEqual(['3', '2', '3.5', 'T-1: 2']);
  });

  it('D19: after the summary the customer is asked to rate the month, and the team is told the score', async () => {
    const house = await september();
    await handIn(house);
    expect(summariesIn(house), 'not before it was checked').toEqual([]);
    await accept(house);
    const [card] = summariesIn(house);
    expect(wordsOf(card)).toContain('2026-09');
    const four = must(buttonsOn(card).find(({ args }) => args.score === '4'));
    expect((await house.forge(REPORTER, SHARED, four.command, four.args)).refused).toBeUndefined();
    const what = wordsOf(summariesIn(house)[0]);
    expect(what).toContain(t(language, 'card.rated', { score: 4 }));
    expect(house.seen('team').lines.at(-1)).toContain(REPORTER);
    const { form } = await house.press(REPORTER, SHARED, 'rating.say-more', { on: must(summariesIn(house)[0]) });
    expect(must(form).fields).toHaveLength(12);
    await house.submit(REPORTER, SHARED, must(form), { remark: 'more training, please', training: '2' });
    expect(wordsOf(summariesIn(house)[0])).toContain(t(language, 'survey.training'));
    expect((await house.forge('engineer1', SHARED, four.command, four.args)).refused).toBe('rating.customer-only');
  });

  it('a low score for a summary is told to the service desk, which can record a complaint', async () => {
    const house = await september();
    await handIn(house);
    await accept(house);
    const one = must(buttonsOn(summariesIn(house)[0]).find(({ args }) => args.score === '1'));
    await house.forge(REPORTER, SHARED, one.command, one.args);
    const low = house
      .seen('@desk')
      .cards.filter(({ subject }) => subject.endsWith('|low'))
      .at(-1);
    expect(wordsOf(low)).toContain('2026-09');
    expect(buttonsOn(low).map(({ command, args }) => [command, args])).toEqual([
      ['complaint.open', { customer: 'sample' }],
    ]);
  });

  it('no rating of a summary is asked for while a complaint is open', async () => {
    const house = await september();
    await house.say(REPORTER, SHARED, '/complaint nobody picks up the phone');
    await handIn(house);
    await accept(house);
    expect(summariesIn(house)).toEqual([]);
    const number = /complaint\/(\d+)/.exec(house.seen(`@${REPORTER}`).cards[0]?.subject ?? '')?.[1];
    await house.say(REPORTER, `@${REPORTER}`, `/desk satisfied C-${number}`);
    expect(summariesIn(house)).toHaveLength(1);
  });
});

function summariesIn(house: TestHouse): Card[] {
  return house.seen(SHARED).cards.filter(({ subject }) => /^sample\|rating\|#\d+$/.test(subject));
}
