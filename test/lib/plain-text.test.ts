import { describe, expect, it } from 'vitest';
import { plainOf, trimSigns } from '../../src/lib/plain-text.ts';

describe('the plain form of typed words', () => {
  it.each([
    ['Ｃｏｎｆｉｒｍ　Ｔ－１', 'confirm t-1'],
    ['T–1 T—1 T‑1 T−1', 't-1 t-1 t-1 t-1'],
    ['can’t ‘open’', "can't 'open'"],
    ['网\u200b络\u2060断\ufeff了', '网络断了'],
    ['\u202eswitch down\u202c', 'switch down'],
    ['確認修復，謝謝！', '确认修复,谢谢!'],
    ['３０％', '30%'],
    ['one\u00a0two\tthree', 'one two three'],
    ['first\nsecond', 'first\nsecond'],
  ])('%j is %j', (typed, plain) => {
    expect(plainOf(typed).plain).toBe(plain);
  });

  it('leads back to what was typed', () => {
    const { plain, from } = plainOf('未修好 Ｔ－１：\u200b還是“不通” 😱');
    expect(from(plain.indexOf('还'))).toBe('\u200b還是“不通” 😱');
    expect(from(plain.length)).toBe('');
    const turned = plainOf('\u202ereject T-1');
    expect(turned.from(turned.plain.indexOf('t-1'))).toBe('T-1');
  });

  it('is trimmed of signs and emoji at its ends, and of nothing within', () => {
    expect(trimSigns('“help!” 👍🏽')).toBe('help');
    expect(trimSigns('a.b')).toBe('a.b');
    expect(trimSigns('?!')).toBe('');
  });
});
