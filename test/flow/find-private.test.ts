import { expect, it } from 'vitest';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, SHARED } from '../support/report.ts';

/** What is done to T-1 in order: who, where, and what; `WORD` is another word each time. */
const STEPS: readonly (readonly [person: string, channel: string, words: string])[] = [
  ['engineer1', 'team', 'ack T-1'],
  ['engineer1', 'team', 'update T-1 WORD'],
  ['engineer1', 'team', 'tell T-1 WORD'],
  ['engineer1', 'team', 'ask T-1 WORD'],
  [REPORTER, SHARED, 'answered T-1 WORD'],
  ['engineer1', 'team', 'workaround T-1 WORD'],
  ['engineer1', 'team', 'callback T-1 13800009999 WORD'],
  ['engineer1', 'team', 'called-back T-1 WORD'],
  ['engineer1', 'team', 'consent T-1 remote-access WORD'],
  [REPORTER, SHARED, 'agree T-1 WORD'],
  ['engineer1', 'team', 'commands T-1 WORD'],
  ['engineer1', 'team', 'plan T-1 WORD'],
  ['director', 'team', 'reject-plan T-1 WORD'],
  ['engineer1', 'team', 'plan T-1 WORD'],
  ['director', 'team', 'approve T-1'],
  [REPORTER, SHARED, 'approve T-1'],
  ['director', 'team', 'incident T-1 senior WORD'],
  ['engineer1', 'team', 'update T-1 WORD'],
  ['senior', 'team', 'tell T-1 WORD'],
  ['director', 'team', 'incident-over T-1'],
  ['director', 'team', 'final-report T-1 WORD'],
  ['engineer1', 'team', 'resolve T-1 WORD'],
  [REPORTER, SHARED, 'reject T-1 WORD'],
  ['engineer1', 'team', 'resolve T-1 WORD'],
];

/** Everything that the customer has before them or can ask for. */
async function seenByCustomer(house: TestHouse): Promise<string> {
  const { cards, lines } = house.seen(SHARED);
  const log = (await house.say(REPORTER, SHARED, '/desk log T-1')).card;
  return [...cards.map(wordsOf), ...lines, wordsOf(log)].join('\n');
}

eachHouse((open) => {
  it('a customer finds a ticket by a word exactly if they could read the word somewhere; staff by each', async () => {
    const house = await open();
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'core switch down', contact: 'Wang secretcontact' });
    const words = new Map<string, string>();
    for (const [index, [person, channel, step]] of STEPS.entries()) {
      const word = `quokka${index}xyz`;
      const told = await house.say(person, channel, `/desk ${step.replace('WORD', word)}`);
      expect([step, told.refused]).toEqual([step, undefined]);
      if (step.includes('WORD')) words.set(word, step);
      house.wait({ minutes: 1 });
    }
    const seen = await seenByCustomer(house);
    const finds = async (person: string, channel: string, word: string) =>
      wordsOf((await house.say(person, channel, `/desk find ${word}`)).card).includes('T-1 · ');
    const readable = [...words].filter(([word]) => seen.includes(word));
    expect(readable.length).toBeGreaterThan(5);
    expect(readable.length).toBeLessThan(words.size - 3);
    for (const [word, step] of words) {
      expect([step, await finds('engineer2', 'team', word)]).toEqual([step, true]);
      expect([step, await finds(REPORTER, SHARED, word)]).toEqual([step, seen.includes(word)]);
    }
    expect(await finds('engineer2', 'team', 'secretcontact')).toBe(true);
    expect(await finds(REPORTER, SHARED, 'secretcontact')).toBe(false);
  });
});
