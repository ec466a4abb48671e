import { expect, test } from 'vitest';
import {
  isNumbered,
  type Numbered,
  numberOf,
  numberOfSubject,
  parseNumber,
  subjectOf,
} from '../../../src/desk/address/number.ts';

const KINDS: readonly Numbered[] = [
  'ticket',
  'complaint',
  'inspection',
  'paper',
  'assurance',
  'appointment',
  'part',
  'loaner',
  'sheet',
];

test('no two kinds share a letter, so that a number can be only one thing', () => {
  const numbers = KINDS.map((kind) => numberOf(kind, 3));
  expect(new Set(numbers).size).toBe(KINDS.length);
  for (const kind of KINDS)
    for (const other of KINDS) expect(parseNumber(kind, numberOf(other, 3))).toBe(kind === other ? 3 : undefined);
});

test('a subject says which number it is about; what is about no number of its own says none', () => {
  for (const kind of KINDS) expect(numberOfSubject(subjectOf(kind, 12))).toBe(numberOf(kind, 12));
  for (const subject of ['', 'sample', 'duty/primary', 'ticket/12|part|3', 'complaint/x', 'constructor/3'])
    expect(numberOfSubject(subject)).toBeUndefined();
  expect([isNumbered('complaint'), isNumbered('followup'), isNumbered('toString')]).toEqual([true, false, false]);
});
