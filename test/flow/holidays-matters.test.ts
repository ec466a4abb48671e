import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { NOTICE_2027, published } from '../desk/holiday/notices.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

const NOTICE = published(2027, NOTICE_2027);

/** New Year's Day of 2027 is a Friday: two working days from Thursday end on Monday, and by the notice on Tuesday. */
const THURSDAY = Date.parse('2026-12-31T15:00:00+08:00');

eachHouse((open, language) => {
  /** A house in which a complaint, a paper, a call after a fix and a part are owed within two working days. */
  async function houseThatOwes() {
    const book = await sampleBook(language);
    const [key = '', policy] = must(Object.entries(book.policies)[0]);
    const owing = {
      ...must(policy),
      complaint: { ...must(policy).complaint, firstAnswer: '2wd', remindAfter: '1wd', closure: '3wd' },
      followup: { ...must(policy).followup, within: '2wd', remindBefore: '1wd' },
      parts: { clause: 'D10', within: '2wd', dispatchWithin: '1wd' },
      papers: [{ paper: 'fault-report', clause: 'D9', after: 'resolve', within: '2wd', owner: 'assignee' }],
    } as unknown as typeof policy;
    const house = await open({ book: { ...book, policies: { ...book.policies, [key]: must(owing) } }, at: THURSDAY });
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say('engineer1', 'team', '/desk ack T-1');
    const part = await house.press('engineer1', 'team', 'part.request');
    await house.submit('engineer1', 'team', must(part.form), { text: 'power supply', symptom: 'dark' });
    await house.say(REPORTER, SHARED, '/fault printer down');
    await house.say('engineer1', 'team', '/desk ack T-2');
    await house.say('engineer1', 'team', '/desk resolve T-2');
    const { form } = await house.say(REPORTER, SHARED, '/complaint');
    await house.submit(REPORTER, SHARED, must(form), { text: 'too slow', answerIn: 'privately' });
    return house;
  }
  const due = (name: 'closure' | 'first-answer' | 'followup' | 'paper' | 'part' | 'part-dispatch') =>
    t(language, `holidays.card.due.${name}`);
  const ALL = ['closure', 'first-answer', 'followup', 'paper', 'part', 'part-dispatch'] as const;

  it('what is owed beside tickets moves with the days, is shown beforehand, and comes back', async () => {
    const house = await houseThatOwes();
    const dues = async () =>
      (
        await house.database.query<{ feature: string; next: Date }>(
          "select feature, next_due_at as next from matter where feature in ('complaint', 'followup', 'paper', 'part') and status = 'open' order by id",
        )
      ).map(({ feature, next }) => `${feature} ${next.toISOString()}`);
    const before = await dues();
    expect(before).toHaveLength(4);
    const shown = await house.say('director', '@director', `/desk holidays ${NOTICE}`);
    const words = wordsOf(shown.card);
    for (const name of ALL) expect(words, name).toContain(due(name));
    expect(words, 'who complained is not for everyone').not.toContain('too slow');
    expect(await dues(), 'nothing is done yet').toEqual(before);

    const applied = await house.press('director', '@director', 'holidays.apply', { on: must(shown.card) });
    expect(applied.text).toContain('6');
    const told = house.seen(`@${REPORTER}`).lines.join('\n');
    expect(told).toContain(t(language, 'metric.first-answer'));
    expect(house.seen('@manager1').lines.filter((line) => line.includes('C-1'))).toHaveLength(3);
    const after = await dues();
    for (const [index, each] of after.entries()) expect(each).not.toBe(before[index]);

    const back = await house.say('director', 'team', '/desk holidays take-back 2027');
    expect(back.text).toContain('6');
    expect(await dues()).toEqual(before);
  });

  it('a deadline that was broken or met stays', async () => {
    const house = await houseThatOwes();
    await house
      .press('manager1', '@manager1', 'complaint.answer')
      .then(({ form }) => house.submit('manager1', '@manager1', must(form), { text: 'we are sorry' }));
    await house.say('desk', 'team', '/desk followup T-2 5 all fine');
    const { card } = await house.say('director', '@director', `/desk holidays ${NOTICE}`);
    const words = wordsOf(card);
    for (const name of ALL)
      expect(words.includes(due(name)), name).toBe(name !== 'first-answer' && name !== 'followup');
  });
});
