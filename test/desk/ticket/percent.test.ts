import { expect, test } from 'vitest';
import { Percent } from '../../../src/desk/ticket/verb/percent.ts';

test.each([
  ['30', 30],
  ['30%', 30],
  ['30 %', 30],
  ['３０％', 30],
  ['30 percent', 30],
  ['30 Percent.', 30],
  ['约30%', 30],
  ['大约 30%', 30],
  ['30%左右', 30],
  ['about 30%', 30],
  ['~30%', 30],
  ['百分之30', 30],
  ['\u200e30%', 30],
  ['12.5%', 12.5],
  ['0', 0],
  ['100%', 100],
])('%s is a share', (text, share) => {
  expect(Percent.parse(text)).toBe(share);
});

test.each(['', ' ', '101', '100.1%', '-1', 'many', '30%40', '1e1', '0x1e', '30 users', 'Infinity'])(
  '%j is none, or out of bounds',
  (text) => {
    expect(Percent.safeParse(text).success).toBe(false);
  },
);
