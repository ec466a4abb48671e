import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withCnWorkdays } from '../../src/desk/sla/workdays-cn.ts';
import { answerByHand, answerLines, registerClockCommand } from '../../src/simulate/clock-command.ts';
import { NOTICE_2027, published } from '../desk/holiday/notices.ts';
import { PLAIN_OFFICE } from '../desk/sla/office.ts';
import { runDeskbell } from '../support/deskbell.ts';

const named = async () => ({ office: withCnWorkdays(PLAIN_OFFICE) });
const from = '2026-09-30T17:00+08:00';

describe('by hand', () => {
  test.each([
    ['working hours', { add: '4wh' }, '2026-10-08T04:00:00Z'],
    ['working days, to the close of the last', { add: '2wd' }, '2026-10-09T10:00:00Z'],
    ['no working day: the close of this one', { add: '0wd' }, '2026-09-30T10:00:00Z'],
    ['hours on the clock', { add: '6h' }, '2026-09-30T15:00:00Z'],
    ['working hours back', { subtract: '9wh' }, '2026-09-29T08:00:00Z'],
    ['days on the clock back', { subtract: '1d' }, '2026-09-29T09:00:00Z'],
  ])('%s', async (_, span, expected) => {
    expect(await answerByHand({ calendar: 'office', from, ...span }, named)).toBe(expected);
  });

  test('a start after hours belongs to the day of the next opening', async () => {
    const evening = '2026-09-30T19:00+08:00';
    expect(await answerByHand({ calendar: 'office', from: evening, add: '1wd' }, named)).toBe('2026-10-09T10:00:00Z');
  });

  test.each([
    [{ calendar: 'office', add: '4wh' }, '--from'],
    [{ calendar: 'office', from: '2026-09-30 17:00', add: '4wh' }, '--from'],
    [{ calendar: 'office', from }, '--add'],
    [{ calendar: 'office', from, add: '1h', subtract: '1h' }, '--add'],
    [{ calendar: 'office', from, add: '4 hours' }, '--add'],
    [{ calendar: 'office', from, subtract: '1wd' }, '--subtract'],
    [{ calendar: 'toString', from, add: '1h' }, '--calendar "toString"'],
    [{ calendar: '/nowhere/cal.json', from, add: '1h' }, '--calendar /nowhere/cal.json'],
  ])('%j is refused by the name of the option', async (ask, option) => {
    await expect(answerByHand(ask, named)).rejects.toThrow(option);
  });
});

describe('a calendar in a file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskbell-clock-'));
    await writeFile(join(folder, 'good.json'), '{"timeZone":"UTC","week":{"thu":[["09:00","10:00"]]}}');
    await writeFile(join(folder, 'bad.json'), '{"timeZone":"UTC","week":{"thu":[["10:00","09:00"]]}}');
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is used without loading any book', async () => {
    const noBook = () => Promise.reject(new Error('no book wanted'));
    const ask = { calendar: join(folder, 'good.json'), from, add: '1wh' };
    expect(await answerByHand(ask, noBook)).toBe('2026-10-01T10:00:00Z');
  });

  test('is refused by file and field', async () => {
    const ask = { calendar: join(folder, 'bad.json'), from, add: '1wh' };
    await expect(answerByHand(ask, named)).rejects.toThrow(`${folder}/bad.json.week.thu[0]: must open before`);
  });
});

describe('line by line', () => {
  const question = (id: number) =>
    JSON.stringify({ id, calendar: { always: true }, op: 'isWorkday', args: { date: '2026-10-01' }, note: '调休' });

  async function run(pieces: (string | Uint8Array)[]): Promise<unknown[]> {
    let output = '';
    await answerLines(
      (async function* () {
        yield* pieces;
      })(),
      async (text) => {
        output += text;
      },
    );
    return output
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  }

  test('answers come in the order of the questions, however the input is cut', async () => {
    const bytes = new TextEncoder().encode(`${question(1)}\r\n\n${question(2)}\n${question(3)}`);
    const expected = [1, 2, 3].map((id) => ({ id, result: true }));
    for (const size of [1, 7, 64, bytes.length]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.slice(i * size, (i + 1) * size),
      );
      expect(await run(pieces)).toEqual(expected);
    }
  });

  test('a line that is not JSON gets its answer and the run goes on', async () => {
    expect(await run([`{"id":1\n${question(2)}\n`])).toEqual([
      { id: null, error: expect.stringMatching(/^not a JSON line: /) },
      { id: 2, result: true },
    ]);
  });

  test('an empty input gets no answer', async () => {
    expect(await run([])).toEqual([]);
  });
});

test('options that make no sense end the command with status 2 and the reason', async () => {
  let said = '';
  const program = new Command('deskbell').exitOverride().configureOutput({ writeErr: (text) => (said += text) });
  registerClockCommand(program, () => 'telecom-province');
  const ended = program.parseAsync(['clock', '--from', 'yesterday', '--add', '4wh'], { from: 'user' });
  await expect(ended).rejects.toThrow(CommanderError);
  await expect(ended).rejects.toMatchObject({ exitCode: 2 });
  expect(said).toContain('--from must be an instant');
});

test('--holidays counts by a notice that is not shipped, and names what is wrong with its file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-clock-'));
  const [good, bad] = [join(folder, '2027.txt'), join(folder, 'bad.txt')];
  await writeFile(good, published(2027, NOTICE_2027));
  await writeFile(bad, published(2027, NOTICE_2027.replace('至3日（周日）', '至3日（周一）')));
  const ask = ['clock', '--from', '2027-02-04T17:00+08:00', '--add', '2wd'];
  expect((await runDeskbell(ask)).stdout.trim()).toBe('2027-02-08T10:00:00Z');
  // 5 to 11 February are off.
  expect((await runDeskbell([...ask, '--holidays', good])).stdout.trim()).toBe('2027-02-15T10:00:00Z');
  const refused = await runDeskbell([...ask, '--holidays', bad]);
  expect(refused).toMatchObject({ status: 2, stdout: '' });
  expect(refused.stderr).toContain('Line 7');
  await rm(folder, { recursive: true, force: true });
}, 60_000);
