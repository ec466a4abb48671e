import { describe, expect, it } from 'vitest';
import { type Decision, decide, isTold, type KnownAlert } from '../../../src/desk/alert/alert.ts';

const QUIET = { count: 0, last: undefined };
const STORM = { count: 3, last: 9 };
const known = (more: Partial<KnownAlert> = {}): KnownAlert => ({
  ...{ fingerprint: 'a', firing: true, times: 1, ticket: 7, isOpen: true },
  ...more,
});

describe('what becomes of an alert', () => {
  it.each<[string, boolean, KnownAlert | undefined, typeof STORM | typeof QUIET, Decision]>([
    ['it was never told of', true, undefined, QUIET, { is: 'new' }],
    ['it is told again', true, known(), QUIET, { is: 'known', ticket: 7, again: false }],
    ['it had ended and is back', true, known({ firing: false }), QUIET, { is: 'known', ticket: 7, again: true }],
    ['its ticket is closed', true, known({ isOpen: false }), QUIET, { is: 'new' }],
    ['there were too many new ones', true, undefined, STORM, { is: 'storm', ticket: 9 }],
    ['it has a ticket in the midst of a storm', true, known(), STORM, { is: 'known', ticket: 7, again: false }],
    ['there were too many, and all are closed', true, undefined, { count: 3, last: undefined }, { is: 'new' }],
    ['it ends', false, known(), QUIET, { is: 'ended', ticket: 7 }],
    ['it ends twice', false, known({ firing: false }), QUIET, { is: 'ended', ticket: undefined }],
    ['it ends after its ticket', false, known({ isOpen: false }), QUIET, { is: 'ended', ticket: undefined }],
    ['it ends and was never told of', false, undefined, QUIET, { is: 'ended', ticket: undefined }],
  ])('%s', (_, firing, before, recent, decided) => {
    expect(decide({ firing }, before, recent, 3)).toEqual(decided);
  });
});

it('tells of the number of alerts a few times only, however many there are', () => {
  const told = Array.from({ length: 10_000 }, (_, index) => index + 1).filter((count) => isTold(count - 1, count));
  expect(told).toEqual([2, 10, 100, 1_000, 10_000]);
});
