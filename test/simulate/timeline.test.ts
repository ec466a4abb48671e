import { describe, expect, it } from 'vitest';
import { presetPath, readBookFile } from '../../src/desk/book/load.ts';
import { LANGUAGES, type Language } from '../../src/lib/language.ts';
import { type Refusal, refuse } from '../../src/lib/refusal.ts';
import { createTimeline, type TimelineEntry } from '../../src/simulate/timeline.ts';

const { source } = await readBookFile(presetPath('telecom-province') ?? '');

/** Every kind of notice of tickets, clocks and duty. */
const KINDS = [
  ...['opened', 'acknowledged', 'assigned', 'updated', 'dispatched', 'arrived', 'resolved', 'closed', 'reopened'],
  ...['level-changed', 'tier-raised', 'stale', 'paged', 'unreached'],
].map((kind) => `ticket.${kind}`);
KINDS.push('clock.paused', 'clock.resumed', 'sla.warning', 'sla.breached', 'sla.raised', 'duty.handoff');

function entry(fields: Record<string, unknown>, refusal?: Refusal): TimelineEntry {
  return { line: { at: '2026-09-28T09:10:00+08:00', on: 'F1', to: ['customer', 'engineer1'], ...fields }, refusal };
}

function timelineOf(entries: readonly TimelineEntry[], language: Language): string {
  const names = entries.map(({ line }) => String(line.on ?? line.subject));
  const timeline = createTimeline(source, language, names);
  return entries.map(timeline.rowOf).join('') + timeline.end();
}

describe('the readable timeline', () => {
  it.each(LANGUAGES)('has words for every kind of notice (%s)', (language) => {
    const rows = KINDS.map((notice) => timelineOf([entry({ notice })], language));
    expect(rows.filter((row) => row.includes('undefined'))).toEqual([]);
    expect(new Set(rows).size).toBe(KINDS.length);
  });

  it('puts every day under its name and aligns the columns over all days', () => {
    const entries = [
      entry({
        notice: 'sla.breached',
        metric: 'respond',
        due: '2026-09-28T09:10:00+08:00',
        to: ['escalation', 'manager1'],
      }),
      entry({ at: '2026-09-29T09:10:00+08:00', notice: 'ticket.closed', on: 'F-long', to: ['team'], by: 'customer' }),
    ];
    expect(timelineOf(entries, 'en').split('\n')).toEqual([
      'Monday, 28 September 2026',
      '  09:10     F1      promise broken    Respond due 09:10  ▸ escalation, Zhu Xiaohong',
      '',
      'Tuesday, 29 September 2026',
      '  09:10     F-long  closed            by customer  ▸ team',
      '',
    ]);
  });

  it('counts a Chinese character as two columns', () => {
    const entries = [
      entry({ notice: 'ticket.closed', on: '核心交换机', to: ['team'], by: 'customer' }),
      entry({ notice: 'ticket.stale', since: '2026-09-28T07:10:00+08:00', to: ['team'] }),
    ];
    expect(timelineOf(entries, 'zh-CN').split('\n')).toEqual([
      '2026年9月28日 星期一',
      '  09:10     核心交换机  已关闭      客户  ▸ 服务团队',
      '  09:10     F1          久无进展    自 07:10 起  ▸ 服务团队',
      '',
    ]);
  });

  it('says which call it is, and by which way', () => {
    const calls = [
      entry({ notice: 'ticket.paged', no: 1, way: 'channel', person: 'engineer1', to: ['team'] }),
      entry({ notice: 'ticket.paged', no: 2, way: 'phone', to: ['engineer1'] }),
      entry({ notice: 'ticket.unreached', times: 2, to: ['escalation'] }),
    ];
    expect(timelineOf(calls, 'en').split('\n').slice(1, 4)).toEqual([
      '  09:10     F1  called            Call 1 · mention in the channel · Li Wei  ▸ team',
      '  09:10     F1  called            Call 2 · telephone  ▸ Li Wei',
      '  09:10     F1  calls not answered  2 calls  ▸ escalation',
    ]);
  });

  it('names levels, tiers and promises, gives seconds where they matter, and the date of another day', () => {
    const entries = [
      entry({
        notice: 'ticket.level-changed',
        from: 'general',
        level: 'severe',
        why: 'outage',
        due: { respond: '2026-09-28T09:10:30+08:00', workaround: '2026-09-29T10:00:00+08:00' },
      }),
      entry({ notice: 'ticket.tier-raised', tier: 2, why: 'overdue', to: ['escalation', 'team'] }),
      entry({
        notice: 'duty.handoff',
        on: 'primary',
        rotation: 'primary',
        from: 'engineer1',
        to: ['engineer1', 'engineer2', 'team'],
        open: ['F1', 'F2'],
      }),
    ];
    expect(timelineOf(entries, 'en').split('\n').slice(1)).toEqual([
      '  09:10     F1       level changed     General → Severe · Respond due 09:10:30, Workaround due Tue 29 Sep 10:00  ▸ customer, Li Wei',
      '  09:10     F1       support tier      2 (Senior engineer)  ▸ escalation, team',
      '  09:10     primary  duty handed over  Li Wei → Zhang Min · F1, F2  ▸ Li Wei, Zhang Min, team',
      '',
    ]);
  });

  it('says in words what was refused and why, with the names that the refusal carries', () => {
    const fields = { refused: 'acknowledge', subject: 'F1', on: undefined, why: 'ticket.already-acknowledged' };
    const refused = entry(fields, refuse('ticket.already-acknowledged', { by: 'engineer2' }));
    expect(timelineOf([refused], 'en')).toContain('refused: Acknowledge  Zhang Min acknowledged it already.');
    expect(timelineOf([refused], 'zh-CN')).toContain('被拒绝：响应  张敏 已先响应。');
  });

  it('says so if nothing happened', () => {
    expect(timelineOf([], 'en')).toBe('Nothing happened.\n');
    expect(timelineOf([], 'zh-CN')).toBe('没有任何通知。\n');
  });
});
