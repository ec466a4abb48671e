import { describe, expect, test } from 'vitest';
import { readInstant, readPicked, writePicked } from '../../../../src/adapter/feishu/wire/time.ts';
import { WALL_TIMES } from '../../../support/wall-times.ts';

describe('what a time picker gives', () => {
  test.each(WALL_TIMES)('%s %s (%s), without an offset, is %s', (zone, wall, _, instant) => {
    expect(readPicked(wall.replace('T', ' '), zone)).toBe(instant);
  });

  test('with an offset means that offset, also in an hour that comes twice', () => {
    expect(readPicked('2026-10-25 02:30 +0200', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    expect(readPicked('2026-10-25 02:30 +0100', 'Europe/Berlin')).toBe('2026-10-25T01:30:00.000Z');
    expect(readPicked('2026-09-28 07:50 +0800', 'Europe/Berlin')).toBe('2026-09-27T23:50:00.000Z');
  });

  test('of an unknown zone is Chinese time', () => {
    for (const zone of ['', 'Mars/Olympus']) {
      expect(readPicked('2026-09-28 07:50', zone)).toBe('2026-09-27T23:50:00.000Z');
    }
  });

  test.each(['soon', '', '2026-09-28', '2026-13-01 09:00', '2026-09-28 25:00', '2026-09-28 07:50 +9900'])(
    'that is no time stays as it is: %j',
    (value) => {
      expect(readPicked(value, 'Europe/Berlin')).toBe(value);
    },
  );
});

describe('what a time picker begins with', () => {
  test.each(WALL_TIMES.filter(([, , place]) => place !== 'skipped'))('in %s: %s (%s)', (zone, wall, _, instant) => {
    expect(writePicked(Date.parse(instant), zone)).toBe(wall.replace('T', ' '));
  });

  test('is nothing in an unknown zone', () => {
    expect(writePicked(Date.parse('2026-09-28T01:00Z'), '')).toBeUndefined();
  });
});

test.each([
  ['1789000000', 1_789_000_000_000],
  ['1789000000123', 1_789_000_000_123],
  ['1789000000123456', 1_789_000_000_123],
])('a stamp of Feishu, %s, is in seconds, milliseconds or microseconds', (stamp, at) => {
  expect(readInstant(stamp)).toBe(at);
});
