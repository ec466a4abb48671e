import { describe, expect, it } from 'vitest';
import { foldTicket } from '../../../src/desk/ticket/case/fold.ts';
import type { TicketId } from '../../../src/desk/ticket/case/ticket.ts';
import { whyCard } from '../../../src/desk/ticket/view/why-card.ts';
import type { Language } from '../../../src/lib/language.ts';
import { type Story, storiesOf } from '../../support/story.ts';

const bureau = await storiesOf('bureau-system');
const video = await storiesOf('video-conference');
const telecom = await storiesOf('telecom-province');

const NATIONAL_DAYS = ['01', '02', '03', '04', '05', '06', '07'].map((day) => `2026-10-${day}`);

/** The card as a reader sees it, line by line, made from the log alone. */
function why({ log, source, terms }: Story, language: Language): string[] {
  const { title, parts } = whyCard(7 as TicketId, foldTicket(log), 3, { source, terms, language });
  return [
    title,
    ...parts.flatMap((part) => {
      if (part.part === 'text') return [part.text];
      return part.part === 'fields' ? part.fields.map(({ label, value }) => `${label}: ${value}`) : [];
    }),
  ];
}

it('a ticket without a running promise says what happens without progress', () => {
  const story = telecom().report('10:00', { level: 'general' }).step('10:05', 'arrive');
  expect(why(story, 'en')).toContain(
    'Without progress: to tier 3 (Expert group) Mon 23 Nov 14:05, reported as silent Tue 24 Nov 18:00',
  );
});

describe('why this deadline?', () => {
  const paused = () =>
    bureau()
      .report('09-30 17:00', { level: 'level3' })
      .step('17:20', 'ask-customer')
      .step('17:50', 'customer-answered');

  it('names start, span, calendar, skipped days, pauses, clause and text for every promise', () => {
    expect(why(paused(), 'en')).toEqual([
      'T-7: why these times?',
      'Respond · A1–A3: Response within 2 working hours for level 1 and 2 faults, within 4 working hours for level 3.',
      'Starts: Wed 30 Sep 17:00',
      'Allowed: 4wh',
      'Counts on: office hours on working days',
      `Skipped days: ${NATIONAL_DAYS.join(', ')}`,
      'Due: Thu 8 Oct 12:00',
      'Resolve · A1–A3: Level 1 solved within 6 hours, level 2 within 6 working hours, level 3 within 12 working hours.',
      'Starts: Wed 30 Sep 17:00',
      'Allowed: 12wh',
      'Counts on: office hours on working days',
      `Skipped days: ${NATIONAL_DAYS.join(', ')}`,
      'Does not count: Wed 30 Sep 17:20 – Wed 30 Sep 17:50',
      'Due: Fri 9 Oct 13:30',
      "From the ticket's log and service book version 3.",
    ]);
  });

  it('says the same in Chinese', () => {
    expect(why(paused(), 'zh-CN').slice(0, 7)).toEqual([
      'T-7：时限依据',
      '响应 · A1–A3: 一、二级故障 2 个工作小时内响应，三级故障 4 个工作小时内响应。',
      '起算: 9月30日周三 17:00',
      '时限: 4wh',
      '计时日历: 工作日办公时间',
      `跳过的日期: ${NATIONAL_DAYS.join('、')}`,
      '到期: 10月8日周四 12:00',
    ]);
    expect(why(paused(), 'zh-CN')).toContain('不计时: 9月30日周三 17:20 – 9月30日周三 17:50');
    expect(why(paused(), 'zh-CN').at(-1)).toBe('依据工单日志与服务手册第 3 版。');
  });

  it('says since when a clock is paused', () => {
    const story = telecom().report('10:00', { level: 'severe' }).step('10:05', 'ask-customer');
    expect(why(story, 'en')).toContain('Does not count: since Mon 23 Nov 10:05');
    expect(why(story, 'zh-CN')).toContain('不计时: 自 11月23日周一 10:05 起');
  });

  it('names the days skipped before a clock was paused', () => {
    const story = bureau().report('09-30 17:00', { level: 'level3' }).step('10-08 10:00', 'ask-customer');
    const resolve = why(story, 'en').slice(why(story, 'en').findIndex((line) => line.startsWith('Resolve')));
    expect(resolve).toContain(`Skipped days: ${NATIONAL_DAYS.join(', ')}`);
    expect(resolve).toContain('Due: held while paused');
  });

  it('names the travel time if it is added', () => {
    const story = video().report('10:00').step('10:10', 'dispatch');
    expect(why(story, 'en')).toContain('Allowed: 1h + travel time');
    expect(why(story, 'en')).toContain('Starts: Mon 23 Nov 10:10');
    expect(why(story, 'en')).toContain('Counts on: the clock, 7×24');
  });

  it('says that a deadline is provisional', () => {
    const story = bureau().report('12-31 17:00', { level: 'level1' });
    expect(why(story, 'en')).toContain("Note: provisional: that year's holiday notice is not known yet");
  });

  it('says so if nothing is promised', () => {
    const story = video().report('10:00', { kind: 'question' });
    expect(why(story, 'en')).toContain('No promise runs for this ticket.');
    expect(why(story, 'zh-CN')).toContain('此工单没有时限承诺。');
  });
});
