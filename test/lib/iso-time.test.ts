import { describe, expect, test } from 'vitest';
import { isIsoDate, readIsoInstant, readIsoWall } from '../../src/lib/iso-time.ts';

const IMPOSSIBLE = ['2026-02-31', '2026-02-29', '2100-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-10-00'];

describe('dates and times that programs write', () => {
  test.each(IMPOSSIBLE)('%s does not exist, with or without a time', (date) => {
    expect(isIsoDate(date)).toBe(false);
    expect(readIsoInstant(`${date}T10:00:00+08:00`)).toBeUndefined();
    expect(readIsoWall(`${date}T10:00`)).toBeUndefined();
  });

  test.each(['25:00', '24:00', '24:30', '09:60', '9:00'])('no clock shows %s', (time) => {
    expect(readIsoInstant(`2026-10-12T${time}Z`)).toBeUndefined();
    expect(readIsoWall(`2026-10-12T${time}`)).toBeUndefined();
  });

  test('29 February of a leap year exists', () => {
    expect(readIsoInstant('2028-02-29T10:00+08:00')).toBe(Date.UTC(2028, 1, 29, 2));
    expect(readIsoWall('2028-02-29T10:00')).toBe(Date.UTC(2028, 1, 29, 10));
  });
});
