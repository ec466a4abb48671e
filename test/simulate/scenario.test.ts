import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { presetPath, readBookFile } from '../../src/desk/book/load.ts';
import { checkNames } from '../../src/simulate/names.ts';
import { loadScenario } from '../../src/simulate/scenario.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-scenario-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function read(events: string, customer = '') {
  const path = join(folder, 'scenario.yaml');
  const head = 'book: network-security\nstart: 2026-09-28T08:00:00+08:00\nuntil: 2026-09-29T08:00:00+08:00\n';
  await writeFile(path, `${head}${customer}events:\n${events}`);
  return loadScenario(path);
}

const REPORT = '  - {at: 2026-09-28T08:10:00+08:00, do: report, as: F1}\n';

describe('a scenario with something that has no effect', () => {
  it('runs without a field that only other verbs take, and is warned with its line', async () => {
    const { scenario, warnings } = await read(
      `${REPORT}  - {at: 2026-09-28T08:11:00+08:00, do: resolve, on: F1, level: level1}\n`,
    );
    expect(scenario.events[1]).not.toHaveProperty('level');
    expect(warnings).toEqual([
      expect.objectContaining({
        line: 6,
        field: 'events[1].level',
        message: expect.stringContaining('means nothing to "resolve"'),
      }),
    ]);
  });

  it('is warned of an event after the end of its run', async () => {
    const { warnings } = await read(`${REPORT}  - {at: 2026-09-30T08:11:00+08:00, do: resolve, on: F1}\n`);
    expect(warnings).toEqual([
      expect.objectContaining({ line: 6, message: expect.stringContaining('after the end of the run') }),
    ]);
  });

  it('is refused if no verb has the field', async () => {
    const typo = read(`${REPORT}  - {at: 2026-09-28T08:11:00+08:00, do: assign, on: F1, too: senior}\n`);
    await expect(typo).rejects.toThrow('events[1].too: unknown field "too" here');
  });
});

it('a service level that the policy does not know is named with those it knows', async () => {
  const { scenario } = await read(REPORT, 'customer: {serviceLevel: Z}\n');
  const { source } = await readBookFile(presetPath('network-security') ?? '');
  expect(checkNames(scenario, source)).toEqual([
    { path: ['customer', 'serviceLevel'], message: '"Z" is not allowed; allowed: A, B, C' },
  ]);
});

it.each([
  ['2026-02-31T10:00:00+08:00', 'no such instant; the days around it are 2026-02-28 or 2026-03-01'],
  ['2026-04-31T10:00Z', 'no such instant; the days around it are 2026-04-30 or 2026-05-01'],
  ['2026-09-28T25:00:00+08:00', 'no such instant'],
  ['2026-09-28T24:30:00+08:00', 'no such instant'],
  ['2026-09-28', 'an instant with its zone'],
  ['2026-09-28T10:00', 'an instant with its zone'],
])('an event at %s is refused: %s', async (at, message) => {
  await expect(read(`  - {at: ${at}, do: report, as: F1}\n`)).rejects.toThrow(message);
});

it('an inspection on a day that does not exist is refused with the days around it', async () => {
  const planned = read('  - {at: 2026-09-28T08:10:00+08:00, do: plan-inspection, as: I1, date: 2027-02-29}\n');
  await expect(planned).rejects.toThrow('this day does not exist; write 2027-02-28 or 2027-03-01');
});

it('a day may end at 24:00', async () => {
  const { scenario } = await read('  - {at: 2026-09-28T24:00:00+08:00, do: report, as: F1}\n');
  expect(scenario.events[0]?.at).toBe(Date.parse('2026-09-29T00:00:00+08:00'));
});
