import { describe, expect, test } from 'vitest';
import { findZone, instantOfWall, openZone, wallOfInstant } from '../../src/lib/zone.ts';
import { WALL_TIMES } from '../support/wall-times.ts';

const wallMsOf = (wall: string) => Date.parse(`${wall}Z`);

describe('a wall-clock time', () => {
  test.each(WALL_TIMES)('%s %s (%s) is %s', (zone, wall, _, instant) => {
    expect(new Date(instantOfWall(openZone(zone), wallMsOf(wall))).toISOString()).toBe(instant);
  });

  test('outside a skipped hour is shown again by the instant that it names', () => {
    for (const [name, wall, meaning] of WALL_TIMES) {
      if (meaning === 'skipped') continue;
      const zone = openZone(name);
      expect([name, wall, wallOfInstant(zone, instantOfWall(zone, wallMsOf(wall)))]).toEqual([
        name,
        wall,
        wallMsOf(wall),
      ]);
    }
  });

  test('in a skipped hour is shown as much later as the clocks were set forward', () => {
    const berlin = openZone('Europe/Berlin');
    const at = instantOfWall(berlin, wallMsOf('2026-03-29T02:30'));
    expect(wallOfInstant(berlin, at)).toBe(wallMsOf('2026-03-29T03:30'));
  });

  test('of a repeated hour is shown by two instants, an hour apart', () => {
    const newYork = openZone('America/New_York');
    const at = instantOfWall(newYork, wallMsOf('2026-11-01T01:30'));
    expect(wallOfInstant(newYork, at)).toBe(wallMsOf('2026-11-01T01:30'));
    expect(wallOfInstant(newYork, at + 3_600_000)).toBe(wallMsOf('2026-11-01T01:30'));
  });
});

describe('a zone', () => {
  test.each(['', 'Mars/Olympus', 'Asia/Peking'])('that does not exist (%j) is not found, and does not open', (name) => {
    expect(findZone(name)).toBeUndefined();
    expect(() => openZone(name)).toThrow(RangeError);
  });
});
