import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { presetPath } from '../../src/desk/book/load.ts';
import { writeFolder } from '../desk/book/book-files.ts';
import { must } from '../support/must.ts';
import { tellStory } from '../support/told-story.ts';

/** The preset with the guide's paging ladder at its level "severe". */
async function bookWithCalls(): Promise<string> {
  const page = await readFile(join(import.meta.dirname, '../../docs/guide/paging.md'), 'utf8');
  const [, example] = must(/```yaml\n# in policies\.….levels\n.*?( {2}paging:.*?)```/s.exec(page) ?? undefined);
  const calls = must(example).replace(/^/gm, '      ').trimEnd();
  const preset = await readFile(must(presetPath('telecom-province')), 'utf8');
  const folder = await writeFolder({ 'book.yaml': preset.replace(/(- key: severe\n.*\n.*\n)/, `$1${calls}\n`) });
  return join(folder, 'book.yaml');
}

const SEVERE = { text: 'core switch down', outageSince: '2026-11-23T08:00:00+08:00', affectedPercent: 10 };
const only = ['ticket.paged', 'ticket.unreached'];

it("the guide's example: calls by every way, the last again, then the next manager", async () => {
  const book = await bookWithCalls();
  expect(await tellStory(book, { until: '11:00', only }, ['10:00', 'report', SEVERE])).toEqual([
    '10:02 ticket.paged F no 1 way channel person engineer1 → team',
    '10:04 ticket.paged F no 2 way direct → engineer1',
    ...['08', '13', '18', '23', '28', '33', '38'].map(
      (minute, i) => `10:${minute} ticket.paged F no ${i + 3} way phone → engineer1`,
    ),
    // The promise was broken at 10:10, and the ladder came to the second manager at 10:40.
    '10:43 ticket.unreached F times 9 → escalation, manager3',
  ]);
});

it('an acknowledgement ends them', async () => {
  const book = await bookWithCalls();
  const lines = await tellStory(
    book,
    { until: '11:00', only },
    ['10:00', 'report', SEVERE],
    ['10:05', 'acknowledge', { by: 'engineer1' }],
  );
  expect(lines).toHaveLength(2);
});
