import { expect, it } from 'vitest';
import { personName } from '../../src/desk/person/person.ts';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { dueLines, playStory } from '../support/clause-story.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, readAs, SHARED } from '../support/report.ts';

const REPORTED = { at: '23 10:00', do: 'report', as: 'F1', level: 'severe' };
const PLANNED = { at: '23 10:05', do: 'submit-plan', on: 'F1', text: 'swap the board' };
const dispatchAt = (at: string) => ({ at, do: 'dispatch', on: 'F1' });

it('D24: while the director has not approved the plan a dispatch is refused; without any plan it is not', async () => {
  const approve = { at: '23 10:10', do: 'approve-plan', on: 'F1', by: 'director' };
  const sendBack = { at: '23 10:10', do: 'reject-plan', on: 'F1', by: 'director' };
  const told = async (...events: (typeof PLANNED | typeof approve | ReturnType<typeof dispatchAt>)[]) => {
    const lines = await playStory({ book: 'telecom-province', events: [REPORTED, ...events], until: '23 10:20' });
    return dueLines(lines.filter(({ notice, refused }) => refused !== undefined || notice === 'ticket.dispatched'));
  };
  expect(await told(PLANNED, dispatchAt('23 10:07'))).toEqual(['23 10:07 refused dispatch: ticket.plan-not-approved']);
  expect(await told(PLANNED, sendBack, dispatchAt('23 10:15'))).toEqual([
    '23 10:15 refused dispatch: ticket.plan-not-approved',
  ]);
  expect(await told(PLANNED, approve, dispatchAt('23 10:15'))).toHaveLength(1);
  expect(await told(dispatchAt('23 10:07'))).toEqual([
    '23 10:07 ticket.dispatched {"on-site":"23 10:37","workaround":"23 11:00"}',
  ]);
});

it('D24: contracts without the director’s approval hold no dispatch back', async () => {
  const events = [{ ...REPORTED, level: 'level1' }, PLANNED, dispatchAt('23 10:07')];
  const lines = await playStory({ book: 'bureau-system', events, until: '23 10:20' });
  expect(lines.filter(({ refused }) => refused !== undefined)).toEqual([]);
});

