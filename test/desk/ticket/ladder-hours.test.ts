import { describe, expect, it } from 'vitest';
import type { BookSource } from '../../../src/desk/book/schema.ts';
import { storiesOf } from '../../support/story.ts';

/** The ladder of a promise in working hours (`ladder.hours: calendar`), against one that climbs day and night. */
const always = await storiesOf('bureau-system');
const inHours = await storiesOf('bureau-system', keepingHours);

const officeReports = await storiesOf('bureau-system', (source) => {
  const { standard } = keepingHours(source).policies;
  if (!standard) throw new Error('not the preset of the bureau');
  const serviceLevel = source.customers.sample?.serviceLevel ?? '';
  return { ...source, policies: { standard: { ...standard, reportHours: { [serviceLevel]: 'office' } } } };
});

function keepingHours(source: BookSource): BookSource {
  const policies = Object.entries(source.policies).map(([key, policy]) => [
    key,
    { ...policy, ladder: { ...policy.ladder, hours: 'calendar' } },
  ]);
  return { ...source, policies: Object.fromEntries(policies) };
}

/** Instants and people of the steps of one broken promise: `09:15 → manager2`. */
function steps(lines: readonly string[], metric = 'respond'): string[] {
  return lines
    .filter((line) => line.includes(` ${metric} `))
    .map((line) => line.replace(/ sla\.(breached|raised) .* → /, ' → '));
}

describe('level 3 is answered within 4 working hours (09:00–12:00, 13:00–18:00), and the ladder climbs every 30 minutes', () => {
  const until = '10-13 18:00';
  it.each([
    ['on a weekday', '10-12 09:00', ['14:00 → manager1', '14:30 → manager2', '15:00 → manager3']],
    ['over lunch', '10-12 15:50', ['10-13 10:50 → manager1', '10-13 11:20 → manager2', '10-13 11:50 → manager3']],
    ['through lunch', '10-12 16:45', ['10-13 11:45 → manager1', '10-13 13:15 → manager2', '10-13 13:45 → manager3']],
    ['over a weekend', '09-11 13:45', ['17:45 → manager1', '09-14 09:15 → manager2', '09-14 09:45 → manager3']],
    ['to the closing', '09-11 13:30', ['17:30 → manager1', '09-14 09:00 → manager2', '09-14 09:30 → manager3']],
    ['due at the closing', '09-11 14:00', ['18:00 → manager1', '09-14 09:30 → manager2', '09-14 10:00 → manager3']],
    ['over National Day', '09-30 13:45', ['17:45 → manager1', '10-08 09:15 → manager2', '10-08 09:45 → manager3']],
    [
      'into a make-up Saturday',
      '10-09 13:45',
      ['17:45 → manager1', '10-10 09:15 → manager2', '10-10 09:45 → manager3'],
    ],
  ])('%s', (_, reported, expected) => {
    const story = inHours().report(reported, { level: 'level3' }).until(until);
    expect(steps(story.told('sla.breached', 'sla.raised'))).toEqual(expected);
  });

  it('left out, it climbs at night and at weekends as well', () => {
    const story = always().report('09-30 13:45', { level: 'level3' }).until('10-01 12:00');
    expect(steps(story.told('sla.breached', 'sla.raised'))).toEqual([
      '17:45 → manager1',
      '18:15 → manager2',
      '18:45 → manager3',
    ]);
  });

  it('a promise on 7×24 in the same policy is raised day and night', () => {
    const told = (stories: typeof always) => {
      const story = stories().report('09-30 23:00', { level: 'level1' }).until('10-08 12:00');
      return steps(story.told('sla.breached', 'sla.raised'), 'resolve');
    };
    expect(told(inHours)).toEqual(['10-01 05:00 → manager1', '10-01 05:30 → manager2', '10-01 06:00 → manager3']);
    expect(told(inHours)).toEqual(told(always));
  });

  it.each([
    ['what is left of the step counts after it', '13:50', '17:55', '09-14 11:00', '09-14 11:25'],
    ['a step that waits for the opening waits for its end', '13:30', '18:10', '09-14 09:30', '09-14 09:30'],
  ])('a pause over the opening: %s', (_, reported, asked, answered, secondAt) => {
    // Solved within 12 working hours: due on Friday.
    const story = inHours()
      .report(`09-10 ${reported}`, { level: 'level3' })
      .step('09-10 14:00', 'acknowledge')
      .step(`09-11 ${asked}`, 'ask-customer')
      .step(answered, 'customer-answered')
      .until('09-15 18:00');
    const [, second] = steps(story.told('sla.breached', 'sla.raised'), 'resolve');
    expect(second).toBe(`${secondAt} → manager2`);
  });

  it('a promise on 7×24 keeps to the hours in which its reports are taken, where the contract has such', () => {
    const told = (stories: typeof always) =>
      steps(
        stories().report('09-11 13:00', { level: 'level1' }).until('09-15 18:00').told('sla.breached', 'sla.raised'),
        'resolve',
      );
    expect(told(officeReports)).toEqual(['19:00 → manager1', '09-14 09:30 → manager2', '09-14 10:00 → manager3']);
  });
});
