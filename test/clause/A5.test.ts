import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { dateName } from '../../src/i18n/when.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';
import { tellStory } from '../support/told-story.ts';

const REPORT = ['10:00', 'report', { kind: 'requirement', title: 'an export by month' }] as const;
const PROMISED = [
  ['11:00', 'deliver', { report: 'requirement-reply', goLive: '2026-11-30', text: 'a button' }],
  ['12:00', 'accept-reply'],
] as const;
const only = ['sla', 'go-live', 'ticket.opened'];

it('A5: a requirement gets its written reply within 1 week', async () => {
  expect(await tellStory('bureau-system', { until: '11-30 10:00', only }, REPORT)).toEqual([
    '10:00 ticket.opened F reply 11-30 10:00 → customer, team',
    '11-28 16:00 sla.warning F reply due 11-30 10:00 → engineer1',
    '11-30 10:00 sla.breached F reply due 11-30 10:00 → escalation, manager1',
  ]);
});

it('A5: the date that the customer confirmed is reminded of the working day before, and told to a manager when it passes', async () => {
  expect(await tellStory('bureau-system', { until: '12-02 00:00', only }, REPORT, ...PROMISED)).toEqual([
    '10:00 ticket.opened F reply 11-30 10:00 → customer, team',
    // The 30th is a Monday; a delivery until its office closes is in time.
    '11-27 09:00 go-live.reminder F 2026-11-30 → engineer1',
    '11-30 18:00 go-live.missed F 2026-11-30 → escalation, manager1',
  ]);
  expect(
    await tellStory('bureau-system', { until: '12-02 00:00', only: ['go-live'] }, REPORT, ...PROMISED, [
      '11-30 18:00',
      'resolve',
    ]),
  ).toEqual(['11-27 09:00 go-live.reminder F 2026-11-30 → engineer1']);
});

it('A5: a date that the customer did not confirm is no promise', async () => {
  expect(await tellStory('bureau-system', { until: '12-02 00:00', only: ['go-live'] }, REPORT, PROMISED[0])).toEqual(
    [],
  );
});

eachHouse((open, language) => {
  it('A5: when the date is missed, the cards of both sides say so', async () => {
    const house = await open({ book: await sampleBook(language, 'bureau-system') });
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'an export', kind: 'requirement' });
    const date = '2026-09-30';
    await house.forge('engineer1', 'team', 'ticket.deliver', { ticket: 'T-1', solution: 'a button', goLive: date });
    await house.press(REPORTER, SHARED, 'ticket.accept-reply');
    const missed = t(language, 'card.go-live.missed', { date: dateName(language, date) });
    await house.forward({ hours: 24 });
    expect(wordsOf(house.seen(SHARED).cards[0])).not.toContain(missed);
    await house.forward({ days: 2 });
    for (const channel of [SHARED, 'team']) expect(wordsOf(house.seen(channel).cards[0])).toContain(missed);
  });
});
