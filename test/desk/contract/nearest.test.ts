import { expect, test } from 'vitest';
import { nearest } from '../../../src/desk/contract/nearest.ts';

test.each([
  ['respnd', 'respond'],
  ['startAt', 'startsAt'],
  ['mian', 'main'],
  ['EVERY', 'every'],
  ['reply', undefined],
  ['x', undefined],
  ['', undefined],
])('%j most likely means %j', (word, meant) => {
  expect(nearest(word, ['respond', 'startsAt', 'main', 'every', 'y'])).toBe(meant);
});
