import { expect, it } from 'vitest';
import { chooseAlike, marksOf, tellsOf } from '../../../src/desk/find/similar.ts';
import type { ReportFacts } from '../../../src/desk/ticket/case/ticket.ts';
import { sampleBook } from '../../support/sample-book.ts';

const source = await sampleBook('en');
const facts = (title: string, device?: string) => ({ title, details: '', customer: 'sample', device }) as ReportFacts;
const candidate = (title: string, { device, isSolved = false }: { device?: string; isSolved?: boolean } = {}) => ({
  facts: facts(title, device),
  isSolved,
});

const OTHERS = ['printer out of toner', 'door lock jammed', '会议室投影没有声音', 'mail server slow'].map((title) =>
  candidate(title),
);

it.each([
  ['the same words', 'core switch power supply burnt', [candidate('power supply of core switch burnt')], 1],
  ['Chinese', '机房交换机风扇告警', [candidate('三号机房交换机风扇异常告警')], 1],
  ['other trouble', 'core switch power supply burnt', [candidate('badge reader offline')], 0],
  ['a common word alone', 'the printer is slow', [candidate('the lift is stuck again today')], 0],
])('%s', (_, fault, alike, count) => {
  const chosen = chooseAlike(source, facts(fault), [...OTHERS, ...alike], 3);
  expect(chosen).toEqual(count === 0 ? [] : alike);
});

it('puts solved ones first, then the most alike, and shows no more than asked for', () => {
  const exact = candidate('fan of rack 3 alarms loudly');
  const solved = candidate('fan of rack 7 alarms', { isSolved: true });
  const near = candidate('fan alarms');
  const chosen = chooseAlike(source, facts('fan of rack 3 alarms loudly'), [near, exact, ...OTHERS, solved], 2);
  expect(chosen).toEqual([solved, exact]);
});

it('others of the same model come after those that are alike', () => {
  const fault = facts('port errors since the storm', 'device1');
  const sameModel = candidate('fan alarms', { device: 'device1', isSolved: true });
  const alike = candidate('port errors after a storm');
  expect(chooseAlike(source, fault, [...OTHERS, sameModel, alike], 3)).toEqual([alike, sameModel]);
  expect(chooseAlike(source, facts('port errors since the storm'), [...OTHERS, sameModel, alike], 3)).toEqual([alike]);
  expect(marksOf(source, fault)).toEqual(['%cs-12800', '~sample/device1']);
});

it('looks at the beginning of a long report', () => {
  const long = Array.from({ length: 500 }, (_, index) => `word${index}`).join(' ');
  expect(tellsOf(facts(long))).toHaveLength(60);
});
