import { expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands.ts';
import type { Told } from '../support/asking.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook, withRival } from '../support/sample-book.ts';

const RIVAL = 'customer-rival-1';
const RIVALS = 'customer-rival';
/** Stands in everything that the sample customer and our people write about them. */
const SECRET = 'quokkasecret';

/** What the sample customer has: one of each kind, numbered 1. */
const STEPS: readonly (readonly [person: string, channel: string, words: string])[] = [
  [REPORTER, SHARED, `/fault ${SECRET} switch down`],
  [REPORTER, SHARED, `/complaint ${SECRET} too slow`],
  ['engineer1', 'team', '/desk ack T-1'],
  ['engineer1', 'team', `/desk ask T-1 ${SECRET} which port?`],
  ['engineer1', 'team', `/desk consent T-1 operation ${SECRET} restart`],
  ['engineer1', 'team', `/desk part T-1 ${SECRET} supervisor card`],
  ['engineer1', 'team', `/desk commands T-1 ${SECRET} reload`],
  ['projectManager', 'team', '/desk inspection plan sample main 2026-10-20'],
  ['engineer1', 'team', `/desk resolve T-1 ${SECRET} new card`],
  ['engineer1', 'team', '/desk leave T-1'],
  [REPORTER, SHARED, '/desk confirm T-1'],
];

/** Everything that a reply has, of any kind. */
function wordsTold({ text, card, otherCards, form }: Told): string {
  return [text, wordsOf(card), ...otherCards.map(wordsOf), JSON.stringify(form ?? '')].join('\n');
}

/** The sample customer's tickets and matters with the lengths of their logs. */
async function storedOf({ database }: TestHouse): Promise<unknown> {
  return database.query(
    `select 'ticket' as kind, id, state, (select count(*)::int from ticket_event where ticket_id = ticket.id) as entries
       from ticket where customer = 'sample'
     union all
     select feature, number, state, (select count(*)::int from matter_event where matter_id = matter.id)
       from matter where customer = 'sample' order by 1, 2`,
  );
}

eachHouse((open, language) => {
  async function busy(): Promise<TestHouse> {
    const house = await open({ book: withRival(await sampleBook(language)) });
    for (const [person, channel, words] of STEPS) await house.say(person, channel, words);
    await house.forge('engineer1', 'team', 'paper.deliver', {
      ticket: 'T-1',
      report: 'fault-report',
      ...Object.fromEntries(['symptom', 'handling', 'cause', 'solution', 'prevention'].map((part) => [part, SECRET])),
    });
    await house.forward({ hours: 20 });
    return house;
  }

  it('no command gives one customer a word of another, with their numbers and name sent along; nothing changes', async () => {
    const house = await busy();
    const [before, seen] = [await storedOf(house), house.seen(SHARED)];
    for (const kind of ['ticket', 'complaint', 'inspection', 'paper', 'part', 'rating'])
      expect(JSON.stringify(before)).toContain(`"kind":"${kind}"`);
    const theirs = {
      ticket: 'T-1',
      complaint: 'C-1',
      inspection: 'I-1',
      paper: 'D-1',
      part: 'P-1',
      loaner: 'L-1',
      assurance: 'A-1',
      appointment: 'E-1',
      customer: 'sample',
    };
    for (const { name } of COMMANDS)
      for (const more of [{}, { rating: '1', score: '1' }, { rating: '2', score: '1', text: 'x', sure: 'yes' }]) {
        const told = await house.forge(RIVAL, RIVALS, name, { ...theirs, ...more });
        expect([name, wordsTold(told)]).not.toEqual([name, expect.stringContaining(SECRET)]);
      }
    expect(await storedOf(house)).toEqual(before);
    expect(house.seen(SHARED)).toEqual(seen);
  });

  it('what our people write about one customer never stands in the channel of the other', async () => {
    const house = await busy();
    await house.say(RIVAL, RIVALS, '/fault switch down');
    await house.say('engineer1', 'team', '/desk similar T-2');
    await house.say('engineer1', RIVALS, '/desk open');
    await house.say('engineer1', RIVALS, '/desk log T-1');
    const { cards, lines, messages } = house.seen(RIVALS);
    const all = [...cards.map(wordsOf), ...lines, ...messages.map(({ file }) => file ?? '')].join('\n');
    expect(all).not.toContain(SECRET);
    expect(cards.flatMap(buttonsOn).flatMap(({ args }) => Object.values(args))).not.toContain('T-1');
  });
});
