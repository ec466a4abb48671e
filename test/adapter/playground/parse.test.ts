import { describe, expect, it } from 'vitest';
import { parseWords } from '../../../src/adapter/playground/parse.ts';
import { instantOfWall, wallOfInstant } from '../../../src/adapter/playground/zone.ts';
import { WALL_TIMES } from '../../support/wall-times.ts';

describe('what of a line is meant for Deskbell', () => {
  it.each([
    ['/fault core switch down', 'fault', 'core switch down'],
    ['  /FAULT\nline two', 'fault', 'line two'],
    ['/报障', 'fault', ''],
    ['／报障 交换机', 'fault', '交换机'],
    ['/desk 我的', 'desk', '我的'],
    ['/desk我的', 'desk', '我的'],
    ['/服务台 我的', 'desk', '我的'],
    ['/faults', 'desk', 'faults'],
    ['/投诉 太慢', 'complaint', '太慢'],
    ['/Complaint too slow', 'complaint', 'too slow'],
    ['/complaints', 'desk', 'complaints'],
    ['/表扬 很快', 'desk', '表扬 很快'],
    ['/', 'desk', ''],
    ['@Deskbell status', '', 'status'],
    ['请@deskbell看一下', '', '请 看一下'],
    ['＠Deskbell：我的', '', '我的'],
    ['@Deskbell /fault down', 'fault', 'down'],
    ['@Deskbell', '', ''],
  ])('%j asks for word %j with %j', (line, word, text) => {
    expect(parseWords(line, false)).toMatchObject({ word, text });
  });

  it.each(['hello', 'a@deskbell.example', '@deskbell.example', '@deskbells', 'and/or', '1/2 fault'])(
    'leaves %j to the people',
    (line) => {
      expect(parseWords(line, false)).toBeUndefined();
      expect(parseWords(line, true)).toMatchObject({ word: '', text: line });
    },
  );
});

describe('wall-clock times', () => {
  it('are read and shown in the zone, on both sides of a change of summer time', () => {
    for (const wall of ['2026-03-29T01:59', '2026-03-29T03:00', '2026-10-25T03:30']) {
      expect(wallOfInstant(instantOfWall(wall, 'Europe/Berlin') as number, 'Europe/Berlin')).toBe(wall);
    }
    expect(instantOfWall('2026-09-28T09:00', 'Asia/Shanghai')).toBe(Date.parse('2026-09-28T01:00:00Z'));
  });

  it.each(WALL_TIMES)('in %s, %s (%s) is %s', (zone, wall, _, instant) => {
    expect(instantOfWall(wall, zone)).toBe(Date.parse(instant));
  });

  it.each(['2026-02-30T08:00', '2026-13-01T08:00', '2026-09-28T24:01', '2026-09-28', 'soon', ''])(
    '%j is none',
    (wall) => {
      expect(instantOfWall(wall, 'Asia/Shanghai')).toBeUndefined();
    },
  );
});
