import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { named } from '../../src/lib/language.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

const GROUP = ['director', 'expert', 'senior', 'projectManager'];

eachHouse((open, language) => {
  /** Preset E wants no director's approval for a plan, except in an incident. */
  async function declared(): Promise<TestHouse> {
    const house = await open({ book: await sampleBook(language, 'network-security') });
    await house.say(REPORTER, SHARED, '/fault core switch down');
    const { form } = await house.say('director', 'team', '/desk incident T-1');
    expect(form?.fields.map(({ name, initial }) => [name, initial])).toEqual([
      ['speaker', 'projectManager'],
      ['text', ''],
    ]);
    const values = { speaker: 'projectManager', text: 'two sites are dark' };
    expect((await house.submit('director', 'team', must(form), values)).refused).toBeUndefined();
    return house;
  }
  const nameOf = (house: TestHouse, key: string) => named(must(house.book.people[key]).name, language);
  const badges = (house: TestHouse, channel: string) =>
    must(house.seen(channel).cards[0]).badges.map(({ text }) => text);

  it('an incident calls the group and the general manager at once, and names who speaks with the customer (D20)', async () => {
    const house = await declared();
    for (const person of [...GROUP, 'manager3']) {
      const [message] = house.seen(`@${person}`).messages;
      expect(message?.mentions).toEqual([person]);
      expect(wordsOf(message?.card)).toContain(nameOf(house, 'projectManager'));
    }
    expect(house.seen('@manager1').messages).toEqual([]);
    for (const channel of ['team', SHARED]) {
      expect(badges(house, channel)).toContain(t(language, 'card.incident'));
      expect(wordsOf(house.seen(channel).cards[0])).toContain(nameOf(house, 'projectManager'));
    }
    expect(wordsOf(house.seen('@projectManager').cards[0])).toContain(t(language, 'incident.you-speak'));
  });

  it('only the speaker’s replies go to the customer while it lasts', async () => {
    const house = await declared();
    for (const words of ['/desk tell T-1 it is the board', '/desk ask T-1 which rack?']) {
      const told = await house.say('engineer1', 'team', words);
      expect(told.refused).toBe('ticket.speaker-only');
      expect(told.text).toContain(nameOf(house, 'projectManager'));
    }
    expect((await house.say('projectManager', 'team', '/desk tell T-1 we are on it')).refused).toBeUndefined();
    expect(house.seen(SHARED).lines.at(-1)).toContain('we are on it');
    await house.say('manager1', 'team', '/desk incident-over T-1');
    expect((await house.say('engineer1', 'team', '/desk tell T-1 all well')).refused).toBeUndefined();
  });

  it('a plan goes to the director, then to the customer, whatever the policy says', async () => {
    const house = await declared();
    await house.say('engineer1', 'team', '/desk plan T-1 swap the board');
    expect(wordsOf(house.seen(SHARED).cards[0])).not.toContain('swap the board');
    const asked = house.seen('@director').cards.at(-1);
    await house.press('director', '@director', 'ticket.approve-plan', { on: must(asked) });
    expect(wordsOf(house.seen(SHARED).cards[0])).toContain('swap the board');
    expect((await house.press(REPORTER, SHARED, 'ticket.approve-plan')).refused).toBeUndefined();
  });

  it('afterwards the final report is owed to the general manager until it is handed in', async () => {
    const house = await declared();
    await house.say('director', 'team', '/desk incident-over T-1');
    const team = () => wordsOf(house.seen('team').cards[0]);
    const owed = t(language, 'incident.report-owed', { to: nameOf(house, 'manager3'), due: '' }).trim();
    expect(team()).toContain(owed);
    expect(badges(house, 'team')).not.toContain(t(language, 'card.incident'));
    const { form } = await house.press('director', '@director', 'ticket.report-incident');
    await house.submit('director', '@director', must(form), { text: 'the board had burnt through' });
    expect(wordsOf(house.seen('@manager3').cards[0])).toContain('the board had burnt through');
    expect(house.seen(SHARED).lines.join('\n'), 'it stays inside').not.toContain('burnt');
    expect(buttonsOn(house.seen('@manager3').cards[0]).map(({ command }) => command)).toEqual(['ticket.show']);
    expect(team()).not.toContain(owed);
    expect((await house.say('director', 'team', '/desk final-report T-1 again')).refused).toBe(
      'ticket.no-final-report',
    );
  });

  it('an engineer or a customer cannot declare one, no one can twice, and the speaker must be known', async () => {
    const house = await declared();
    for (const [person, channel, words, refused] of [
      ['engineer1', 'team', '/desk incident-over T-1', 'ticket.leaders-only'],
      ['manager1', 'team', '/desk incident T-1 senior', 'ticket.incident-lasts'],
      ['manager1', 'team', '/desk incident T-1 nobody-here', 'ticket.unknown-person'],
      [REPORTER, SHARED, '/desk incident T-1 senior', 'command.staff-only'],
    ] as const)
      expect((await house.say(person, channel, words)).refused).toBe(refused);
  });
});
