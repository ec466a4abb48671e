import { describe, expect, it } from 'vitest';
import { type NamesFor, namesFor } from '../../../src/desk/find/names.ts';
import { type Clause, readSearch } from '../../../src/desk/find/reading.ts';
import { sampleBook, withRival } from '../../support/sample-book.ts';

const STAFF = { staff: true, customer: undefined, language: 'en' } as const;
const CUSTOMER = { staff: false, customer: 'sample', language: 'en' } as const;
const source = withRival(await sampleBook('en'));

function read(text: string, asker: NamesFor['asker'] = STAFF): string[] {
  const names = namesFor(source, { asker, platform: 'playground', mentions: { '@Wei': 'engineer1' } });
  return readSearch(text, { today: '2026-11-29', names }).map(wordsOf);
}

function wordsOf(clause: Clause): string {
  switch (clause.kind) {
    case 'word':
      return `word ${clause.text}`;
    case 'state':
      return `state ${clause.state}`;
    case 'date':
      return `date ${clause.period.from} ${clause.period.to}`;
    case 'customer':
    case 'device':
    case 'person':
      return `${clause.kind} ${clause.name}`;
  }
}

describe('a search', () => {
  it.each([
    ['printer jam', ['word printer', 'word jam']],
    ['打印机，卡纸', ['word 打印机', 'word 卡纸']],
    ['core switch down last week', ['device Core switch', 'word down', 'date 2026-11-16 2026-11-22']],
    ['核心交换机 告警 上周', ['device Core switch', 'word 告警', 'date 2026-11-16 2026-11-22']],
    ['上周的告警', ['date 2026-11-16 2026-11-22', 'word 告警']],
    ['上周告警', ['date 2026-11-16 2026-11-22', 'word 告警']],
    ['核心交换机告警', ['word 核心交换机告警']],
    ['李伟的工单', ['person Li Wei']],
    ['tickets by Li Wei in October', ['person Li Wei', 'date 2026-10-01 2026-10-31']],
    ['engineer2', ['person Zhang Min']],
    ['@Wei 2026-10', ['person Li Wei', 'date 2026-10-01 2026-10-31']],
    ['陈静', ['person Chen Jing']],
    ['sample 已关闭', ['customer Provincial Telecom', 'state closed']],
    ['PROVINCIAL TELECOM', ['customer Provincial Telecom']],
    ['SN-D-0001', ['device Core switch']],
    ['cs-12800', ['device CS-12800']],
    ['open', ['state pending']],
    ['未结', ['state pending']],
    ['unresolved', ['state open']],
    ['未解决的雷击', ['state open', 'word 雷击']],
    ['resolved', ['state resolved']],
    ['已解决', ['state resolved']],
    ['"open" door', ['word open', 'word door']],
    ['“上周” 「核心交换机」', ['word 上周', 'word 核心交换机']],
    ['"core switch"', ['word core switch']],
    ['between 1 Oct and 5 Oct printer', ['date 2026-10-01 2026-10-05', 'word printer']],
    ['T-12', ['word T-12']],
    ['tickets', ['word tickets']],
    ['ge-0/0/1 2.1', ['word ge-0/0/1', 'word 2.1']],
    ['the', ['word the']],
    ['constructor __proto__', ['word constructor', 'word __proto__']],
    ['!? … ""', []],
  ])('%s', (text, clauses) => {
    expect(read(text)).toEqual(clauses);
  });

  it('knows of customers only to staff, and of devices and people of a customer only to them and staff', () => {
    expect(read('sample', CUSTOMER)).toEqual(['word sample']);
    expect(read('Another customer', CUSTOMER)).toEqual(['word Another', 'word customer']);
    expect(read('engineer1', CUSTOMER)).toEqual(['word engineer1']);
    expect(read('Li Wei core switch', CUSTOMER)).toEqual(['person Li Wei', 'device Core switch']);
    const stranger = { ...CUSTOMER, customer: 'other' } as const;
    expect(read('陈静 核心交换机', stranger)).toEqual(['word 陈静', 'word 核心交换机']);
  });

  it('a name that several devices have means each of them', () => {
    const names = namesFor(source, { asker: STAFF, platform: 'playground', mentions: {} });
    const [clause] = readSearch('core switch', { today: '2026-11-29', names });
    const query = clause && 'query' in clause ? clause.query : '';
    for (const mark of ['~sample/device1', '~rival/device1', 'core']) expect(query).toContain(mark);
  });
});
