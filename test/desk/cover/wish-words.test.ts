import { describe, expect, it } from 'vitest';
import { meantShift, type OwnShift } from '../../../src/desk/cover/meant-shift.ts';
import { personIn, readMeantTime, readWish } from '../../../src/desk/cover/wish-words.ts';
import { sampleBook } from '../../support/sample-book.ts';

/** A Wednesday. */
const TODAY = '2026-10-14';
const FRI = '2026-10-16';
const SAT = '2026-10-17';

describe('what words ask about a shift', () => {
  it.each([
    ['cover me Friday night', 'cover', [FRI], 'night', undefined],
    ['Can someone cover my shift on Saturday?', 'cover', [SAT], undefined, undefined],
    ['who can cover for me tomorrow', 'cover', ['2026-10-15'], undefined, undefined],
    ['could anyone cover me tonight', 'cover', [TODAY], 'night', undefined],
    ['Li Wei, can you stand in for me on 17 Oct during the daytime', 'cover', [SAT], 'day', 'engineer1'],
    ['swap me with Li Wei on Saturday', 'swap', [SAT], undefined, 'engineer1'],
    ['want to trade shifts next Friday evening', 'swap', ['2026-10-23'], 'night', undefined],
    ['谁能替我周五晚上', 'cover', [FRI], 'night', undefined],
    ['谁能帮我顶一下明晚的班', 'cover', ['2026-10-15'], 'night', undefined],
    ['今晚谁替我', 'cover', [TODAY], 'night', undefined],
    ['10月17日白天找人替班', 'cover', [SAT], 'day', undefined],
    ['我周六和李伟换班', 'swap', [SAT], undefined, 'engineer1'],
    ['下周六夜班想换个班', 'swap', ['2026-10-24'], 'night', undefined],
    ['周三晚上谁能替我', 'cover', [TODAY, '2026-10-21'], 'night', undefined],
    ['cover me on Wednesday', 'cover', [TODAY, '2026-10-21'], undefined, undefined],
    ['谁能替我', 'cover', [], undefined, undefined],
  ] as const)('%s', async (text, wish, dates, part, person) => {
    expect(readWish(text)).toBe(wish);
    expect(readMeantTime(text, TODAY)).toEqual({ dates, part });
    const { people } = await sampleBook('en');
    expect(personIn(people, text, 'engineer2')).toBe(person);
  });

  it.each([
    'the cover of the rack is broken',
    'please swap the power supply',
    'switch 3 is down since Friday night',
    'we replaced the disk on Saturday',
    'who is on duty on Friday night',
    '周五晚上谁值班',
    '周六换了电源',
    '客户要求更换设备',
    '帮忙看一下 T-3',
  ])('nothing of the kind: %s', (text) => {
    expect(readWish(text)).toBeUndefined();
  });
});

describe('the own shift that words mean', () => {
  const at = (text: string) => Date.parse(`${text}:00+08:00`);
  const shift = (from: string, until: string, rotation = 'primary'): OwnShift => ({
    rotation,
    fromAt: at(from),
    untilAt: at(until),
  });
  const nights = [
    shift('2026-10-15T17:00', '2026-10-16T08:00'),
    shift('2026-10-16T17:00', '2026-10-17T08:00'),
    shift('2026-10-18T08:00', '2026-10-19T08:00'),
  ];
  const week = [shift('2026-10-12T09:00', '2026-10-19T09:00')];
  const days = [shift('2026-10-16T09:00', '2026-10-16T17:00', 'days')];

  it.each([
    ['a night shift that begins then', nights, FRI, 'night', nights[1]],
    ['a day alone takes the shift with most of it', nights, FRI, undefined, nights[0]],
    ['a shift of a whole day, by night', nights, '2026-10-18', 'night', nights[2]],
    ['no shift on that evening', nights, SAT, 'night', undefined],
    ['a night shift does not run by day', [nights[1] as OwnShift], FRI, 'day', undefined],
    ['a day shift, by day', [...nights, ...days], FRI, 'day', days[0]],
    ['of a week only the night', week, FRI, 'night', shift('2026-10-16T18:00', '2026-10-17T09:00')],
    ['of a week only the day', week, FRI, 'day', shift('2026-10-16T09:00', '2026-10-16T18:00')],
    ['of a week only the date', week, FRI, undefined, shift('2026-10-16T00:00', '2026-10-17T00:00')],
    ['of a week no more than there is', week, '2026-10-18', 'night', shift('2026-10-18T18:00', '2026-10-19T09:00')],
  ] as const)('%s', (_, shifts, date, part, meant) => {
    expect(meantShift(shifts, { dates: [date], part }, () => 'Asia/Shanghai')).toEqual(meant);
  });

  it('of a weekday that is today, the next one if there is none today', () => {
    expect(meantShift(nights, { dates: [TODAY, '2026-10-15'], part: 'night' }, () => 'Asia/Shanghai')).toEqual(
      nights[0],
    );
  });
});
