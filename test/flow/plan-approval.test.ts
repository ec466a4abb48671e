import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, readAs, reportSevere, SHARED } from '../support/report.ts';

const PLAN = 'Swap the board at midnight';

eachHouse((open, language) => {
  async function submitted(): Promise<TestHouse> {
    const house = await open({});
    await reportSevere(house);
    await house.forward({ minutes: 5 });
    await house.say('engineer1', 'team', `/desk plan T-1 ${PLAN}`);
    return house;
  }
  /** The newest card that is no "your turn": the ticket's own, and the director's about the plan. */
  const card = (house: TestHouse, channel: string) =>
    house.seen(channel).cards.findLast(({ subject }) => !subject.includes('|hand|'));

  it('the technical director is asked in their own messages, with the plan, the clocks and what approving does (D24)', async () => {
    const house = await submitted();
    const [asked] = house.seen('@director').messages;
    expect(asked?.mentions).toEqual(['director']);
    const words = wordsOf(asked?.card);
    expect(words).toContain(PLAN);
    expect(words).toContain(readAs(language, '11:10'));
    expect(words).toContain(t(language, 'plan.then-pause', { metrics: t(language, 'metric.workaround') }));
    expect(buttonsOn(asked?.card).map(({ command }) => command)).toEqual([
      'ticket.approve-plan',
      'ticket.reject-plan',
      'ticket.show',
    ]);
    expect(wordsOf(card(house, SHARED)), 'a plan that is still inside stays inside').not.toContain(PLAN);
  });

  it('the customer reads the whole plan, that the clocks pause, and which go on when they approve (D6)', async () => {
    const house = await submitted();
    await house.press('director', '@director', 'ticket.approve-plan');
    const words = wordsOf(card(house, SHARED));
    expect(words).toContain(PLAN);
    const resumes = t(language, 'preview.resumes', {
      metric: t(language, 'metric.workaround'),
      left: language === 'en' ? '55 min' : '55 分钟',
      at: readAs(language, '10:15'),
      due: readAs(language, '11:10'),
    });
    expect(words).toContain(t(language, 'card.plan.standstill', { resumes }));
    await house.forward({ minutes: 30 });
    await house.press(REPORTER, SHARED, 'ticket.approve-plan');
    expect(wordsOf(card(house, 'team')), 'half an hour later, by so much').toContain(readAs(language, '11:40'));
  });

  it('the cards and the log say who approved which text, and when', async () => {
    const house = await submitted();
    await house.press('director', '@director', 'ticket.approve-plan');
    await house.forward({ minutes: 5 });
    await house.press(REPORTER, SHARED, 'ticket.approve-plan');
    const name = house.book.people.director?.name;
    const signed = (who: string | undefined, at: string) =>
      t(language, 'card.signed', { name: who ?? '', at: readAs(language, at) });
    for (const channel of ['team', SHARED]) {
      expect(wordsOf(card(house, channel))).toContain(signed(language === 'en' ? name?.en : name?.zh, '10:15'));
      expect(wordsOf(card(house, channel))).toContain(signed(REPORTER, '10:20'));
    }
    expect(wordsOf(card(house, 'team')), 'the team carries it out').toContain(PLAN);
    expect(wordsOf(card(house, SHARED))).not.toContain(PLAN);
    const log = wordsOf((await house.say('engineer1', 'team', '/desk log T-1')).card);
    expect(log.split(PLAN)).toHaveLength(4);
    expect(buttonsOn(card(house, '@director')).map(({ command }) => command)).toEqual(['ticket.show']);
    expect(wordsOf(card(house, '@director'))).toContain(t(language, 'plan.approved'));
  });

  it('a plan is sent back with the reason, asked for by a form; another plan needs every approval again', async () => {
    const house = await submitted();
    const [old] = house.seen('@director').cards;
    const { form } = await house.press('director', '@director', 'ticket.reject-plan');
    expect(form?.fields.map(({ name, required }) => [name, required])).toEqual([['text', false]]);
    await house.submit('director', '@director', must(form), { text: 'no way back' });
    expect(house.seen('team').lines.join('\n')).toContain('no way back');
    expect(wordsOf(house.seen('@director').cards[0])).toContain(t(language, 'plan.sent-back'));
    expect(house.seen(SHARED).lines.join('\n')).not.toContain('no way back');

    await house.say('engineer1', 'team', '/desk plan T-1 Swap it, with the old board at hand');
    expect(house.seen('@director').cards).toHaveLength(2);
    const stale = await house.press('director', '@director', 'ticket.approve-plan', { on: must(old) });
    expect(stale.refused, 'the card of the first plan approves no other').toBe('ticket.plan-changed');
    expect(wordsOf(card(house, 'team'))).toContain(t(language, 'next-step.plan-director'));
  });

  it('a fix ends the question to the director', async () => {
    const house = await submitted();
    await house.say('engineer1', 'team', '/desk resolve T-1');
    expect(wordsOf(card(house, '@director'))).toContain(t(language, 'plan.withdrawn'));
    expect(buttonsOn(card(house, '@director')).map(({ command }) => command)).toEqual(['ticket.show']);
  });

  it('a step that pauses or resumes clocks says so above its form, and changes nothing until it is submitted', async () => {
    const house = await submitted();
    const intro = async (person: string, channel: string, command: string) =>
      (await house.press(person, channel, command)).form?.intro ?? '';
    const metric = t(language, 'metric.workaround');
    const left = language === 'en' ? '55 min' : '55 分钟';
    const late = '';
    expect(await intro('engineer1', 'team', 'ticket.ask-customer')).toBe(
      t(language, 'preview.stands-still', { metric, left }),
    );
    expect(wordsOf(card(house, 'team'))).toContain(readAs(language, '11:10'));
    await house.say('engineer1', 'team', '/desk ask T-1 which rack?');
    await house.forward({ minutes: 10 });
    const goesOn = t(language, 'preview.goes-on', { metric, due: readAs(language, '11:20'), late });
    expect(await intro(REPORTER, SHARED, 'ticket.customer-answered')).toBe(`which rack?\n\n${goesOn}`);
    await house.say('engineer1', 'team', '/desk resolve T-1');
    expect(await intro(REPORTER, SHARED, 'ticket.reject-fix')).toBe(t(language, 'preview.nothing'));
  });
});
