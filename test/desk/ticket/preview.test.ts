import { describe, expect, it } from 'vitest';
import { previewApproval, previewLevels, previewStep } from '../../../src/desk/ticket/view/preview.ts';
import type { Language } from '../../../src/lib/language.ts';
import { type Story, storiesOf } from '../../support/story.ts';
import { tellInstant } from '../../support/story-time.ts';

const telecom = await storiesOf('telecom-province');
const bureau = await storiesOf('bureau-system');

function previews({ ticket, terms }: Story, at: string, language: Language = 'en') {
  const now = tellInstant(at, '2026-11-23');
  return previewLevels(ticket, terms, language, 'Asia/Shanghai', now).map(({ text }) => text);
}

describe('the preview of a level change', () => {
  it('shows for every other level the old and the new deadline, and what would be late already', () => {
    expect(previews(telecom().report('10:00'), '10:40')).toEqual([
      'Catastrophic: Respond Mon 23 Nov 11:00 → Mon 23 Nov 10:05 (already late), Workaround none → Mon 23 Nov 10:30 (already late)',
      'Major: Respond Mon 23 Nov 11:00 → Mon 23 Nov 10:05 (already late), Workaround none → Mon 23 Nov 10:30 (already late)',
      'Severe: Respond Mon 23 Nov 11:00 → Mon 23 Nov 10:10 (already late), Workaround none → Mon 23 Nov 11:00',
    ]);
  });

  it('speaks Chinese too', () => {
    expect(previews(telecom().report('10:00'), '10:08', 'zh-CN')).toContain(
      '重大故障：响应 11月23日周一 11:00 → 11月23日周一 10:05（已超时）、临时解决方案 无 → 11月23日周一 10:30',
    );
  });

  it('says so if no clock moves', () => {
    const story = telecom().report('10:00').step('10:05', 'acknowledge').step('10:06', 'propose-workaround');
    expect(previews(story, '10:10')).toContain('Severe: no clock moves');
  });

  it('changes nothing, and the change itself does what it said', () => {
    const story = telecom().report('10:00');
    const before = structuredClone(story.ticket);
    const severe = previews(story, '10:08').find((text) => text.startsWith('Severe'));
    expect(story.ticket).toEqual(before);
    story.step('10:08', 'set-level', { level: 'severe' });
    expect(story.told('ticket.level')).toEqual([
      '10:08 ticket.level-changed general → severe (manual) {respond 10:10, workaround 11:00}',
    ]);
    expect(severe).toContain('Mon 23 Nov 10:10');
    expect(severe).toContain('Mon 23 Nov 11:00');
  });
});

describe('the preview of a step that pauses or resumes clocks', () => {
  const ENGINEER = { key: 'engineer1', staff: true, director: false };
  const CUSTOMER = { key: 'customer', staff: false, director: false };

  function preview(
    { ticket, terms }: Story,
    at: string,
    verb: Parameters<typeof previewStep>[1],
    language: Language = 'en',
  ) {
    const by = verb === 'ask-customer' || verb === 'submit-plan' ? ENGINEER : CUSTOMER;
    const view = { language, zone: 'Asia/Shanghai', now: tellInstant(at, '2026-11-23') };
    const told = previewStep(ticket, verb, terms, by, view);
    return told.ok ? told.value : told.code;
  }
  const severe = () => telecom().report('10:00', { level: 'severe' });
  const level2 = () => bureau().report('10:00', { level: 'level2' });

  it('names the clocks that pause, and what is left of each on its own calendar', () => {
    expect(preview(severe(), '10:20', 'ask-customer')).toBe('Workaround stands still, 40 min left');
    expect(preview(level2(), '11:00', 'ask-customer')).toBe(
      'On site stands still, 11 h left, Resolve stands still, 5 h of office time left',
    );
    expect(preview(level2(), '11:00', 'ask-customer', 'zh-CN')).toBe(
      '到场暂停计时，剩余 11 小时、修复暂停计时，剩余 工作时间 5 小时',
    );
  });

  it('names the clocks that go on, and until when', () => {
    const asked = level2().step('11:00', 'ask-customer');
    expect(preview(asked, '17:00', 'customer-answered')).toBe(
      'On site goes on until Tue 24 Nov 04:00, Resolve goes on until Tue 24 Nov 14:00',
    );
  });

  it('says that a rejected fix lets the resolve clock run again, the time since the fix not counted', () => {
    const fixed = level2().step('11:00', 'resolve');
    expect(preview(fixed, '15:00', 'reject-fix')).toBe('Resolve goes on until Tue 24 Nov 11:00');
  });

  it('says that a plan goes to the technical director first, if the policy says so', () => {
    expect(preview(severe(), '10:20', 'submit-plan')).toMatch(/^The technical director decides first/);
    expect(preview(level2(), '11:00', 'submit-plan')).toContain('Resolve stands still');
  });

  it('says which clocks an approval resumes, without those that are breached already', () => {
    const put = severe().step('10:10', 'submit-plan').step('10:20', 'approve-plan');
    expect(previewApproval(put.ticket, put.terms, 'en', 'Asia/Shanghai')).toBe(
      'Workaround with 40 min left (approved Mon 23 Nov 10:20, due Mon 23 Nov 11:00)',
    );
  });

  it('is refused if the step would be, and changes nothing', () => {
    const story = severe();
    const before = structuredClone(story.ticket);
    expect(preview(story, '10:20', 'customer-answered')).toBe('ticket.nothing-asked');
    expect(preview(story, '10:20', 'reject-fix')).toBe('ticket.not-resolved');
    expect(story.ticket).toEqual(before);
  });
});
