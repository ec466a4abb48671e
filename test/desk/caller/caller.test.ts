import { describe, expect, it } from 'vitest';
import { findCallers, type KnownCaller } from '../../../src/desk/caller/caller.ts';
import { splitCaller } from '../../../src/desk/caller/phone.ts';

const KNOWN: readonly KnownCaller[] = [
  { customer: 'bank', site: 'branch', name: 'Zhao Min', phone: '138 0000 1111' },
  { customer: 'bank', site: 'head', name: '', phone: '+8613800001111' },
  { customer: 'mill', site: 'works', name: '王工', phone: '010-88881234-801' },
  { customer: 'mill', site: undefined, name: '赵敏', phone: '' },
  { customer: 'port', site: undefined, name: '赵敏', phone: '13900002222' },
];

describe('a caller', () => {
  it.each<[string, string[]]>([
    ['+86 138-0000-1111', ['bank']],
    ['8888 1234', ['mill']],
    ['010-88881234 转 802', []],
    ['zhao  min', ['bank']],
    ['赵敏', ['mill', 'port']],
    ['赵敏 13900002222', ['port']],
    ['赵敏 13700009999', ['mill', 'port']],
    ['王', []],
    ['13700009999', []],
    ['', []],
  ])('who is typed as “%s” is of %j', (said, customers) => {
    expect(findCallers(splitCaller(said), KNOWN).map(({ customer }) => customer)).toEqual(customers);
  });

  it('has the site of the latest report, and the name from where there is one', () => {
    expect(findCallers(splitCaller('13800001111'), KNOWN)).toEqual([KNOWN[0]]);
    const nameless = [KNOWN[1], KNOWN[0]].flatMap((each) => each ?? []);
    expect(findCallers(splitCaller('13800001111'), nameless)).toEqual([
      { customer: 'bank', site: 'head', name: 'Zhao Min', phone: '+8613800001111' },
    ]);
  });
});
