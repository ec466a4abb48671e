import { describe, expect, it } from 'vitest';
import { lexemesOf, queryOfText } from '../../../src/desk/words/lexeme.ts';

describe('lexemesOf', () => {
  it.each([
    ['交换机', '交换 换机 机'],
    ['雷', '雷'],
    ['核心交换机ＳＷ－１宕机', '核心 心交 交换 换机 机 sw-1 sw 1 宕机'],
    ['Core Switch DOWN!', 'core switch down'],
    ['ge-0/0/1 at 10.0.0.1', 'ge-0/0/1 ge 0 1 at 10.0.0.1 10'],
    ['err_503 café', 'err_503 err 503 café'],
    ['同步 同步', '同步 步'],
    ['データ', 'デー ータ タ'],
    ['🔥 !? …', ''],
    ['', ''],
  ])('%s', (text, lexemes) => {
    expect(lexemesOf(text).join(' ')).toBe(lexemes);
  });

  it('cuts what no person searches for in full', () => {
    expect(lexemesOf('x'.repeat(500))).toEqual(['x'.repeat(32)]);
  });

  it('gives no lexeme that a mark of a person or device could be taken for', () => {
    expect(lexemesOf('@engineer1 ~sample/device1 %cs-12800 =sample').filter((each) => /^[@~%=]/.test(each))).toEqual(
      [],
    );
  });
});

describe('queryOfText', () => {
  it.each([
    ['交换', "'交换'"],
    ['交换机', "'交换' & '换机'"],
    ['雷', "'雷':*"],
    ['Switches', "'switch':*"],
    ['routers', "'router':*"],
    ['bus', "'bus':*"],
    ['sw', "'sw'"],
    ['T-12', "'t-12'"],
    ['10.0.0.1', "('10.0.0.1':*)"],
    ['core-sw', "('core-sw':* | ('core':* & 'sw'))"],
    ['S5735交换机', "'s5735':* & '交换' & '换机'"],
    ["o'brien", "'o' & 'brien':*"],
    ['!?', undefined],
  ])('%s', (said, query) => {
    expect(queryOfText(said)).toBe(query);
  });
});
