import { expect, it } from 'vitest';
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

  it('a complaint goes to the manager alone, who answers it; the customer hears of it in private and says that all is well', async () => {
    const house = await open();
    await complain(house, { category: 'response', urgency: 'very-urgent', contact: 'Wang, ext. 8' });
    const [card] = house.seen('@manager1').cards;
    for (const words of [WORDS, 'Wang, ext. 8', t(language, 'complaint.urgency.very-urgent'), REPORTER])
      expect(wordsOf(card)).toContain(words);
    expect(house.seen('@manager1').mentions).toEqual(['manager1']);
    expect(wordsOf(house.seen(MINE).cards[0])).toContain(WORDS);

    const { form } = await house.press('manager1', '@manager1', 'complaint.answer');
    await house.submit('manager1', '@manager1', must(form), { text: 'we are sorry' });
    expect(wordsOf(house.seen(MINE).cards[0])).toContain('we are sorry');
    await house.forge('manager1', '@manager1', 'complaint.propose-closing', {
      complaint: 'C-1',
      text: 'two lines more',
    });
    expect(mainOn(house, MINE)).toEqual(['complaint.close', 'complaint.not-satisfied']);
    const why = await house.press(REPORTER, MINE, 'complaint.not-satisfied');
    await house.submit(REPORTER, MINE, must(why.form), { text: 'still busy' });
    expect(house.seen('@manager1').lines.at(-1)).toContain('still busy');
    expect(badgeOf(house, MINE)).toBe(t(language, 'complaint.state.answered'));
    await house.press(REPORTER, MINE, 'complaint.close');
    expect(badgeOf(house, '@manager1')).toBe(t(language, 'complaint.state.closed'));
    expect(buttonsOn(must(house.seen(MINE).cards[0]))).toEqual([]);
    await house.forward({ days: 20 });
    expect(kinds(house, '@manager1'), 'nobody is nagged').not.toContain('complaint.reminder');
    // The channels that others read have heard nothing of all this.
    for (const channel of [SHARED, 'team', 'escalation', 'managers']) expect(complaintsIn(house, channel)).toEqual([]);
  });

  it('what the managers note stays among them unless they tell it; the record is completed after the end', async () => {
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

  it('whom it is about never learns of it, not as a manager, not by a number, not by a forged press', async () => {
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

  it('a colleague of theirs and an engineer find nothing; who complained finds it again in any chat', async () => {
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

  it('nobody answers: it goes up, and the customer sees whom to turn to (D18)', async () => {
    const house = await open();
    await complain(house);
    await house.forward({ minutes: 119 });
    expect(kinds(house, '@manager1')).toEqual(['complaint.opened', 'complaint.reminder']);
    await house.forward({ minutes: 1 });
    const turnTo = (key: string) => t(language, 'card.turn-to', { name: personName(house.book.people, key, language) });
    expect(wordsOf(house.seen(MINE).cards[0])).toContain(turnTo('manager2'));
    expect(kinds(house, '@manager2')).toEqual(['complaint.breached']);
    await house.forward({ hours: 2 });
    expect(wordsOf(house.seen(MINE).cards[0])).toContain(turnTo('manager3'));
    await house.forge('manager3', '@manager3', 'complaint.answer', { complaint: 'C-1', text: 'I take it' });
    expect(wordsOf(house.seen(MINE).cards[0])).not.toContain(turnTo('manager3'));
    // Every manager's card came up to date, not the answerer's alone.
    for (const manager of ['@manager1', '@manager2', '@manager3'])
      expect(wordsOf(house.seen(manager).cards[0])).toContain('I take it');
  });

  it('a report that got no response shows the customer whom to turn to, until somebody responds (D18)', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    const turnTo = t(language, 'card.turn-to', { name: personName(house.book.people, 'manager1', language) });
    await house.forward({ minutes: 59 });
    expect(wordsOf(house.seen(SHARED).cards[0])).not.toContain(turnTo);
    await house.forward({ minutes: 1 });
    expect(wordsOf(house.seen(SHARED).cards[0])).toContain(turnTo);
    expect(wordsOf(house.seen('team').cards[0])).not.toContain(turnTo);
    await house.press('engineer1', 'team', 'ticket.acknowledge');
    expect(wordsOf(house.seen(SHARED).cards[0])).not.toContain(turnTo);
  });

  it('a quiet button on every card of the customer opens the form about that ticket; answered in the channel only if they chose so', async () => {
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

  it('the staff write one down on the customer’s word, after a bad call: answered in the channel, closed by the customer', async () => {
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
    ['投诉太慢了', '太慢了'],
    ['投诉 没人接电话 急', '没人接电话 急'],
    ['complaint nobody answers us', 'nobody answers us'],
  ])('“%s” is a complaint at once', async (said, text) => {
    const house = await open();
    const told = await house.say(REPORTER, SHARED, said);
    expect(told.text).toContain('C-1');
    expect(wordsOf(house.seen('@manager1').cards[0])).toContain(text);
    expect(house.seen('team').messages).toEqual([]);
  });

  it('the first one is C-1, however many calls, ratings and papers were begun before it', async () => {
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

  it('bad input is named: nobody of ours, no words, a ticket of nobody, a day that is past', async () => {
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

/** Every text in a channel that mentions or shows a complaint. */
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
