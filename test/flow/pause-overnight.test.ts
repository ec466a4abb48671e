import { expect, it } from 'vitest';
import { clocksOn } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, readAs, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';
import { storedIn } from '../support/stored.ts';

eachHouse((open, language) => {
  it('a question that stops clocks is one line in each thread, and so is the answer', async () => {
    const house = await open({ book: await sampleBook(language, 'bureau-system') });
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'printing is slow', level: 'level2' });
    await house.press('engineer1', 'team', 'ticket.acknowledge');
    const added = async (who: string, channel: string, words: string) => {
      const before = house.seen().messages.length;
      await house.say(who, channel, words);
      return house.seen().messages.slice(before);
    };
    for (const told of [
      await added('engineer1', 'team', '/desk ask T-1 since when?'),
      await added(REPORTER, SHARED, '/desk answered T-1 since Friday'),
    ]) {
      // Beside the lines, the one who acts next gets a card of their own.
      const lines = told.filter(({ card }) => !card);
      expect(lines.map(({ channel }) => channel).sort()).toEqual([SHARED, 'team'].sort());
      for (const { line } of lines) expect(line).toMatch(/since (when\?|Friday) · .*/);
    }
    expect(resolveOn(house)?.state).toBe('running');
  });

  it('a pause overnight does not count towards the breach', async () => {
    // Level 2 is solved within 6 working hours: 10:10 to 12:00, 13:00 to 17:10.
    const house = await open({ book: await sampleBook(language, 'bureau-system') });
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'printing is slow', level: 'level2' });
    await house.press('engineer1', 'team', 'ticket.acknowledge');
    expect(resolveOn(house)).toMatchObject({ when: readAs(language, '17:10'), state: 'running' });

    await house.forward({ hours: 6 });
    await house.say('engineer1', 'team', '/desk ask T-1 since when?');
    expect(resolveOn(house)?.state).toBe('paused');
    await house.forward({ hours: 17, minutes: 50 });
    await house.say(REPORTER, SHARED, '/desk answered T-1 since Friday');
    // An hour was left, so it is due an hour after Tuesday 10:00.
    const due = Date.parse('2026-09-29T11:00:00+08:00');
    expect(resolveOn(house)).toMatchObject({ when: readAs(language, due), state: 'running' });

    await house.forward({ minutes: 59 });
    expect(await breaches(house)).toEqual([]);
    await house.forward({ minutes: 1 });
    expect(await breaches(house)).toEqual([{ metric: 'resolve', due, at: due }]);
    expect(resolveOn(house)?.state).toBe('breached');
  });

  it('a pause within closed hours moves nothing', async () => {
    const house = await open({ book: await sampleBook(language, 'bureau-system') });
    await house.forward({ hours: 6 });
    // From 16:10 there are 1 h 50 min left of Monday, and 4 h 10 min on Tuesday: 9:00 to 12:00, 13:00 to 14:10.
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'printing is slow', level: 'level2' });
    await house.forward({ hours: 3 });
    await house.say('engineer1', 'team', '/desk ask T-1 since when?');
    await house.forward({ hours: 10 });
    await house.say(REPORTER, SHARED, '/desk answered T-1 since Friday');
    expect(resolveOn(house)?.when).toBe(readAs(language, Date.parse('2026-09-29T14:10:00+08:00')));
  });
});

/** `resolve` is the last promise on the card. */
function resolveOn(house: TestHouse) {
  return clocksOn(house.seen('team').cards[0]).at(-1);
}

async function breaches({ database }: TestHouse) {
  const { log } = await storedIn(database);
  const broken = log.filter(({ kind }) => kind === 'sla.breached');
  return broken
    .map(({ at, data }) => ({ ...(data as { metric: string; due: number }), at }))
    .map(({ metric, due, at }) => ({ metric, due, at }));
}
