import { describe, expect, it } from 'vitest';
import { applyOverrides } from '../../../src/desk/address/overrides.ts';
import { prepareBook } from '../../../src/desk/book/book.ts';
import { checkCalendar } from '../../../src/desk/book/check-windows.ts';
import { presetPath, readBookFile } from '../../../src/desk/book/load.ts';
import { mayLoad } from '../../../src/desk/holiday/holiday.ts';
import { dayKinds } from '../../../src/desk/oncall/day-kind.ts';
import { dayOfDate } from '../../../src/desk/sla/civil-date.ts';
import { isProvisional } from '../../../src/desk/sla/sla.ts';
import { CN_NOTICES, coverageOf, noticesWith } from '../../../src/desk/sla/workdays-cn.ts';
import { examineCalendars } from '../../../src/doctor/calendar.ts';
import { must } from '../../support/must.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
const notice = (year: number) => ({
  year,
  source: 'test',
  off: [[`${year}-01-01`, `${year}-01-04`, 'new-year']] as const,
  makeUp: [`${year}-01-09`],
});

describe('a year may be loaded', () => {
  it.each([
    ['2026-11-29', '2026-12-31', 2025, 'holidays.year-over'],
    ['2026-11-29', '2026-12-31', 2026, undefined],
    ['2026-11-29', '2026-12-31', 2027, undefined],
    ['2026-11-29', '2026-12-31', 2028, 'holidays.year-too-far'],
    ['2026-11-29', '2027-12-31', 2028, undefined],
    ['2027-02-01', '2026-12-31', 2027, undefined],
    // A desk that was left alone for years begins with the present one.
    ['2029-02-01', '2026-12-31', 2029, undefined],
    ['2029-02-01', '2026-12-31', 2030, 'holidays.year-too-far'],
  ])('on %s, known until %s: %i %s', (today, known, year, code) => {
    const allowed = mayLoad(year, today, known);
    expect(allowed.ok ? undefined : allowed.code).toBe(code);
  });
});

describe('what is known', () => {
  it.each([
    [[], '2026-12-31'],
    [[2027], '2027-12-31'],
    [[2028], '2026-12-31'],
    [[2027, 2028], '2028-12-31'],
    [[2026], '2026-12-31'],
  ])('with %j loaded: until %s', (years, until) => {
    expect(coverageOf(noticesWith(years.map(notice)))).toBe(until);
  });

  it('a loaded year replaces the shipped one', () => {
    expect(noticesWith([notice(2026)]).map(({ source }) => source)).toEqual([
      ...CN_NOTICES.filter(({ year }) => year < 2026).map(({ source }) => source),
      'test',
    ]);
  });
});

describe('the calendars of a book', () => {
  it('have the loaded days, and end provisional with that year', async () => {
    const { source } = await readBookFile(must(presetPath('bureau-system')));
    const book = prepareBook(1, source);
    const overrides = { languages: {}, bound: {}, links: [], notices: [notice(2027)], key: 'x' };
    const [before, after] = [book, applyOverrides(book, overrides)].map(({ calendars }) =>
      must(calendars.get('office')),
    );
    expect([before, after].map((office) => must(office).isWorkday('2027-01-04'))).toEqual([true, false]);
    expect([before, after].map((office) => must(office).isWorkday('2027-01-09'))).toEqual([false, true]);
    expect([before, after].map((office) => isProvisional(must(office), at('2027-06-01T10:00')))).toEqual([true, false]);
    expect(isProvisional(must(after), at('2028-01-03T10:00'))).toBe(true);
    expect(applyOverrides(book, { ...overrides, languages: { 'slack/C1': 'en' }, key: 'y' }).calendars).toBe(
      applyOverrides(book, overrides).calendars,
    );
  });

  it('say the kind of each day to the rotations', async () => {
    const { source } = await readBookFile(must(presetPath('bureau-system')));
    const overrides = { languages: {}, bound: {}, links: [], notices: [notice(2027)], key: 'x' };
    const kindOf = dayKinds(applyOverrides(prepareBook(1, source), overrides).source, 'office');
    const days = ['2026-10-01', '2027-01-03', '2027-01-04', '2027-01-05', '2027-01-09', '2027-01-10'];
    expect(days.map((day) => kindOf(dayOfDate(day)))).toEqual([
      ...['holiday', 'holiday', 'holiday', 'workday', 'make-up', 'weekend'],
    ]);
  });

  it('own holidays count until `knownUntil`, and doctor says when they end', async () => {
    const { source } = await readBookFile(must(presetPath('bureau-system')));
    const { workdays: _, ...office } = must(source.calendars.office);
    const own = { ...source, calendars: { ...source.calendars, office: { ...office, knownUntil: '2026-12-31' } } };
    const calendar = must(prepareBook(1, own).calendars.get('office'));
    expect(isProvisional(calendar, at('2026-12-31T10:00'))).toBe(false);
    expect(isProvisional(calendar, at('2027-01-04T10:00'))).toBe(true);
    expect(examineCalendars(own, at('2026-11-02T10:00')).map(({ code }) => code)).toEqual([
      'doctor.calendar.own-missing',
    ]);
    expect(examineCalendars(own, at('2026-10-02T10:00')).map(({ code }) => code)).toEqual(['doctor.calendar.ok']);
  });

  it('`knownUntil` beside the notices counts where it is later', async () => {
    const { source } = await readBookFile(must(presetPath('bureau-system')));
    const office = must(source.calendars.office);
    const until = (knownUntil: string) =>
      prepareBook(1, {
        ...source,
        calendars: { ...source.calendars, office: { ...office, knownUntil } },
      }).calendars.get('office')?.spec.coveredUntil;
    expect([until('2025-06-30'), until('2027-12-31')]).toEqual(['2026-12-31', '2027-12-31']);
  });

  it('`knownUntil` means nothing beside 7×24', async () => {
    const { source } = await readBookFile(must(presetPath('bureau-system')));
    const always = { ...must(source.calendars.office), always: true, week: {}, knownUntil: '2027-12-31' };
    const found = [...checkCalendar('office', always)];
    expect(found.map(({ path }) => path.join('.'))).toContain('calendars.office.knownUntil');
  });
});
