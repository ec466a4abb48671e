import { expect, it } from 'vitest';
import { play, promisesOf, shortOf } from '../support/clause.ts';

it('C5: an outage from damaged hardware lasts 24 hours at most', async () => {
  const lines = await play(
    'video-conference',
    '10:00, do: report, as: LATE, level: outage, title: "MCU power supply burnt"',
    '10:00, do: report, as: KEPT, level: outage, title: "camera broken"',
    '2026-11-24T09:59:00+08:00, do: resolve, on: KEPT',
  );
  expect(promisesOf(lines, 'LATE')).toMatchObject({ resolve: 'Tue 10:00' });
  const broken = lines.filter(({ notice, metric }) => notice === 'sla.breached' && metric === 'resolve');
  expect(broken.map(({ on, at }) => [on, shortOf(at)])).toEqual([['LATE', 'Tue 10:00']]);
});
