import { expect, it } from 'vitest';
import { nameWithPhone } from '../../src/desk/contact/contact.ts';
import { personName } from '../../src/desk/person/person.ts';
import { t } from '../../src/i18n/i18n.ts';
import type { Args } from '../support/asking.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { storedIn } from '../support/stored.ts';

const MINE = `@${REPORTER}`;
const WORDS = 'nobody picks up the phone';

eachHouse((open, language) => {
  async function complain(house: TestHouse, given: Args = {}): Promise<void> {
    const { form } = await house.say(REPORTER, SHARED, '/complaint');
    const told = await house.submit(REPORTER, SHARED, must(form), { text: WORDS, answerIn: 'privately', ...given });
    expect(told.refused).toBeUndefined();
  }

  it('a complaint goes to the manager in private; the customer gets the answer in private and closes it', async () => {
    const house = await open();
    await complain(house, { category: 'response', urgency: 'very-urgent', contact: 'Wang, ext. 8' });
    const [card] = house.seen('@manager1').cards;
    for (const words of [WORDS, 'Wang, ext. 8', t(language, 'complaint.urgency.very-urgent'), REPORTER])
      expect(wordsOf(card)).toContain(words);
    expect(house.seen('@manager1').mentions).toEqual(['manager1']);
    expect(wordsOf(house.seen(MINE).cards[0])).toContain(WORDS);
    const next = (who: string, state: 'open' | 'proposed') =>
      t(language, 'next.is', { who, what: t(language, `complaint.next.${state}`) });
    const manager = personName(house.book.people, 'manager1', language);
    for (const place of ['@manager1', MINE])
      expect(wordsOf(house.seen(place).cards[0]), 'who acts next').toContain(next(manager, 'open'));

    const { form } = await house.press('manager1', '@manager1', 'complaint.answer');
    await house.submit('manager1', '@manager1', must(form), { text: 'we are sorry' });
    expect(wordsOf(house.seen(MINE).cards[0])).toContain('we are sorry');
    await house.forge('manager1', '@manager1', 'complaint.propose-closing', {
      complaint: 'C-1',
      text: 'two lines more',
    });
    expect(mainOn(house, MINE)).toEqual(['complaint.close', 'complaint.not-satisfied']);
    const customer = house.book.customers.sample?.name[language === 'en' ? 'en' : 'zh'] ?? '';
    expect(wordsOf(house.seen('@manager1').cards[0])).toContain(next(customer, 'proposed'));
    const why = await house.press(REPORTER, MINE, 'complaint.not-satisfied');
    await house.submit(REPORTER, MINE, must(why.form), { text: 'still busy' });
    expect(house.seen('@manager1').lines.at(-1)).toContain('still busy');
    expect(badgeOf(house, MINE)).toBe(t(language, 'complaint.state.answered'));
    await house.press(REPORTER, MINE, 'complaint.close');
    expect(badgeOf(house, '@manager1')).toBe(t(language, 'complaint.state.closed'));
    expect(buttonsOn(must(house.seen(MINE).cards[0]))).toEqual([]);
    await house.forward({ days: 20 });
    expect(kinds(house, '@manager1'), 'no reminder after the answer').not.toContain('complaint.reminder');
    // Channels that others can read got no message about it.
    for (const channel of [SHARED, 'team', 'escalation', 'managers']) expect(complaintsIn(house, channel)).toEqual([]);
  });

  it('managers’ notes are internal unless they choose to tell the customer; the record can be completed after closing', async () => {
    const house = await open();
    await complain(house);
    const noted = { complaint: 'C-1', text: 'he was on leave' };
    await house.forge('manager1', '@manager1', 'complaint.progress', noted);
    await house.forge('manager1', '@manager1', 'complaint.progress', {
      complaint: 'C-1',
      text: 'a new line',
      tells: 'yes',
    });
    expect(house.seen(MINE).lines.join()).not.toContain('he was on leave');
    expect(house.seen(MINE).lines.join()).toContain('a new line');
    await house.press(REPORTER, MINE, 'complaint.close');
    const { form } = await house.press('manager1', '@manager1', 'complaint.record');
    const record = { result: 'second line added', responsible: 'Zhu', degree: 'full', solvedAt: '2026-09-28T12:00' };
    expect((await house.submit('manager1', '@manager1', must(form), record)).refused).toBeUndefined();
    const { card } = await house.say('director', '@director', '/desk show-complaint C-1');
    for (const words of ['second line added', 'he was on leave', t(language, 'complaint.degree.full')])
      expect(wordsOf(card)).toContain(words);
    const again = await house.press('manager1', '@manager1', 'complaint.record');
    expect(again.form?.fields.find(({ name }) => name === 'result')?.initial).toBe('second line added');
  });

  it('the person it is about never sees it: not as a manager, by its number, or by a forged press', async () => {
    const house = await open();
    await complain(house, { about: 'manager1' });
    expect(house.seen('@manager1').messages).toEqual([]);
    expect(wordsOf(house.seen('@manager2').cards[0])).toContain(personName(house.book.people, 'manager1', language));
    const before = await storedIn(house.database);
    const seen = house.seen();
    for (const verb of ['show', 'answer', 'progress', 'propose-closing', 'record', 'close', 'not-satisfied']) {
      const input = { complaint: 'C-1', text: 'x', result: 'x' };
      const told = await house.forge('manager1', '@manager1', `complaint.${verb}`, input);
      expect([verb, told.refused]).toEqual([verb, 'complaint.not-found']);
      expect(told.text).toBe(t(language, 'complaint.not-found', { complaint: 'C-1' }));
    }
    expect(wordsOf((await house.say('manager1', '@manager1', '/desk complaints')).card)).not.toContain('C-1');
    expect(wordsOf((await house.say('manager2', 'team', '/desk complaints')).card)).toContain('C-1');
    expect(await storedIn(house.database)).toEqual(before);
    expect(house.seen()).toEqual(seen);
    await house.forward({ days: 16 });
    expect(house.seen('@manager1').messages).toEqual([]);
    for (const channel of ['team', 'escalation', 'managers']) expect(complaintsIn(house, channel)).toEqual([]);
  });

  it('the complainer finds it again in any chat; their colleague and an engineer do not', async () => {
    const house = await open();
    await complain(house);
    expect((await house.forge('customer-sample-2', SHARED, 'complaint.show', { complaint: 'C-1' })).refused).toBe(
      'complaint.not-found',
    );
    expect((await house.say('engineer1', 'team', '/desk show-complaint C-1')).refused).toBe('complaint.not-found');
    for (const asker of ['customer-sample-2', 'engineer1'])
      expect(wordsOf((await house.say(asker, SHARED, '/desk complaints')).card)).not.toContain('C-1');
    expect(wordsOf((await house.say(REPORTER, SHARED, '/desk 我的投诉')).card)).toContain('C-1');
    expect(wordsOf((await house.say(REPORTER, SHARED, '看投诉 C-1')).card)).toContain(WORDS);
  });

  it('without an answer it goes up the ladder, and the customer sees whom to turn to (D18)', async () => {
    const house = await open();
    await complain(house);
    await house.forward({ minutes: 119 });
    expect(kinds(house, '@manager1')).toEqual(['complaint.opened', 'complaint.reminder']);
    await house.forward({ minutes: 1 });
    const turnTo = (key: string) => t(language, 'card.turn-to', { name: nameWithPhone(house.book, key, language) });
    expect(wordsOf(house.seen(MINE).cards[0])).toContain(turnTo('manager2'));
    expect(kinds(house, '@manager2')).toEqual(['complaint.breached']);
    await house.forward({ hours: 2 });
    expect(wordsOf(house.seen(MINE).cards[0])).toContain(turnTo('manager3'));
    await house.forge('manager3', '@manager3', 'complaint.answer', { complaint: 'C-1', text: 'I take it' });
    expect(wordsOf(house.seen(MINE).cards[0])).not.toContain(turnTo('manager3'));
    // The cards of all managers were updated, not only the one of the manager who answered.
    for (const manager of ['@manager1', '@manager2', '@manager3'])
      expect(wordsOf(house.seen(manager).cards[0])).toContain('I take it');
  });

  it('a ticket without a response shows the customer whom to turn to, until someone responds (D18)', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    const turnTo = t(language, 'card.turn-to', { name: nameWithPhone(house.book, 'manager1', language) });
    await house.forward({ minutes: 59 });
    expect(wordsOf(house.seen(SHARED).cards[0])).not.toContain(turnTo);
    await house.forward({ minutes: 1 });
    expect(wordsOf(house.seen(SHARED).cards[0])).toContain(turnTo);
    expect(wordsOf(house.seen('team').cards[0])).not.toContain(turnTo);
    await house.press('engineer1', 'team', 'ticket.acknowledge');
    expect(wordsOf(house.seen(SHARED).cards[0])).not.toContain(turnTo);
  });

  it('a button on every card of the customer opens the form about that ticket; the answer is in the channel only if they chose it', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    const { form } = await house.press(REPORTER, SHARED, 'complaint.open');
    expect(form?.args).toEqual({ ticket: 'T-1' });
    await house.submit(REPORTER, SHARED, must(form), { text: WORDS, answerIn: 'channel' });
    expect(house.seen(MINE).messages).toEqual([]);
    const [, card] = house.seen(SHARED).cards;
    expect(wordsOf(card)).toContain('T-1');
    expect((await house.forge('customer-sample-2', SHARED, 'complaint.close', { complaint: 'C-1' })).refused).toBe(
      undefined,
    );
  });

  it('staff write one down for the customer, after a bad call; it is answered in the channel and closed by the customer', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    const { form } = await house.forge('desk', '@desk', 'complaint.open', { ticket: 'T-1' });
    await house.submit('desk', '@desk', must(form), { text: WORDS, about: 'engineer1' });
    expect(house.seen(SHARED).cards.map(wordsOf).join()).toContain(WORDS);
    expect((await house.forge('desk', '@desk', 'complaint.close', { complaint: 'C-1' })).refused).toBe(
      'complaint.customer-only',
    );
    expect((await house.say(REPORTER, SHARED, '满意 C-1')).refused).toBeUndefined();
    expect(badgeOf(house, '@manager1')).toBe(t(language, 'complaint.state.closed'));
  });

  it.each([
    ['/complaint the truck is late', 'the truck is late'],
    ['/投诉 太慢', '太慢'],
    ['投诉 没人接电话 急', '没人接电话 急'],
    ['complaint nobody answers us', 'nobody answers us'],
  ])('“%s” opens a complaint without a form', async (said, text) => {
    const house = await open();
    const told = await house.say(REPORTER, SHARED, said);
    expect(told.text).toContain('C-1');
    expect(wordsOf(house.seen('@manager1').cards[0])).toContain(text);
    expect(house.seen('team').messages).toEqual([]);
  });

  it('“投诉太慢了” is asked about first, as it may be about a complaint of others', async () => {
    const house = await open();
    const { card } = await house.say(REPORTER, SHARED, '投诉太慢了');
    expect(card?.title).toBe(t(language, 'heard.complaint.title'));
    expect(house.seen('@manager1').messages).toEqual([]);
  });

  it('the first one is C-1, even after calls, ratings and papers', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say('engineer1', 'team', '/desk resolve T-1');
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    const begun = await house.database.query<{ feature: string }>('select feature from matter order by feature');
    expect(begun.map(({ feature }) => feature)).toEqual(['followup', 'paper', 'paper', 'rating']);
    for (const number of ['C-1', 'C-2']) {
      expect((await house.say(REPORTER, SHARED, '/complaint nobody picks up')).text).toContain(number);
      expect(wordsOf((await house.say(REPORTER, SHARED, `看投诉 ${number}`)).card)).toContain('nobody picks up');
    }
  });

  it('refuses an unknown person, an empty text, an unknown ticket and a past date, and names the field', async () => {
    const house = await open();
    const { form } = await house.say(REPORTER, SHARED, '/complaint');
    const tell = (values: Args) => house.submit(REPORTER, SHARED, must(form), values);
    expect((await tell({ text: WORDS, about: 'nobody' })).refused).toBe('complaint.unknown-person');
    expect((await tell({ text: '  ' })).refused).toBe('input.missing');
    expect((await tell({ text: WORDS, ticket: 'T-99' })).refused).toBe('ticket.not-found');
    expect((await tell({ text: WORDS, expectedAt: '2026-01-01T10:00' })).refused).toBe('complaint.expected-past');
    expect((await tell({ text: WORDS, expectedAt: 'soon' })).refused).toBe('input.not-an-instant');
    expect((await tell({ text: 'x'.repeat(4001) })).refused).toBe('input.too-long');
    expect((await house.say(REPORTER, SHARED, '/desk satisfied C-7')).refused).toBe('complaint.not-found');
    expect(house.seen('@manager1').messages).toEqual([]);
  });
});

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('nothing there');
  return value;
}

function kinds(house: TestHouse, channel: string): string[] {
  return house.seen(channel).messages.flatMap(({ about }) => (about ? [about.kind] : []));
}

/** All texts in a channel that mention or show a complaint. */
function complaintsIn(house: TestHouse, channel: string): string[] {
  return house
    .seen(channel)
    .messages.flatMap(({ about, card, line }) =>
      [about?.subject ?? '', card?.subject ?? '', line].filter((each) => /complaint|C-1/.test(each)),
    );
}

function badgeOf(house: TestHouse, channel: string): string | undefined {
  return house.seen(channel).cards[0]?.badges[0]?.text;
}

function mainOn(house: TestHouse, channel: string): string[] {
  const actions = house.seen(channel).cards[0]?.parts.find(({ part }) => part === 'actions');
  return actions?.part === 'actions' ? actions.main.map(({ command }) => command) : [];
}
