import { expect, it } from 'vitest';
import { loadBook } from '../../src/desk/book/store.ts';
import { startMornings } from '../../src/desk/morning/flow.ts';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { readAs } from '../support/report.ts';
import { tellStory } from '../support/told-story.ts';

const INSPECTED = [
  ['10:00', 'plan-inspection', { as: 'I', date: '2026-11-27' }],
  ['11-27 10:00', 'record-finding', { on: 'I', as: 'F', level: 'severe', title: 'fan is loud' }],
] as const;
const only = ['ticket.opened', 'ticket.resolved', 'inspection.feedback'];

it('D13: a finding is planned by its fault level, and the customer hears within 2 working days of solving', async () => {
  expect(
    await tellStory('telecom-province', { until: '12-02 00:00', only }, ...INSPECTED, ['11-27 15:00', 'resolve']),
  ).toEqual([
    '11-27 10:00 ticket.opened F severe respond 11-27 10:10, workaround 11-27 11:00 → customer, team',
    '11-27 15:00 ticket.resolved F by engineer1 → customer, team',
    // Friday: the second working day after it is Tuesday.
    '11-27 15:00 inspection.feedback-due I 2026-11-27 due 12-01 18:00 → engineer1',
  ]);
});

it('D13: solved at night, it is told as the office opens; reopened, nothing is owed until it is solved again', async () => {
  expect(
    await tellStory(
      'telecom-province',
      { until: '12-05 00:00', only: ['inspection.feedback', 'ticket.reopened'] },
      ...INSPECTED,
      ['11-27 20:00', 'resolve'],
      ['11-28 10:00', 'reject-fix', { text: 'still loud' }],
      ['11-28 20:00', 'resolve'],
      ['11-30 10:00', 'deliver', { report: 'feedback' }],
      ['11-30 10:01', 'deliver', { report: 'feedback' }],
    ),
  ).toEqual([
    '11-28 10:00 ticket.reopened F by customer → customer, team',
    '11-30 09:00 inspection.feedback-due I 2026-11-27 due 12-02 18:00 → engineer1',
    '11-30 10:01 refused deliver F: inspection.no-feedback-owed',
  ]);
});

eachHouse((open, language) => {
  /** Monday 28 September: a finding of the inspection is solved; the customer must hear of it by Wednesday 18:00. */
  async function solved(): Promise<TestHouse> {
    const house = await open();
    await house.database.transaction(async (tx) => startMornings({ tx, now: house.now() }, await loadBook(tx, 1)));
    await house.say('projectManager', 'team', '/desk inspection plan 9/29');
    await house.forge('engineer1', 'team', 'inspection.record-finding', { inspection: 'I-1', text: 'fan is loud' });
    await house.say('engineer1', 'team', '/desk resolve T-1');
    return house;
  }
  const line = (what: 'reminder' | 'overdue') =>
    t(language, `line.inspection.feedback-${what}`, {
      inspection: 'I-1',
      ticket: 'T-1',
      due: readAs(language, Date.parse('2026-09-30T18:00:00+08:00')),
    });
  const told = (house: TestHouse, person: string, what: 'reminder' | 'overdue') =>
    house.seen(`@${person}`).lines.filter((each) => each.includes(line(what))).length;

  it('D13: it stands among the things of the day, is reminded of on the last day, and then goes to the coordinator', async () => {
    const house = await solved();
    await house.forward({ hours: 24 });
    const mornings = house.seen('@engineer1').cards.filter(({ subject }) => subject.startsWith('morning/'));
    expect(wordsOf(mornings[0])).toContain(t(language, 'morning.feedback', { count: 1 }));
    expect(told(house, 'engineer1', 'reminder')).toBe(0);
    await house.forward({ hours: 24 });
    expect([told(house, 'engineer1', 'reminder'), told(house, 'coordinator', 'overdue')]).toEqual([1, 0]);
    await house.forward({ hours: 12 });
    expect([told(house, 'engineer1', 'reminder'), told(house, 'coordinator', 'overdue')]).toEqual([1, 1]);
  });

  it('D13: once the customer was told, no one hears of it any longer', async () => {
    const house = await solved();
    await house.forge('engineer1', 'team', 'inspection.feedback', { ticket: 'T-1' });
    await house.forward({ days: 3 });
    expect([told(house, 'engineer1', 'reminder'), told(house, 'coordinator', 'overdue')]).toEqual([0, 0]);
  });
});
