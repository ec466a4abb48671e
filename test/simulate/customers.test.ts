import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { presetPath, readBookFile } from '../../src/desk/book/load.ts';
import type { SimulatedLine } from '../../src/simulate/line.ts';
import { simulate } from '../../src/simulate/run.ts';
import { writeFolder } from '../desk/book/book-files.ts';
import { openTestDatabase } from '../support/database.ts';
import { must } from '../support/must.ts';

/** Preset D with a second customer, `second`, under the policy of plan E. */
async function runStory(
  channel: 'with a channel' | 'without a channel',
  events: readonly object[],
): Promise<SimulatedLine[]> {
  const { source } = await readBookFile(must(presetPath('telecom-province')));
  const other = (await readBookFile(must(presetPath('network-security')))).source;
  const first = must(source.channels['customer-sample']);
  const book = {
    ...source,
    policies: { ...source.policies, security: must(other.policies.standard) },
    customers: {
      ...source.customers,
      second: { ...must(other.customers.sample), policy: 'security', people: [] },
    },
    channels: {
      ...source.channels,
      ...(channel === 'with a channel'
        ? { 'customer-second': { ...first, customer: 'second', id: 'customer-second' } }
        : {}),
    },
  };
  const folder = await writeFolder({ 'book.json': JSON.stringify(book) });
  const path = join(folder, 'story.json');
  const at = (time: string) => `2026-11-23T${time}:00+08:00`;
  const story = { book: 'book.json', start: at('09:05'), until: at('11:00'), events };
  await writeFile(path, JSON.stringify(story));
  const lines: SimulatedLine[] = [];
  await simulate(
    path,
    (line) => lines.push(line),
    () => openTestDatabase('pglite-memory'),
  );
  return lines;
}

it.each(['with a channel', 'without a channel'] as const)(
  'in a book of several customers an event says whose it is; what follows from it is theirs: %s',
  async (channel) => {
    const at = (minute: string) => `2026-11-23T10:${minute}:00+08:00`;
    const lines = await runStory(channel, [
      { at: at('00'), do: 'report', as: 'F', level: 'severe' },
      { at: at('00'), do: 'report', as: 'S', customer: 'second', level: 'level3' },
      { at: at('01'), do: 'resolve', on: 'S' },
      { at: at('02'), do: 'confirm', on: 'S' },
      { at: at('03'), do: 'complain', as: 'C', customer: 'second' },
      { at: at('04'), do: 'answer-complaint', on: 'C' },
      { at: at('05'), do: 'close-complaint', on: 'C' },
      { at: at('06'), do: 'plan-inspection', as: 'I', customer: 'second', date: '2026-12-07' },
      { at: at('07'), do: 'reconfirm-inspection', on: 'I' },
      { at: at('08'), do: 'merge', on: 'S', into: 'F' },
    ]);
    const said = lines.map(({ notice, refused, on, subject, why }) =>
      [notice ?? `refused ${refused}`, on ?? subject, why].filter(Boolean).join(' '),
    );
    expect(said.filter((each) => !each.startsWith('sla'))).toEqual([
      'ticket.opened F',
      'ticket.opened S',
      'ticket.resolved S',
      'followup.prompt S',
      'ticket.closed S',
      'complaint.opened C',
      'complaint.answered C',
      'complaint.closed C',
      'inspection.updated I',
      'inspection.updated I',
      'refused merge S ticket.join-other-customer',
    ]);
    expect(lines.find(({ notice }) => notice === 'ticket.closed')?.to).toEqual(['customer', 'team']);
    expect(lines.find(({ on, notice }) => on === 'S' && notice === 'ticket.opened')).toMatchObject({
      level: 'level3',
      due: { resolve: '2026-11-25T10:00:00+08:00' },
    });
  },
);

it('a customer that the book does not have is refused, with those that it has', async () => {
  const event = { at: '2026-11-23T10:00:00+08:00', do: 'report', as: 'F', customer: 'third' };
  await expect(runStory('with a channel', [event])).rejects.toThrow(/third.*sample, second/);
});
