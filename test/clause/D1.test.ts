import { expect, it } from 'vitest';
import { play, shortOf } from '../support/clause.ts';

const outage = (as: string, percent: number) =>
  `10:00, do: report, as: ${as}, title: "down", outageSince: 2026-11-23T10:00:00+08:00, affectedPercent: ${percent}`;

it('D1: an outage is severe at once, major after 4 h and catastrophic after 24 h from 30 % of the users on', async () => {
  const lines = await play(
    'telecom-province',
    outage('WIDE', 30),
    outage('NARROW', 29),
    outage('ENDED', 100),
    '13:59, do: end-outage, on: ENDED',
    '10:00, do: report, as: NONE, title: "a slow page"',
  );
  const opened = lines.filter(({ notice }) => notice === 'ticket.opened');
  expect(Object.fromEntries(opened.map(({ on, level }) => [on, level]))).toEqual({
    WIDE: 'severe',
    NARROW: 'severe',
    ENDED: 'severe',
    NONE: 'general',
  });
  const risen = lines.filter(({ notice }) => notice === 'ticket.level-changed');
  expect(risen.map(({ on, level, at }) => [on, level, shortOf(at)])).toEqual([
    ['WIDE', 'major', 'Mon 14:00'],
    ['WIDE', 'catastrophic', 'Tue 10:00'],
  ]);
});
