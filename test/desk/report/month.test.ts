import { describe, expect, it } from 'vitest';
import { beginClosing, goOn } from '../../../src/desk/report/closing.ts';
import { closeAtOf, monthAt, monthsIn, spanOfMonth } from '../../../src/desk/report/month.ts';
import { isoOf } from '../../../src/lib/instant.ts';
import { openZone } from '../../../src/lib/zone.ts';

const LONDON = openZone('Europe/London');
const SHANGHAI = openZone('Asia/Shanghai');
const at = (iso: string) => Date.parse(iso);

describe("months are those of the provider's zone", () => {
  it('across the change of clocks', () => {
    const { fromAt, toAt } = spanOfMonth('2026-10', LONDON);
    expect([isoOf(fromAt), isoOf(toAt)]).toEqual(['2026-09-30T23:00:00.000Z', '2026-11-01T00:00:00.000Z']);
    expect(isoOf(spanOfMonth('2026-10', SHANGHAI).fromAt)).toBe('2026-09-30T16:00:00.000Z');
    expect(monthAt(at('2026-09-30T23:30:00Z'), LONDON)).toBe('2026-10');
    expect(monthAt(at('2026-09-30T23:30:00Z'), openZone('UTC'))).toBe('2026-09');
  });

  it('a quarter has three', () => {
    expect(monthsIn('2026-Q4')).toEqual(['2026-10', '2026-11', '2026-12']);
    expect(monthsIn('2026-02')).toEqual(['2026-02']);
  });
});

describe('a month is closed as the fourth day of the next one begins', () => {
  it.each([
    ['2026-10', '2026-11-04T00:00:00.000Z'],
    ['2026-12', '2027-01-04T00:00:00.000Z'],
    ['2026-03', '2026-04-03T23:00:00.000Z'],
  ])('%s', (month, closed) => {
    expect(isoOf(closeAtOf(month, LONDON))).toBe(closed);
  });

  it.each([
    ['2026-11-03T23:59:59Z', '2026-10'],
    ['2026-11-04T00:00:00Z', '2026-11'],
    ['2026-11-30T12:00:00Z', '2026-11'],
    ['2027-01-01T00:00:00Z', '2026-12'],
  ])('at %s the next one is %s, then the month after it', (now, month) => {
    const { state } = beginClosing(LONDON, at(now));
    expect(state.month).toBe(month);
    expect(state.closeAt).toBeGreaterThan(at(now));
    const next = goOn(state, LONDON, state.closeAt);
    expect(next.added).toMatchObject([{ kind: 'month.closed', data: { month } }]);
    expect(next.state.closeAt).toBeGreaterThan(state.closeAt);
  });
});