eachHouse((open, language) => {
  const nameIn = (house: TestHouse) => (key: string) => personName(house.book.people, key, language);
  const sentBy = async (house: TestHouse, more: Record<string, string> = {}) => {
    await house.say(REPORTER, SHARED, '/fault core switch down');
    const form = must((await house.press('desk', 'team', 'ticket.dispatch')).form);
    const values = { to: 'engineer2', ...more };
    expect((await house.submit('desk', 'team', form, values)).refused).toBeUndefined();
  };

  it('D24: the refusal names who is to approve, and no button offers the dispatch', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say('engineer1', 'team', '/desk plan T-1 swap the board');
    const refused = await house.say('desk', 'team', '/desk dispatch T-1');
    expect(refused.refused).toBe('ticket.plan-not-approved');
    expect(refused.text).toContain(nameIn(house)('director'));
    expect(buttonsOn(house.seen('team').cards[0]).map(({ command }) => command)).not.toContain('ticket.dispatch');
  });

  it('D24: a dispatch names who goes, when and with what; they are asked in person and accept', async () => {
    const house = await open();
    const name = nameIn(house);
    const more = {
      also: name('engineer3'),
      arrival: '2026-09-28 14:00',
      agreedWith: 'Ms Zhao',
      equipment: 'main board',
    };
    await sentBy(house, more);
    for (const person of ['engineer2', 'engineer3']) {
      const { messages } = house.seen(`@${person}`);
      expect(messages.map(({ mentions }) => mentions)).toEqual([[person]]);
      const words = wordsOf(messages[0]?.card);
      for (const each of [readAs(language, '14:00'), 'Ms Zhao', 'main board']) expect(words).toContain(each);
    }
    const customer = wordsOf(house.seen(SHARED).cards[0]);
    expect(customer).toContain(t(language, 'card.on-the-way'));
    expect(customer).toContain(name('engineer2'));
    expect(customer).toContain(readAs(language, '14:00'));
    expect(customer, 'no number of a single person').not.toContain('138-');
    expect(wordsOf(house.seen('team').cards[0])).toContain(
      t(language, 'visit.unaccepted', { name: name('engineer2') }),
    );

    await house.press('engineer2', '@engineer2', 'ticket.accept-dispatch');
    expect(wordsOf(house.seen('@engineer2').cards[0])).toContain(t(language, 'dispatch.accepted'));
    const [first] = buttonsOn(house.seen('@engineer2').cards[0]);
    expect(first?.command, 'who accepted goes on from their card').toBe('ticket.arrive');
    const team = wordsOf(house.seen('team').cards[0]);
    expect(team).not.toContain(t(language, 'visit.unaccepted', { name: name('engineer2') }));
    expect(team).toContain(t(language, 'visit.unaccepted', { name: name('engineer3') }));
  });

  it('D24: after a dispatch Arrived comes first; who arrived resolves it from the card of the dispatch', async () => {
    const house = await open();
    await sentBy(house);
    const commands = (place: string) => buttonsOn(house.seen(place).cards[0]).map(({ command }) => command);
    expect(commands('team')[0]).toBe('ticket.arrive');
    await house.press('engineer2', '@engineer2', 'ticket.accept-dispatch');
    await house.press('engineer2', '@engineer2', 'ticket.arrive');
    expect(commands('@engineer2')).toEqual(['ticket.resolve', 'ticket.show']);
    const form = must((await house.press('engineer2', '@engineer2', 'ticket.resolve')).form);
    await house.submit('engineer2', '@engineer2', form, { text: 'new board', fix: 'final' });
    expect(commands('@engineer2')).toEqual(['ticket.show']);
  });

  it('D24: who declines says why; who dispatched and the desk hear it with Dispatch at hand, and another is sent', async () => {
    const house = await open();
    await sentBy(house);
    const form = must((await house.press('engineer2', '@engineer2', 'ticket.decline-dispatch')).form);
    await house.submit('engineer2', '@engineer2', form, { text: 'on another site until five' });
    const told = must(house.seen('@desk').messages.at(-1));
    expect(told.mentions).toEqual(['desk']);
    expect(wordsOf(told.card)).toContain('on another site until five');
    expect(wordsOf(house.seen(SHARED).cards[0])).not.toContain(t(language, 'card.on-the-way'));
    const again = must((await house.press('desk', '@desk', 'ticket.dispatch')).form);
    await house.submit('desk', '@desk', again, { to: 'engineer3' });
    expect(house.seen('@engineer3').messages).toHaveLength(1);
    expect(wordsOf(house.seen('@desk').cards.at(-1))).toContain(t(language, 'dispatch.settled'));
    const late = await house.forge('engineer2', '@engineer2', 'ticket.accept-dispatch', { ticket: 'T-1' });
    expect(late.refused).toBe('ticket.not-sent');
  });

  it('D24: of two who were sent one declines: another is sent with the one who accepted, who is not asked again', async () => {
    const house = await open();
    await sentBy(house, { also: 'engineer3' });
    await house.press('engineer2', '@engineer2', 'ticket.accept-dispatch');
    const decline = must((await house.press('engineer3', '@engineer3', 'ticket.decline-dispatch')).form);
    await house.submit('engineer3', '@engineer3', decline, { text: 'ill' });
    const form = must((await house.press('desk', '@desk', 'ticket.dispatch')).form);
    await house.submit('desk', '@desk', form, { to: 'engineer2', also: 'senior' });
    expect(house.seen('@senior').messages).toHaveLength(1);
    expect(house.seen('@engineer2').messages).toHaveLength(1);
    expect(wordsOf(house.seen(SHARED).cards[0])).toContain(t(language, 'card.on-the-way'));
  });

  it('D24: a dispatch that is not accepted within 15 minutes is told to the escalation, once', async () => {
    const house = await open();
    await sentBy(house);
    await house.forward({ minutes: 14 });
    const told = () => house.seen('escalation').messages.filter(({ card }) => card?.subject.endsWith('|seen-to'));
    expect(told()).toEqual([]);
    await house.forward({ minutes: 1 });
    expect(told().map(({ mentions }) => mentions)).toEqual([['desk']]);
    expect(wordsOf(told()[0]?.card)).toContain(nameIn(house)('engineer2'));
    expect(wordsOf(told()[0]?.card), 'whom to call').toContain('138-0000-0002');
    await house.forward({ minutes: 60 });
    expect(told()).toHaveLength(1);
  });

  it('D24: one who accepted, arrived or goes on their own word is not chased', async () => {
    const house = await open();
    await sentBy(house);
    await house.press('engineer2', '@engineer2', 'ticket.accept-dispatch');
    await house.forward({ minutes: 30 });
    expect(house.seen('escalation').messages).toEqual([]);
  });
});
