import { describe, expect, it } from 'vitest';
import { isSamePhone, maskPhones, readPhone, splitCaller } from '../../../src/desk/caller/phone.ts';

const MOBILE = '13800001111';
const OFFICE = '01088881234';

describe('a phone number', () => {
  it.each<[string, string, string]>([
    ['13800001111', MOBILE, ''],
    ['138 0000 1111', MOBILE, ''],
    ['138-0000-1111', MOBILE, ''],
    ['138–0000–1111', MOBILE, ''],
    ['１３８００００１１１１', MOBILE, ''],
    ['+86 138 0000 1111', MOBILE, ''],
    ['+86-13800001111', MOBILE, ''],
    ['0086 13800001111', MOBILE, ''],
    ['8613800001111', MOBILE, ''],
    ['(+86) 138 0000 1111', MOBILE, ''],
    ['tel: 138.0000.1111', MOBILE, ''],
    ['赵敏 13800001111', MOBILE, ''],
    ['010-88881234', OFFICE, ''],
    ['(010) 8888 1234', OFFICE, ''],
    ['（010）8888-1234', OFFICE, ''],
    ['+86 10 8888 1234', OFFICE, ''],
    ['+86 (0)10 8888 1234', OFFICE, ''],
    ['010-88881234-801', OFFICE, '801'],
    ['010-8888 1234 转 801', OFFICE, '801'],
    ['010-88881234转801', OFFICE, '801'],
    ['010 8888 1234 ext. 801', OFFICE, '801'],
    ['01088881234x801', OFFICE, '801'],
    ['010-88881234 分机：801', OFFICE, '801'],
    ['0571-8765432', '05718765432', ''],
    ['400-800-1234', '4008001234', ''],
    ['+44 20 7946 0958', '442079460958', ''],
    ['0044 20 7946 0958', '442079460958', ''],
  ])('%s is read', (written, number, extension) => {
    expect(readPhone(written)).toEqual({ number, extension });
  });

  it.each(['', 'Ms Zhao', '赵敏', '12345', 'T-1', '2026', 'room 301'])('is not in “%s”', (text) => {
    expect(readPhone(text)).toBeUndefined();
  });

  it.each<[string, string, boolean]>([
    ['138 0000 1111', '+86 13800001111', true],
    ['010-88881234', '010-88881234 转 801', true],
    ['010-88881234 转 802', '010-88881234 转 801', false],
    ['8888 1234', '010-88881234', true],
    ['010-88881234', '021-88881234', false],
    ['13800001111', '13800001112', false],
    ['00001111', '13800001111', false],
  ])('%s and %s are the same: %s', (one, other, same) => {
    const [first, second] = [readPhone(one), readPhone(other)];
    if (!first || !second) throw new Error('no number');
    expect(isSamePhone(first, second)).toBe(same);
    expect(isSamePhone(second, first)).toBe(same);
  });

  it.each<[string, string, string]>([
    ['Ms Zhao 138 0000 1111', 'Ms Zhao', '138 0000 1111'],
    ['Ms Zhao (138 0000 1111)', 'Ms Zhao', '138 0000 1111'],
    ['赵敏13800001111', '赵敏', '13800001111'],
    ['赵敏，电话：13800001111', '赵敏,电话', '13800001111'],
    ['13800001111 赵敏', '赵敏', '13800001111'],
    ['+86 138 0000 1111', '', '+86 138 0000 1111'],
    ['(010) 8888 1234 转 801 王工', '王工', '(010) 8888 1234 转 801'],
    ['Zhao Min', 'Zhao Min', ''],
    ['', '', ''],
  ])('“%s” is a name and a number', (text, name, phone) => {
    expect(splitCaller(text)).toEqual({ name, phone });
  });

  it.each<[string, string]>([
    ['13800001111', '138****1111'],
    ['+86 138 0000 1111', '+86 1** **** 1111'],
    ['Ms Zhao 138 0000 1111', 'Ms Zhao 138 **** 1111'],
    ['010-8888 1234', '010-**** 1234'],
    ['8888123', '888**23'],
    ['13800001111 / 13900002222', '138****1111 / 139****2222'],
    ['Ms Zhao', 'Ms Zhao'],
    ['', ''],
  ])('%s is shown to others as %s', (text, masked) => {
    expect(maskPhones(text)).toBe(masked);
  });
});
