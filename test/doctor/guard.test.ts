import { expect, it } from 'vitest';
import { type Check, type CheckName, finding } from '../../src/chat/check.ts';
import { runChecks } from '../../src/doctor/guard.ts';

const FINE = finding('ok', 'doctor.settings.playground');

function check(name: CheckName, find: Check['find'], limitMs = 10_000): Check {
  return { name, limitMs, find };
}

const fine = check('settings', async function* () {
  yield FINE;
});

async function run(checks: readonly Check[]) {
  const found = [];
  for await (const each of runChecks(checks)) found.push(each);
  return found;
}

it('tells of a check that fails by the kind of its fault, never by its words, and goes on', async () => {
  const failing = check('database', async function* () {
    yield FINE;
    throw Object.assign(new Error('password hunter2 is wrong'), { code: 'E42' });
  });
  const failed = finding('wrong', 'doctor.failed', { check: 'database', error: 'E42' });
  expect(await run([failing, fine])).toEqual([FINE, failed, FINE]);
});

it('gives up a check that takes too long, and goes on', async () => {
  const endless = check(
    'calendar',
    async function* () {
      yield FINE;
      await new Promise(() => {});
    },
    20,
  );
  const late = finding('wrong', 'doctor.timed-out', { check: 'calendar', seconds: 0.02 });
  expect(await run([endless, fine])).toEqual([FINE, late, FINE]);
});
