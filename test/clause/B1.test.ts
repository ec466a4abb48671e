import { expect, it } from 'vitest';
import { play, promisesOf } from '../support/clause.ts';

it('B1: four priorities, each with a response time of its own', async () => {
  const reports = ['p1', 'p2', 'p3', 'p4'].map(
    (level) => `10:00, do: report, as: ${level}, level: ${level}, title: "${level}"`,
  );
  const lines = await play('security-vendor', ...reports);
  expect(['p1', 'p2', 'p3', 'p4'].map((level) => promisesOf(lines, level).respond)).toEqual([
    'Mon 10:30',
    'Mon 11:00',
    'Mon 15:00',
    'Tue 18:00',
  ]);
  expect(lines.filter(({ notice }) => notice === 'ticket.opened').map(({ level }) => level)).toEqual([
    'p1',
    'p2',
    'p3',
    'p4',
  ]);
});
