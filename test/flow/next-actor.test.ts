import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import type { SeenMessage } from '../support/chat-platform.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, reportSevere, SHARED } from '../support/report.ts';

/** The person who has to act next is told: mentioned, on a card that has the button for exactly that. */

const commandsOn = (message: SeenMessage | undefined) => buttonsOn(message?.card).map(({ command }) => command);

eachHouse((open, language) => {
  async function acknowledged(): Promise<TestHouse> {
    const house = await open();
    await reportSevere(house);
    await house.press('engineer1', 'team', 'ticket.acknowledge');
    return house;
  }
  /** The "your turn" cards of a place, oldest first. */
  const turns = (house: TestHouse, place: string) =>
    house.seen(place).messages.filter(({ card }) => card?.subject.includes('|hand|'));
  const asks = (house: TestHouse, place: string) => must(turns(house, place).at(-1));
  const what = (state: 'asked' | 'resolved' | 'plan-customer' | 'consent') => t(language, `next-step.${state}`);

  it('the customer is mentioned with a question, on a card that has the question and the button to answer', async () => {
    const house = await acknowledged();
    await house.say('engineer1', 'team', '/desk ask T-1 which rack?');
    const asked = asks(house, SHARED);
    expect(asked.mentions).toEqual([REPORTER]);
    expect(asked.thread, 'in the channel, not in a thread').toBe('');
    expect(wordsOf(asked.card)).toContain('which rack?');
    expect(asked.line).toContain(what('asked'));
    expect(commandsOn(asked)).toEqual(['ticket.customer-answered']);
  });

  it('the engineer is messaged when the customer answered while the clock runs; the question asks no more', async () => {
    const house = await acknowledged();
    await house.say('engineer1', 'team', '/desk ask T-1 which rack?');
    await house.say(REPORTER, SHARED, '/desk answered T-1 rack 7');
    const told = asks(house, '@engineer1');
    expect(told.mentions).toEqual(['engineer1']);
    expect(wordsOf(told.card)).toContain('rack 7');
    expect(commandsOn(told)).toEqual(['ticket.resolve', 'ticket.update', 'ticket.show']);
    expect(wordsOf(asks(house, SHARED).card)).toContain(t(language, 'hand.done'));
    expect(commandsOn(asks(house, SHARED))).toEqual([]);
    expect(house.seen(SHARED).mentions, 'who has just acted is not pinged').toEqual([REPORTER]);
  });

  it('a second question is a new card, because the first one was answered', async () => {
    const house = await acknowledged();
    await house.say('engineer1', 'team', '/desk ask T-1 which rack?');
    await house.say(REPORTER, SHARED, '/desk answered T-1 rack 7');
    await house.say('engineer1', 'team', '/desk ask T-1 which port?');
    expect(turns(house, SHARED).map(({ card }) => wordsOf(card).includes('which port?'))).toEqual([false, true]);
    expect(house.seen(SHARED).mentions).toEqual([REPORTER, REPORTER]);
  });

  it('the customer is mentioned with a fix to confirm; if it is not fixed the engineer is messaged with the reason', async () => {
    const house = await acknowledged();
    await house.say('engineer1', 'team', '/desk resolve T-1 new fan');
    const fix = asks(house, SHARED);
    expect(fix.mentions).toEqual([REPORTER]);
    expect(wordsOf(fix.card)).toContain('new fan');
    expect(commandsOn(fix)).toEqual(['ticket.confirm', 'ticket.reject-fix']);
    expect(turns(house, '@engineer1'), 'who has just acted is not pinged').toEqual([]);
    await house.say(REPORTER, SHARED, '/desk reject T-1 still hot');
    const again = asks(house, '@engineer1');
    expect(again.mentions).toEqual(['engineer1']);
    expect(wordsOf(again.card)).toContain('still hot');
    expect(commandsOn(again)[0]).toBe('ticket.resolve');
    await house.press('engineer1', '@engineer1', 'ticket.resolve', { on: must(again.card) });
  });

  it('a customer reads our steps among ourselves in words of their own', async () => {
    const house = await acknowledged();
    const customersCard = () => wordsOf(house.seen(SHARED).cards.find(({ subject }) => subject === 'ticket/1'));
    await house.say('engineer1', 'team', '/desk resolve T-1 new fan');
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    await house.say('engineer1', 'team', '/desk leave T-1');
    expect(customersCard()).toContain(t(language, 'next-step.site-left.customer'));
    expect(customersCard()).not.toContain(t(language, 'next-step.site-left'));
  });

  it('every line begins with a capital letter, whoever it is about', async () => {
    const house = await acknowledged();
    await house.say('engineer1', 'team', '/desk resolve T-1 new fan');
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    await house.forge('engineer1', '@engineer1', 'paper.draft', { ticket: 'T-1', paper: 'fault-report' });
    for (const line of house.seen().lines) expect(line).not.toMatch(/^[a-z]/);
    expect(house.seen('@engineer1').lines.length, 'papers are owed').toBeGreaterThan(0);
  });

  it("what staff write among themselves stays off the customer's card", async () => {
    const house = await acknowledged();
    await house.say('engineer1', 'team', '/desk resolve T-1 new fan');
    await house.say('engineer1', 'team', '/desk update T-1 the vendor is no help');
    const words = house.seen(SHARED).cards.map(wordsOf).join('\n');
    expect(words).not.toContain('no help');
    expect(commandsOn(asks(house, SHARED)), 'it still asks').toEqual(['ticket.confirm', 'ticket.reject-fix']);
  });

  it('the customer is mentioned with a plan to approve, and the engineer messaged when it is', async () => {
    const house = await acknowledged();
    await house.say('engineer1', 'team', '/desk plan T-1 swap the board');
    expect(house.seen('@director').mentions).toEqual(['director']);
    expect(turns(house, SHARED), 'the director decides first').toEqual([]);
    await house.press('director', '@director', 'ticket.approve-plan');
    expect(house.seen('team').lines.at(-1), 'one sentence and what it did').not.toMatch(/[.。] ·/);
    const plan = asks(house, SHARED);
    expect(plan.mentions).toEqual([REPORTER]);
    expect(wordsOf(plan.card)).toContain('swap the board');
    expect(commandsOn(plan)).toEqual(['ticket.approve-plan', 'ticket.reject-plan']);
    await house.press(REPORTER, SHARED, 'ticket.approve-plan', { on: must(plan.card) });
    const approved = asks(house, '@engineer1');
    expect(approved.mentions).toEqual(['engineer1']);
    expect(wordsOf(approved.card)).toContain(t(language, 'next-step.plan-approved'));
  });

  it('the engineer is messaged when a promise of theirs breaks, and the card turns calm when it is met', async () => {
    const house = await open();
    await reportSevere(house);
    await house.forward({ minutes: 10 });
    const broken = () => house.seen('@engineer1').messages.find(({ card }) => card?.subject.includes('sla.breached'));
    expect(broken()?.mentions).toEqual(['engineer1']);
    expect(commandsOn(broken())[0]).toBe('ticket.acknowledge');
    await house.press('engineer1', '@engineer1', 'ticket.acknowledge', { on: must(broken()?.card) });
    expect(wordsOf(broken()?.card)).toContain(t(language, 'ping.done-late'));
  });

  it('a manager reads how late it is and whom to call, and takes the ticket over; who had it is told', async () => {
    const house = await open();
    await reportSevere(house);
    await house.forward({ minutes: 40 });
    const [raised] = house.seen('@manager2').messages;
    expect(raised?.mentions).toEqual(['manager2']);
    const words = wordsOf(raised?.card);
    expect(words).toContain(language === 'en' ? '30 min' : '30 分钟');
    expect(words).toContain(house.book.people.engineer1?.phone ?? '');
    expect(commandsOn(raised).slice(0, 2)).toEqual(['ticket.take-over', 'ticket.assign']);
    const name = house.book.people.manager2?.name[language === 'en' ? 'en' : 'zh'] ?? '';
    expect(words, 'mention and words name the same person').toContain(name);
    await house.press('manager2', '@manager2', 'ticket.take-over', { on: must(raised?.card) });
    expect(house.seen('team').messages.at(-1)?.mentions).toEqual(['engineer1']);
    expect(wordsOf(house.seen('team').cards.find(({ subject }) => subject === 'ticket/1'))).toContain(name);
    const taken = house.seen('@manager2').messages[0];
    expect(commandsOn(taken), 'it is theirs: no second take over').not.toContain('ticket.take-over');
    expect(commandsOn(taken)[0]).toBe('ticket.acknowledge');
    const again = await house.forge('manager2', '@manager2', 'ticket.take-over', { ticket: 'T-1' });
    expect(again.refused).toBe('ticket.yours-already');
  });

  it('a ticket that is given to a colleague reaches them in their own messages', async () => {
    const house = await acknowledged();
    await house.say('desk', 'team', '/desk assign T-1 engineer2');
    const given = asks(house, '@engineer2');
    expect(given.mentions).toEqual(['engineer2']);
    expect(commandsOn(given)[0]).toBe('ticket.resolve');
  });

  it('after a dispatch the card says so, names who acts, and begins with Arrived', async () => {
    const house = await acknowledged();
    await house.say('engineer1', 'team', '/desk dispatch T-1');
    const card = house.seen('team').cards.find(({ subject }) => subject === 'ticket/1');
    expect(wordsOf(card)).toContain(t(language, 'card.on-the-way'));
    expect(buttonsOn(card)[0]?.command).toBe('ticket.arrive');
    expect(wordsOf(card)).toContain(language === 'en' ? 'Li Wei, to arrive' : '李伟到场');
  });

  it('the private answer to typed words says who is next', async () => {
    const house = await acknowledged();
    const { text } = await house.say('engineer1', 'team', '/desk resolve T-1');
    expect(text).toContain(what('resolved'));
  });
});
