import { expect, test } from 'vitest';
import { isVisible } from '../../src/lib/visible.ts';

test.each([
  ['nothing', ''],
  ['blanks', ' \n\t\u3000\u00a0'],
  ['zero-width signs', '\u200b\u200c\u200d\u2060\ufeff'],
  ['direction marks', '\u200e\u200f\u061c\u202a\u202e\u202c\u2066\u2069'],
  ['soft hyphens', '\u00ad\u00ad'],
  ['Hangul fillers', '\u115f\u1160\u3164\uffa0'],
  ['joiners and selectors', '\u034f\ufe0f\u{e0100}\u180e'],
  ['tags', '\u{e0041}\u{e007f}'],
  ['an empty Braille cell', '\u2800'],
])('%s is invisible', (_, text) => {
  expect(isVisible(text)).toBe(false);
  expect(isVisible(`${text}核${text}`)).toBe(true);
});

test.each(['a', '核', '🔥', '👨‍👩‍👧', '.', '-', '©'])('%s is visible', (text) => {
  expect(isVisible(text)).toBe(true);
});
