import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import type { Told } from '../support/asking.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { reportSevere } from '../support/report.ts';
import { sampleBook, withRival } from '../support/sample-book.ts';
import { storedIn } from '../support/stored.ts';

const RIVAL = 'customer-rival-1';
const RIVALS = 'customer-rival';
const VERBS = [
  'show',
  'why',
  'update',
  'confirm',
  'reject-fix',
  'approve-plan',
  'reject-plan',
  'customer-answered',
] as const;
const WORDS = ['show T-1', 'why T-1', 'update T-1 hello', 'confirm T-1', 'reject T-1 no', '查看 T-1', '为什么 1'];

eachHouse((open, language) => {
  it("another customer's ticket does not exist: neither by words nor by buttons, in any channel, and no one hears of the try", async () => {
    const house = await open({ book: withRival(await sampleBook(language)) });
    await reportSevere(house);
    await house.press('engineer1', 'team', 'ticket.acknowledge');
    const [before, seen] = [await storedIn(house.database), house.seen()];

    const tries: (() => Promise<Told>)[] = [
      ...WORDS.map((words) => () => house.say(RIVAL, RIVALS, `/desk ${words}`)),
      ...VERBS.map((verb) => () => house.forge(RIVAL, RIVALS, `ticket.${verb}`, { ticket: 'T-1', text: 'hello' })),
      ...VERBS.map((verb) => () => house.forge(RIVAL, `@${RIVAL}`, `ticket.${verb}`, { ticket: 'T-1', text: 'hello' })),
    ];
    for (const attempt of tries) {
      const told = await attempt();
      expect(told.refused).toBe('ticket.not-found');
      expect(told.text).toBe(t(language, 'ticket.not-found', { ticket: 'T-1' }));
    }
    expect(await storedIn(house.database)).toEqual(before);
    expect(house.seen()).toEqual(seen);
  });

  it("another customer's ticket and one that does not exist are refused in the same words", async () => {
    const house = await open({ book: withRival(await sampleBook(language)) });
    await reportSevere(house);
    const theirs = await house.say(RIVAL, RIVALS, '/desk show T-1');
    const nobodys = await house.say(RIVAL, RIVALS, '/desk show T-2');
    expect(theirs.text.replace('T-1', 'T-2')).toBe(nobodys.text);
  });

  it("lists show a customer that customer's tickets only, even if they name another", async () => {
    const house = await open({ book: withRival(await sampleBook(language)) });
    await reportSevere(house);
    await house.say(RIVAL, RIVALS, '/fault our own fault');
    const { card } = await house.say(RIVAL, RIVALS, '/desk open');
    expect(wordsOf(card)).toContain('our own fault');
    expect(wordsOf(card)).not.toContain('core switch down');
    await house.forge(RIVAL, RIVALS, 'ticket.report', { text: 'in your name', customer: 'sample' });
    expect(await customers(house)).toEqual(['sample', 'rival', 'rival']);
  });
});

async function customers({ database }: TestHouse): Promise<string[]> {
  const rows = await database.query<{ customer: string }>('select customer from ticket order by id');
  return rows.map(({ customer }) => customer);
}
