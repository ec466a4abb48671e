import { describe, expect, it } from 'vitest';
import { storiesOf } from '../support/story.ts';

const begin = await storiesOf('telecom-province');

describe('D5: a question that needs research is answered within 30 minutes', () => {
  it('the due instant is 30 minutes after the question, at any hour', () => {
    const story = begin().report('2026-11-28 23:50', { kind: 'question' });
    expect(story.told('ticket.opened').join()).toContain('answer 11-29 00:20');
  });

  it('in time with the answer at 00:20, late and raised to the first manager without', () => {
    const answered = begin()
      .report('2026-11-28 23:50', { kind: 'question' })
      .step('2026-11-29 00:20', 'answer', { text: 'yes' });
    expect(answered.until('2026-11-29 08:00').told('sla.breached')).toEqual([]);
    const silent = begin().report('2026-11-28 23:50', { kind: 'question' }).until('2026-11-29 00:20');
    expect(silent.told('sla.breached').join()).toMatch(/00:20 .*answer.*manager1/);
  });

  it('an acknowledgement does not stop it', () => {
    const story = begin().report('2026-11-28 09:00', { kind: 'question' }).step('09:05', 'acknowledge').until('09:30');
    expect(story.told('sla.breached')).toHaveLength(1);
  });
});
