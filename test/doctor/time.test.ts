import { expect, it } from 'vitest';
import type { PulseSeen } from '../../src/clock/pulse.ts';
import { examineTime } from '../../src/doctor/time.ts';

const NOW = Date.parse('2026-11-29T08:00:00Z');
const MINUTE = 60_000;

function examine(pulse: Partial<PulseSeen>): string[] {
  const migrations = { pending: [], unknown: [], changed: [], applied: [] };
  const rest = { migrations, heardAt: new Map(), moves: new Map(), groupTroubles: new Map(), overrides: undefined };
  const seen = { ...rest, pulse: { newestAt: NOW, step: undefined, databaseAt: NOW, ...pulse } };
  return examineTime({ kind: 'seen', seen }, NOW).map(
    ({ level, code, params }) => `${level} ${code} ${params.seconds ?? ''}`,
  );
}

it.each<[string, Partial<PulseSeen>, string[]]>([
  ['clocks that agree', {}, ['ok doctor.time.ok ']],
  ['a first start', { newestAt: undefined }, ['ok doctor.time.ok ']],
  ['a database three minutes ahead', { databaseAt: NOW + 3 * MINUTE }, ['warning doctor.time.differs -180']],
  ['an instant seen before', { newestAt: NOW + 8 * MINUTE }, ['warning doctor.time.behind 480']],
  ['a step', { step: { at: NOW - MINUTE, steppedMs: -180_000 } }, ['warning doctor.time.stepped -180']],
  ['a step of long ago', { step: { at: NOW - 61 * MINUTE, steppedMs: -180_000 } }, ['ok doctor.time.ok ']],
])('of %s it tells', (_, pulse, told) => {
  expect(examine(pulse)).toEqual(told);
});

it('without a look at the data it does not know', () => {
  expect(examineTime({ kind: 'unreachable', code: '' }, NOW).map(({ code }) => code)).toEqual(['doctor.time.unseen']);
});
