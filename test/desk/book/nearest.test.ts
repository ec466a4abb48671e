import { expect, test } from 'vitest';
import { nearest } from '../../../src/desk/book/nearest.ts';

test.each([
  ['respnd', 'respond'],
  ['startAt', 'startsAt'],
  ['mian', 'main'],
  ['EVERY', 'every'],
  ['reply', undefined],
  ['值斑', '值班'],
  ['排单', undefined],
  ['x', undefined],
  ['', undefined],
])('%j most likely means %j', (word, meant) => {
  expect(nearest(word, ['respond', 'startsAt', 'main', 'every', 'y', '值班'])).toBe(meant);
});

test('a pasted page is near no word, and told so at once', () => {
  expect(nearest('x'.repeat(10_000_000), ['respond'])).toBeUndefined();
});
