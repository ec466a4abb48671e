import { describe, expect, it } from 'vitest';
import { previewLevels } from '../../../src/desk/ticket/preview.ts';
import type { Language } from '../../../src/lib/language.ts';
import { type Story, storiesOf } from '../../support/story.ts';
import { tellInstant } from '../../support/story-time.ts';

const telecom = await storiesOf('telecom-province');

function previews({ ticket, terms }: Story, at: string, language: Language = 'en') {
  const now = tellInstant(at, '2026-11-23');
  return previewLevels(ticket, terms, language, 'Asia/Shanghai', now).map(({ text }) => text);
}

describe('the preview of a level change', () => {
  it('tells for every other level the old and the new deadline, and what would be late already', () => {
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

  it('says so where no clock moves', () => {
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
