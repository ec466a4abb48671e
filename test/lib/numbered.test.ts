import { expect, test } from 'vitest';
import { parseNumbered } from '../../src/lib/numbered.ts';

test.each([
  ['T-12', 12],
  ['t12', 12],
  ['#12', 12],
  [' 12 ', 12],
  ['-12', undefined],
  ['P-12', undefined],
  ['T-0', undefined],
  ['T-1234567890', undefined],
  ['T12 now', undefined],
  ['', undefined],
])('%j reads as %s', (text, number) => {
  expect(parseNumbered('T', text)).toBe(number);
});
