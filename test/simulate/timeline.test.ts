import { describe, expect, it } from 'vitest';
import { loadBook, presetPath } from '../../src/desk/contract/load.ts';
import { LANGUAGES } from '../../src/lib/language.ts';
import type { SimulatedLine } from '../../src/simulate/line.ts';
import { timelineOf } from '../../src/simulate/timeline.ts';

const { source } = await loadBook(presetPath('telecom-province') ?? '');

/** Every kind of notice that tickets, clocks and duty bring. */
const KINDS = [
  ...['opened', 'acknowledged', 'assigned', 'updated', 'dispatched', 'arrived', 'resolved', 'closed', 'reopened'],
  ...['level-changed', 'tier-raised', 'stale'],
].map((kind) => `ticket.${kind}`);
KINDS.push('clock.paused', 'clock.resumed', 'sla.warning', 'sla.breached', 'sla.raised', 'duty.handoff');

function line(fields: Record<string, unknown>): SimulatedLine {
  return { at: '2026-09-28T09:10:00+08:00', on: 'F1', to: ['customer', 'engineer1'], ...fields };
}

describe('the readable timeline', () => {
  it.each(LANGUAGES)('has a word for every kind of notice (%s)', (language) => {
    const rows = KINDS.map((notice) => timelineOf([line({ notice })], source, language));
    expect(rows.filter((row) => row.includes('undefined'))).toEqual([]);
    expect(new Set(rows).size).toBe(KINDS.length);
  });

  it('names the weekday, aligns the columns and leaves a line free between days', () => {
    const lines = [
      line({ notice: 'sla.breached', metric: 'respond', due: '2026-09-28T09:10:00+08:00', raisedTo: 'manager1' }),
      line({ at: '2026-09-29T09:10:00+08:00', notice: 'ticket.closed', on: 'F-long', to: ['team'], by: 'customer' }),
    ];
    expect(timelineOf(lines, source, 'en').split('\n')).toEqual([
      'Mon 28 Sep 09:10  F1      promise broken  Respond · due Mon 28 Sep 09:10 · raised to Zhu Xiaohong  ▸ customer, Li Wei',
      '',
      'Tue 29 Sep 09:10  F-long  closed          by customer  ▸ team',
      '',
    ]);
  });

  it('says in words what was refused and why', () => {
    const { to: _, on: __, ...refused } = line({ refused: 'confirm', subject: 'F1', why: 'ticket.not-resolved' });
    expect(timelineOf([refused], source, 'en')).toContain('refused: confirm  It is not resolved yet.');
  });

  it('says so where nothing happened', () => {
    expect(timelineOf([], source, 'en')).toBe('Nothing happened.\n');
    expect(timelineOf([], source, 'zh-CN')).toBe('没有任何通知。\n');
  });
});
