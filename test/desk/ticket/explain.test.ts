import { describe, expect, it } from 'vitest';
import { foldTicket } from '../../../src/desk/ticket/case/fold.ts';
import type { TicketId } from '../../../src/desk/ticket/case/ticket.ts';
import { whyCard } from '../../../src/desk/ticket/view/why-card.ts';
import type { Language } from '../../../src/lib/language.ts';
import { type Story, storiesOf } from '../../support/story.ts';
import { tellInstant } from '../../support/story-time.ts';

const bureau = await storiesOf('bureau-system');
const video = await storiesOf('video-conference');
const telecom = await storiesOf('telecom-province');

/** The card as a reader sees it, line by line, made from the log alone. */
function why({ log, source, terms }: Story, language: Language, now?: number): string[] {
  const view = { source, terms, language, ...(now === undefined ? {} : { now, privately: true as const }) };
  const { title, parts } = whyCard(7 as TicketId, foldTicket(log), 3, view);
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
    'Without progress: to tier 3 (Expert group) Mon 23 Nov 14:05 · reported as silent Tue 24 Nov 18:00',
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
      'Allowed: 4 h of office time',
      'Counts on: office hours on working days',
      'Skipped days: Thu 1 Oct – Wed 7 Oct (National Day)',
      'Due: Thu 8 Oct 12:00',
      'Resolve · A1–A3: Level 1 solved within 6 hours, level 2 within 6 working hours, level 3 within 12 working hours.',
      'Starts: Wed 30 Sep 17:00',
      'Allowed: 12 h of office time',
      'Counts on: office hours on working days',
      'Skipped days: Thu 1 Oct – Wed 7 Oct (National Day)',
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
      '时限: 4 个工作小时',
      '计时日历: 工作日办公时间',
      '跳过的日期: 10月1日周四 – 10月7日周三（国庆节）',
      '到期: 10月8日周四 12:00',
    ]);
    expect(why(paused(), 'zh-CN')).toContain('不计时: 9月30日周三 17:20 – 9月30日周三 17:50');
    expect(why(paused(), 'zh-CN').at(-1)).toBe('依据工单日志与服务手册第 3 版。');
  });

  it('names weekends and holidays apart, and marks the weekend days that are worked', () => {
    const story = bureau().report('02-13 17:00', { level: 'level3' });
    const lines = why(story, 'en').slice(why(story, 'en').findIndex((line) => line.startsWith('Resolve')));
    expect(lines).toContain('Worked weekend days: Sat 14 Feb');
    expect(lines).toContain('Skipped days: Sun 15 Feb – Mon 23 Feb (Spring Festival)');
    expect(why(story, 'zh-CN')).toContain('调休上班: 2月14日周六');
    expect(why(story, 'zh-CN')).toContain('跳过的日期: 2月15日周日 – 2月23日周一（春节）');
    const weekend = bureau().report('11-27 17:00', { level: 'level3' });
    expect(why(weekend, 'en')).toContain('Skipped days: Sat 28 Nov – Sun 29 Nov (weekend)');
    expect(why(weekend, 'zh-CN').join()).not.toContain('调休');
  });

  it('says to who asks how long it is yet, or how late', () => {
    const story = telecom().report('10:00', { level: 'severe' }).until('10:10');
    const lines = why(story, 'en', tellInstant('10:32', '2026-11-23'));
    expect(lines).toContain('Due: Mon 23 Nov 10:10 (22 min late)');
    expect(lines).toContain('Due: Mon 23 Nov 11:00 (in 28 min)');
  });

  it('says since when a clock is paused', () => {
    const story = telecom().report('10:00', { level: 'severe' }).step('10:05', 'ask-customer');
    expect(why(story, 'en')).toContain('Does not count: since Mon 23 Nov 10:05');
    expect(why(story, 'zh-CN')).toContain('不计时: 自 11月23日周一 10:05 起');
  });

  it('names the days skipped before a clock was paused', () => {
    const story = bureau().report('09-30 17:00', { level: 'level3' }).step('10-08 10:00', 'ask-customer');
    const resolve = why(story, 'en').slice(why(story, 'en').findIndex((line) => line.startsWith('Resolve')));
    expect(resolve).toContain('Skipped days: Thu 1 Oct – Wed 7 Oct (National Day)');
    expect(resolve).toContain('Due: held while paused');
  });

  it('names the travel time if it is added', () => {
    const story = video().report('10:00').step('10:10', 'dispatch');
    expect(why(story, 'en')).toContain('Allowed: 1 h + travel time');
    expect(why(story, 'en')).toContain('Starts: Mon 23 Nov 10:10');
    expect(why(story, 'en')).toContain('Counts on: the clock, 7×24');
  });

  it('says that a deadline is provisional', () => {
    const story = bureau().report('12-31 17:00', { level: 'level1' });
    expect(why(story, 'en')).toContain("Note: provisional: that year's holiday notice is not known yet");
  });

  it('says so if nothing is promised', () => {
    const story = bureau().report('10:00', { kind: 'question' });
    expect(why(story, 'en')).toContain('No promise runs for this ticket.');
    expect(why(story, 'zh-CN')).toContain('此工单没有时限承诺。');
  });
});
