import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';
import { sampleBook } from '../support/sample-book.ts';

/** 1 October is a holiday; the office opens again on Thursday the 8th. */
const BEFORE = Date.parse('2026-09-28T10:10:00+08:00');

eachHouse((open, language) => {
  const plan = (from: string) => ({ customer: 'sample', name: 'Meeting', from, engineer: 'senior', second: 'expert' });

  it('C4: a quarter before the year ends the coordinator is told of fewer than four assurances, and can plan one', async () => {
    const house = await open({ book: await sampleBook(language, 'video-conference'), terms: true, at: BEFORE });
    for (const from of ['2026-10-12', '2026-11-10', '2026-12-08'])
      await house.forge('senior', 'team', 'assurance.plan', plan(from));
    await house.forward({ days: 9 });
    expect(house.seen('@coordinator').messages).toEqual([]);
    await house.forward({ days: 1 });
    const told = must(house.seen('@coordinator').messages.at(-1));
    expect(told.mentions).toEqual(['coordinator']);
    expect(wordsOf(told.card)).toContain(t(language, 'assurance.of-promised', { count: 3, promised: 4, clause: 'C4' }));
    const { form } = await house.press('coordinator', '@coordinator', 'assurance.plan');
    expect(must(form).args).toMatchObject({ customer: 'sample' });
    await house.forward({ days: 90 });
    expect(house.seen('@coordinator').messages.filter(({ card }) => card?.subject === told.card?.subject)).toHaveLength(
      1,
    );
  });

  it('C4: with four of them planned no one is told', async () => {
    const house = await open({ book: await sampleBook(language, 'video-conference'), terms: true, at: BEFORE });
    for (const from of ['2026-10-12', '2026-10-20', '2026-11-10', '2026-12-08'])
      await house.forge('senior', 'team', 'assurance.plan', plan(from));
    await house.forward({ days: 20 });
    expect(house.seen('@coordinator').messages).toEqual([]);
  });

  it('C4: one or two engineers; done only once check, rehearsal and presence are on record', async () => {
    const house = await open({ book: await sampleBook(language, 'video-conference'), at: BEFORE });
    await house.forge('senior', 'team', 'assurance.plan', plan('2026-09-29'));
    await house.forward({ days: 1 });
    const done = () => house.say('senior', 'team', '/desk assurance done A-1');
    for (const item of ['check', 'rehearsal', 'presence']) {
      expect((await done()).refused).toBe('assurance.items-open');
      await house.say('senior', 'team', `/desk assurance check A-1 ${item}`);
    }
    expect((await done()).refused).toBeUndefined();
  });
});
