import { expect, it } from 'vitest';
import type { Command } from '../../src/desk/desk.ts';
import { COMMANDS } from '../../src/house.ts';
import { hasText, t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { storedIn } from '../support/stored.ts';

eachHouse((open, language) => {
  it('an unknown word gets the closest one and a hint to the help, in private, and changes nothing', async () => {
    const house = await open();
    const before = await storedIn(house.database);
    for (const [word, near] of [
      ['mien', 'mine'],
      ['asign', 'assign'],
      ['LEVELS', 'level'],
      ['值斑', '值班'],
      ['升极', '升级'],
    ] as const) {
      const told = await house.say('engineer1', 'team', `/desk ${word} T-1`);
      expect(told.refused).toBe('command.unknown-near');
      expect(told.text).toBe(t(language, 'command.unknown-near', { word, near }));
    }
    for (const text of ['/desk xyzzy-plugh', '/frobnicate now'])
      expect((await house.say('engineer1', 'team', text)).text).toContain('/desk');
    expect(await storedIn(house.database)).toEqual(before);
    expect(house.seen().messages).toEqual([]);
  });

  it('staff find their tickets by either of the words they would use', async () => {
    const house = await open();
    for (const text of ['/desk 我的', '/desk 我的工单', '/desk mine'])
      expect((await house.say('engineer1', 'team', text)).card?.title).toBe(t(language, 'list.mine', { count: 0 }));
  });

  it('a customer is never pointed to a word that is not theirs', async () => {
    const house = await open();
    const told = await house.say(REPORTER, SHARED, '/desk mien');
    expect(told.text).not.toContain('mine');
    expect(wordsOf((await house.say(REPORTER, SHARED, '/desk help')).card)).not.toContain('assign');
  });

  it('help lists every typed command that the asker may use, in their language', async () => {
    const house = await open();
    const help = wordsOf((await house.say('engineer1', 'team', '/desk help')).card);
    for (const { name } of COMMANDS.filter(isListed)) {
      const key = `help.${name}`;
      expect(help).toContain(hasText(language, key) ? t(language, key) : key);
    }
    expect(wordsOf((await house.say('engineer1', 'team', '/desk')).card)).toBe(help);
  });

  it("a customer's free words that are not a command are a report", async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, 'the core switch is down again');
    expect(house.seen('team').cards.map(({ title }) => title)).toEqual(['T-1 · the core switch is down again']);
  });
});

/** Whether the help lists a command. It does not list itself. */
function isListed({ name, typed }: Command): boolean {
  return typed !== undefined && name !== 'desk.help';
}
