import { expect, test } from 'vitest';
import { newMorning, nextMorningAt } from '../../../src/desk/morning/morning.ts';
import { prepareCalendar } from '../../../src/desk/sla/calendar.ts';
import { withCnWorkdays } from '../../../src/desk/sla/workdays-cn.ts';
import { PLAIN_OFFICE } from '../sla/office.ts';

const office = prepareCalendar(withCnWorkdays(PLAIN_OFFICE));

test.each([
  ['before the office opens', '2026-11-23T07:00', '2026-11-23T09:00'],
  ['when the office opens: the next day', '2026-11-23T09:00', '2026-11-24T09:00'],
  ['in the lunch break', '2026-11-23T12:30', '2026-11-24T09:00'],
  ['on Friday evening', '2026-11-27T20:00', '2026-11-30T09:00'],
  ['on the eve of National Day', '2026-09-30T10:00', '2026-10-08T09:00'],
  ['before a make-up Saturday', '2026-10-09T10:00', '2026-10-10T09:00'],
])('%s', (_, now, next) => {
  expect(nextMorningAt(office, Date.parse(`${now}:00+08:00`))).toBe(Date.parse(`${next}:00+08:00`));
});

test('a morning belongs to a calendar, not to a customer or ticket', () => {
  expect(newMorning('office')).toMatchObject({ calendar: 'office', ticketId: undefined, status: 'open' });
});
