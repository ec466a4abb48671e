import { expect, it } from 'vitest';
import { parseScope, scopeOf, subjectOfScope } from '../../../src/desk/link/link.ts';
import { sampleBook } from '../../support/sample-book.ts';

const source = await sampleBook('en');
const { name } = source.people.manager1 ?? { name: { zh: '', en: '' } };
const both = { ...source, people: { ...source.people, sample: { ...source.people.manager1, name } } } as typeof source;
const chat = { platform: 'test', mentions: {} };

it.each([
  ['all', { scope: 'all' }],
  ['全部', { scope: 'all' }],
  ['T-12', { scope: 'case', feature: 'ticket', id: 12 }],
  ['t12', { scope: 'case', feature: 'ticket', id: 12 }],
  ['12', { scope: 'case', feature: 'ticket', id: 12 }],
  ['I-3', { scope: 'case', feature: 'inspection', id: 3 }],
  ['C-3', { scope: 'case', feature: 'complaint', id: 3 }],
  // A paper has no page.
  ['D-3', undefined],
  ['sample', { scope: 'customer', key: 'sample' }],
  ['customer sample', { scope: 'customer', key: 'sample' }],
  ['客户：sample', { scope: 'customer', key: 'sample' }],
  ['person sample', { scope: 'person', key: 'sample' }],
  ['manager1', { scope: 'person', key: 'manager1' }],
  ['customer manager1', undefined],
  ['constructor', undefined],
  ['', undefined],
])('whose links are meant by “%s”', (said, scope) => {
  expect(parseScope(said, both, chat)).toEqual(scope);
});

it('a scope that was kept is read as what it was', () => {
  for (const said of ['all', 'T-12', 'I-3', 'C-3', 'sample', 'manager1']) {
    const scope = parseScope(said, source, chat);
    expect(scope && scopeOf(scope.scope, subjectOfScope(scope))).toEqual(scope);
  }
});
