import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';
import { commandsOn, ticketCardIn } from '../support/turn-cards.ts';

/** Each tier of preset security-vendor, and one of its holders. */
const TIERS = [
  [2, 'senior'],
  [3, 'expert'],
  [4, 'director'],
] as const;

eachHouse((open, language) => {
  const nameOf = (house: TestHouse, key: string) => house.book.people[key]?.name[language === 'en' ? 'en' : 'zh'] ?? '';
  const card = (house: TestHouse) => wordsOf(ticketCardIn(house, 'team')?.card);

  it('B3: support goes up step by step; each tier waits for its holder, who takes it, and the card says who did', async () => {
    const house = await open({ book: await sampleBook(language, 'security-vendor') });
    await house.say(REPORTER, SHARED, '/fault gateway down');
    await house.press('engineer1', 'team', 'ticket.acknowledge');
    expect((await house.say('engineer1', 'team', '/desk take-tier T-1')).refused).toBe('ticket.no-tier');
    for (const [tier, holder] of TIERS) {
      await house.say('engineer1', 'team', `/desk tier T-1 ${tier}`);
      expect(card(house), 'the holder acts next').toContain(t(language, 'next-step.tier-raised'));
      expect(card(house)).toContain(nameOf(house, holder));
      const ping = house.seen('escalation').messages.at(-1);
      expect(commandsOn(ping)).toEqual(['take-tier', 'show', 'why']);
      expect((await house.say('engineer2', 'team', '/desk take-tier T-1')).refused, 'not a holder').toBe(
        'ticket.not-tier-holder',
      );
      expect((await house.say(holder, 'team', '/desk take-tier T-1')).refused).toBeUndefined();
      expect(card(house)).toContain(t(language, 'card.field.tier-taken'));
      expect(card(house), 'the engineer stays responsible').toContain(t(language, 'next-step.in-work'));
      expect((await house.say(holder, 'team', '/desk take-tier T-1')).refused, 'once').toBe('ticket.tier-taken');
    }
    const log = wordsOf((await house.say('engineer1', 'team', '/desk log T-1')).card);
    for (const [tier, by] of TIERS)
      expect(log).toContain(t(language, 'line.ticket.updated.take-tier', { by: nameOf(house, by), tier }));
  });
});
