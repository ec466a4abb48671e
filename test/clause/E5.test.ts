import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { dueLines, playStory } from '../support/clause-story.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';
import { commandsOn, turnsIn } from '../support/turn-cards.ts';

const REPORTED = { at: '23 10:00', do: 'report', as: 'F1', level: 'level2' };
const ARRIVED = { at: '23 11:00', do: 'arrive', on: 'F1' };

it('E5: leaving before it is resolved is refused without the customer’s word or a reason', async () => {
  const lines = await playStory({
    book: 'network-security',
    events: [REPORTED, ARRIVED, { at: '23 12:00', do: 'leave-site', on: 'F1', text: 'done here' }],
    until: '23 12:30',
  });
  expect(dueLines(lines).at(-1)).toBe('23 12:00 refused leave-site: ticket.leave-unresolved');
});

it('E5: with either, or once it is resolved, it is accepted; the documents follow within 5 days', async () => {
  const leave = { at: '23 12:00', do: 'leave-site', on: 'F1' };
  const ways = [
    [{ at: '23 11:55', do: 'agree-leave', on: 'F1' }, leave],
    [{ ...leave, reason: 'the part comes tomorrow' }],
    [{ at: '23 11:55', do: 'resolve', on: 'F1' }, leave],
  ];
  for (const way of ways) {
    const events = [REPORTED, ARRIVED, ...way];
    const lines = await playStory({ book: 'network-security', events, until: '23 13:30' });
    expect(lines.find(({ what }) => what === 'leave-site')).toMatchObject({ at: '23 12:00', to: ['team'] });
    const papers = lines.filter(({ notice }) => notice === 'paper.due');
    expect(papers).toMatchObject([{ paper: 'documents', due: '28 12:00' }]);
  }
});

it('E5: where the book does not say so, as in preset D, leaving is free', async () => {
  const events = [{ ...REPORTED, level: 'general' }, ARRIVED, { at: '23 12:00', do: 'leave-site', on: 'F1' }];
  const lines = await playStory({ book: 'telecom-province', events, until: '23 12:30' });
  expect(lines.filter(({ refused }) => refused !== undefined)).toEqual([]);
});

eachHouse((open, language) => {
  const onSite = async (): Promise<TestHouse> => {
    const house = await open({ book: await sampleBook(language, 'network-security') });
    await house.say(REPORTER, SHARED, '/fault firewall down');
    await house.say('engineer1', 'team', '/desk arrive T-1');
    return house;
  };
  const team = (house: TestHouse) => wordsOf(house.seen('team').cards[0]);

  it('E5: the customer is asked by name, agrees by a button, and the card says on whose word the engineer left', async () => {
    const house = await onSite();
    const form = must((await house.press('engineer1', 'team', 'ticket.ask-leave')).form);
    await house.submit('engineer1', 'team', form, { text: 'the spare part comes tomorrow' });
    const asked = must(house.seen(SHARED).messages.at(-1));
    expect(asked.mentions).toEqual([REPORTER]);
    const [first] = buttonsOn(house.seen(SHARED).cards[0]);
    expect(first).toMatchObject({ command: 'ticket.agree-leave', style: 'primary' });
    await house.press(REPORTER, SHARED, 'ticket.agree-leave');
    expect(wordsOf(house.seen('team').cards[0]), 'they may leave').not.toContain(
      t(language, 'leave.stay', { clause: 'E5' }),
    );
    expect(commandsOn(turnsIn(house, '@engineer1').at(-1))[0]).toBe('leave-site');
    const left = await house.press('engineer1', 'team', 'ticket.leave-site');
    expect([left.form, left.refused]).toEqual([undefined, undefined]);
    expect(team(house)).toContain(t(language, 'leave.agreed', { said: '', by: REPORTER }).split('：')[0]?.slice(0, 12));
    expect(team(house)).toContain(REPORTER);
  });

  it('E5: without the customer’s word the button asks for the reason, which stands on the card and in the log', async () => {
    const house = await onSite();
    const form = must((await house.press('engineer1', 'team', 'ticket.leave-site')).form);
    expect(form.fields.map(({ name, required }) => [name, required])).toEqual([['reason', true]]);
    const text = 'the room is locked for the night';
    expect((await house.submit('engineer1', 'team', form, { reason: text })).refused).toBeUndefined();
    expect(team(house)).toContain(text);
    expect(wordsOf((await house.say('engineer1', 'team', '/desk log T-1')).card)).toContain(text);
  });
});
