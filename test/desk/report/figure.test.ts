import { describe, expect, it } from 'vitest';
import { standingBy } from '../../../src/desk/report/figure/by.ts';
import { figureOf } from '../../../src/desk/report/figure/figure.ts';
import { casesBehind, keptPercent, owedCount, type Standing } from '../../../src/desk/report/figure/standing.ts';
import { worstOf } from '../../../src/desk/report/figure/worst.ts';
import { foldTicket } from '../../../src/desk/ticket/case/fold.ts';
import { figuresOf } from '../../../src/desk/ticket/clock/figures.ts';
import { MINUTE } from '../../../src/lib/instant.ts';
import { readMonth, tellMonth } from './story-month.ts';

/** Added up from the file by hand. Counts as of `countsOf`, times as count, median and p90 in minutes. */
const TOTALS = {
  all: [123, 76, 14, 13, 11, 9],
  owed: 112,
  // 76 of the 103 that are decided.
  percent: 73,
  promises: {
    'D2|respond': [54, 36, 8, 4, 5, 1],
    'D4|on-site': [7, 4, 1, 1, 1, 0],
    'D8|resolve': [54, 33, 4, 5, 5, 7],
    'D5|answer': [4, 1, 1, 1, 0, 1],
    'A5|reply': [2, 1, 0, 1, 0, 0],
    'D20|incident-report': [2, 1, 0, 1, 0, 0],
  },
  respond: [47, 10, 45],
  onSite: [5, 200, 300],
  repair: [37, 180, 500],
  /** Number, promises not met, promises met late, minutes. */
  worst: [
    [19, 2, 0, 2130],
    [20, 2, 0, 2130],
    [16, 1, 0, 2130],
    [17, 1, 0, 2130],
    [54, 1, 0, 2130],
  ],
};

const month = await tellMonth(await readMonth());
const groups = month.map(({ group }) => group);
const figure = figureOf(groups, 8);

/** `[promised, kept, kept late, broken, withdrawn, open]` */
function countsOf({ promised, kept, keptLate, broken, withdrawn, open }: Standing): number[] {
  return [promised, kept, keptLate, broken, withdrawn, open].map(({ count }) => count);
}

describe('a month of 60 tickets, worked out by hand', () => {
  it.each(month)('T-$told.no: $told.promises', ({ told, counted: { figures, times } }) => {
    expect(figures.promises.map(({ what, outcome }) => `${what}=${outcome}`).join(' ')).toBe(told.promises);
    const minutes = times.slice(0, 3).map((ms) => (typeof ms === 'number' ? ms / MINUTE : '-'));
    if (figures.gone === undefined) expect(minutes.join('/')).toBe(told.minutes);
    expect(figures.gone ?? (figures.reopened ? 'reopened' : '-')).toBe(told.flag);
  });

  it.each(month)('T-$told.no: the log alone gives the same', ({ story, counted }) => {
    expect(figuresOf(foldTicket(story.log), story.terms)).toEqual(counted);
  });

  it('adds up', () => {
    expect(countsOf(figure.promises)).toEqual(TOTALS.all);
    expect([owedCount(figure.promises), keptPercent(figure.promises)]).toEqual([TOTALS.owed, TOTALS.percent]);
    const rows = standingBy(groups, 'promise').map(({ key, standing }) => [key, countsOf(standing)]);
    expect(Object.fromEntries(rows)).toEqual(TOTALS.promises);
  });

  it('every number leads to its cases', () => {
    expect(casesBehind(figure.promises.withdrawn)).toEqual(['T-41', 'T-42', 'T-43', 'T-44', 'T-45']);
    expect(casesBehind(figure.reopened)).toEqual(['T-34', 'T-35', 'T-36', 'T-40']);
    expect(figure.takenBack.count).toBe(5);
    expect([figure.tickets.count, figure.faults.count, figure.faultRate]).toEqual([55, 49, 49 / 8]);
  });

  it('times are values that occurred: median and the ninth of ten', () => {
    const minutes = ({ medianMs = 0, p90Ms = 0, count }: typeof figure.respond) => [
      count,
      medianMs / MINUTE,
      p90Ms / MINUTE,
    ];
    expect(minutes(figure.respond)).toEqual(TOTALS.respond);
    expect(minutes(figure.onSite)).toEqual(TOTALS.onSite);
    expect(minutes(figure.repair)).toEqual(TOTALS.repair);
  });

  it('the worst first: promises that are still not met, then the longest delay', () => {
    const now = Date.parse('2026-11-24T20:00:00+08:00');
    const worst = worstOf(groups, now, 5).map(({ id, unmet, late, lateMs }) => [
      id,
      unmet.length,
      late.length,
      lateMs / MINUTE,
    ]);
    expect(worst).toEqual(TOTALS.worst);
  });

  it('by level, person, device, customer and month the same promises are counted', () => {
    for (const dimension of ['customer', 'clause', 'promise', 'level', 'engineer', 'device', 'month'] as const) {
      const rows = standingBy(groups, dimension);
      const sum = rows
        .map(({ standing }) => countsOf(standing))
        .reduce((all, each) => all.map((one, i) => one + (each[i] ?? 0)));
      expect(sum, dimension).toEqual(TOTALS.all);
    }
    expect(standingBy(groups, 'month').map(({ key }) => key)).toEqual(['2026-11']);
    expect(standingBy(groups, 'level').map(({ key }) => key)).toEqual(['major', 'minor', '']);
  });
});
