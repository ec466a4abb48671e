import { expect, it } from 'vitest';
import { play, shortOf } from '../support/clause.ts';

it('E1: an interruption that reaches ten minutes makes level 1; a shorter one does not', async () => {
  const since = 'outageSince: 2026-11-23T10:00:00+08:00';
  const lines = await play(
    'network-security',
    `10:02, do: report, as: LONG, title: "interrupted", ${since}`,
    `10:02, do: report, as: SHORT, title: "interrupted", ${since}`,
    '10:09, do: end-outage, on: SHORT',
    '10:02, do: report, as: MINOR, level: level3, title: "slow"',
  );
  const opened = lines.filter(({ notice }) => notice === 'ticket.opened');
  expect(opened.map(({ on, level }) => [on, level])).toEqual([
    ['LONG', 'level2'],
    ['SHORT', 'level2'],
    ['MINOR', 'level3'],
  ]);
  // Later rises by E2 (not restored in time) are another clause.
  const byOutage = lines.filter(
    (line) => line.notice === 'ticket.level-changed' && 'why' in line && line.why === 'outage',
  );
  expect(byOutage.map(({ on, level, at }) => [on, level, shortOf(at)])).toEqual([['LONG', 'level1', 'Mon 10:10']]);
});
