import { expect, it } from 'vitest';
import { tableLines, textWidth } from '../../src/lib/text-table.ts';

it.each([
  ['abc →', 5],
  ['响应', 4],
  ['D2 响应（加急）', 15],
  ['𠮷', 2],
  ['ｱ', 1],
])('%s takes %i columns of a terminal', (text, columns) => {
  expect(textWidth(text)).toBe(columns);
});

it('lines have their cells below each other, and no blanks at their ends', () => {
  expect(tableLines([['', '按时', 'late'], ['响应', '1', '76 → 70'], [], ['a', '100000', '']])).toEqual([
    '      按时    late',
    '响应  1       76 → 70',
    '',
    'a     100000',
  ]);
});
