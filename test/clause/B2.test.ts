import { expect, it } from 'vitest';
import { play, promisesOf, shortOf } from '../support/clause.ts';

it('B2: a common problem is solved, and a question answered, the same working day', async () => {
  const lines = await play(
    'security-vendor',
    '10:00, do: report, as: P3, level: p3, title: "errors in the log"',
    '10:00, do: report, as: Q, kind: question, title: "how to export"',
    '19:00, do: report, as: LATE, level: p3, title: "reported after hours"',
  );
  expect(promisesOf(lines, 'P3')).toMatchObject({ resolve: 'Mon 18:00' });
  expect(promisesOf(lines, 'Q')).toEqual({ answer: 'Mon 18:00' });
  expect(promisesOf(lines, 'LATE')).toMatchObject({ resolve: 'Tue 18:00' });
  const broken = lines.filter(({ notice, metric }) => notice === 'sla.breached' && metric !== 'respond');
  expect(broken.map(({ on, at }) => [on, shortOf(at)])).toEqual([
    ['P3', 'Mon 18:00'],
    ['Q', 'Mon 18:00'],
    ['LATE', 'Tue 18:00'],
  ]);
});
