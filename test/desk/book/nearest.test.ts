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

test('a long pasted text is near no word, and that is found out fast', () => {
  expect(nearest('x'.repeat(10_000_000), ['respond'])).toBeUndefined();
});
