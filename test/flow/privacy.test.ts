import { expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands.ts';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, reportSevere, SHARED } from '../support/report.ts';
import { storedIn } from '../support/stored.ts';

const SECRET = 'we forgot to patch it';

eachHouse((open, language) => {
  it('what the staff note stays inside: not in the customer channel, not on the card a customer asks for', async () => {
    const house = await open();
    await reportSevere(house);
    await house.say('engineer1', 'team', `/desk update T-1 ${SECRET}`);
    await house.say('engineer1', 'team', `/desk plan T-1 ${SECRET}`);
    await house.say('director', 'team', `/desk reject-plan T-1 ${SECRET}`);
    await house.say('engineer1', 'team', '/desk assign T-1 senior');
    expect(house.seen('team').lines.filter((line) => line.includes(SECRET))).toHaveLength(3);
    const log = wordsOf((await house.say('engineer2', 'team', '/desk log T-1')).card);
    expect(log.split(SECRET), 'the three notes, and the plan that was sent back').toHaveLength(5);
    expect(wholeOf(house, SHARED)).not.toContain(SECRET);
    for (const words of ['show', 'why', 'log'])
      expect(wordsOf((await house.say(REPORTER, SHARED, `/desk ${words} T-1`)).card)).not.toContain(SECRET);
  });

  it('what is for the customer reaches them: a question, a workaround, their own notes', async () => {
    const house = await open();
    await reportSevere(house);
    await house.say('engineer1', 'team', '/desk tell T-1 we are on our way');
    await house.say('engineer1', 'team', '/desk ask T-1 which port?');
    await house.say(REPORTER, SHARED, '/desk answered T-1 port 7');
    await house.say('engineer1', 'team', '/desk workaround T-1 use port 8');
    await house.say(REPORTER, SHARED, '/desk update T-1 works for now');
    for (const channel of [SHARED, 'team'])
      for (const text of ['we are on our way', 'which port?', 'port 7', 'use port 8', 'works for now'])
        expect(wholeOf(house, channel)).toContain(text);
  });

  it('a customer is refused every staff command, in private, and nothing changes', async () => {
    const house = await open();
    await reportSevere(house);
    const [before, seen] = [await storedIn(house.database), house.seen()];
    const forStaff = COMMANDS.filter((command) => command.for === 'staff');
    expect(forStaff.length).toBeGreaterThan(10);
    for (const { name, typed } of forStaff) {
      const input = { ticket: 'T-1', text: 'x', to: 'engineer2', level: 'general', tier: '2', sure: 'yes' };
      expect(await house.forge(REPORTER, SHARED, name, input)).toMatchObject({
        refused: 'command.staff-only',
        text: t(language, 'command.staff-only'),
      });
      for (const word of [typed?.en[0], typed?.zh[0]])
        if (word) expect((await house.say(REPORTER, SHARED, `/desk ${word} T-1 x`)).refused).toBe('command.staff-only');
    }
    expect(await storedIn(house.database)).toEqual(before);
    expect(house.seen()).toEqual(seen);
  });

  it('staff cannot confirm or reject a fix in the name of the customer', async () => {
    const house = await open();
    await reportSevere(house);
    await house.press('engineer1', 'team', 'ticket.resolve');
    const before = await storedIn(house.database);
    for (const verb of ['confirm', 'reject-fix'])
      expect((await house.forge('engineer1', SHARED, `ticket.${verb}`, { ticket: 'T-1' })).refused).toBe(
        'ticket.customer-only',
      );
    expect(await storedIn(house.database)).toEqual(before);
  });

  it('a stranger outside every customer channel cannot report, list or see anything', async () => {
    const house = await open();
    await reportSevere(house);
    for (const channel of ['@stranger', 'somewhere-else']) {
      expect((await house.say('stranger', channel, '/fault help')).refused).toBe('ticket.customer-unknown');
      expect((await house.say('stranger', channel, '/desk open')).refused).toBe('ticket.customer-unknown');
      expect((await house.say('stranger', channel, '/desk show T-1')).refused).toBe('ticket.not-found');
    }
  });
});

function wholeOf(house: TestHouse, channel: string): string {
  const { cards, lines } = house.seen(channel);
  return [...cards.map(wordsOf), ...lines].join('\n');
}
