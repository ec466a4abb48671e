import { expect, test } from 'vitest';
import { replacedPartsOf } from '../../../src/desk/part/replaced.ts';

test('C7: replaced parts are one a line, with semicolons of either width, bars or tabs between their values', () => {
  expect(replacedPartsOf('Power supply; SN-1; SN-2; 1\n\n电源；旧1；新2；2\nfan | a | b\ncable\tx')).toEqual([
    { name: 'Power supply', oldSerial: 'SN-1', newSerial: 'SN-2', quantity: '1' },
    { name: '电源', oldSerial: '旧1', newSerial: '新2', quantity: '2' },
    { name: 'fan', oldSerial: 'a', newSerial: 'b', quantity: '' },
    { name: 'cable', oldSerial: 'x', newSerial: '', quantity: '' },
  ]);
});

test('what was written before there were rows is one part a line; no text is no part', () => {
  expect(replacedPartsOf('PSU, and two fans').map(({ name }) => name)).toEqual(['PSU, and two fans']);
  expect(replacedPartsOf(' \n')).toEqual([]);
});
