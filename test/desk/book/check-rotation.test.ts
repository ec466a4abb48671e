import { describe, expect, it } from 'vitest';
import { mistakesIn, smallBookWith } from './book-files.ts';

const MEMBERS = 'members: [ann], handoff: {weekday: mon, time: "09:00"}';
const HANDOFF = `${MEMBERS}, `;

/** The mistakes in a rotation, without `25 rotations.primary`. */
const mistakesOf = async (rota: string) =>
  (await mistakesIn(smallBookWith(MEMBERS, rota))).map((each) => each.replace(/^25 rotations\.primary\.?/, ''));

describe('a rota that cannot be meant is refused, with what is allowed', () => {
  it.each([
    [
      'members: [], handoff: {weekday: mon, time: "09:00"}',
      'members: a list of 0 is not allowed; it needs 1 or more entries',
    ],
    ['layers: []', 'layers: a list of 0 is not allowed; it needs 1 or more entries'],
    ['layers: [{members: []}]', 'layers[0].members: a list of 0 is not allowed; it needs 1 or more entries'],
    ['members: [ann]', ': "handoff" is missing; example: { weekday: mon, time: "09:00" }'],
    [`${HANDOFF}layers: [{members: [ann]}]`, 'layers: stands in place of "members" and "handoff"; write one of both'],
    ['layers: [{members: [ann], turn: shift}]', 'layers[0].turn: turns that are counted in shifts need "hours"'],
    [
      `${HANDOFF}timeZone: Asia/Beijng`,
      'timeZone: "Asia/Beijng" is not allowed: a time zone is an IANA name such as "Asia/Shanghai", "Europe/Berlin" or "UTC"; no offset, no abbreviation',
    ],
    [
      `${HANDOFF}start: 2026-02-31`,
      'start: "2026-02-31" is not allowed: a date is written as in 2026-10-01, and this day does not exist; write 2026-02-28 or 2026-03-01',
    ],
    [
      'layers: [{members: [ann], time: "9:30"}]',
      'layers[0].time: "9:30" is not allowed: a wall-clock time runs from "00:00" to "24:00", with two digits for the hour',
    ],
    [
      'layers: [{members: [ann], hours: [{days: [weekdays], from: "09:00", to: "18:00"}]}]',
      'layers[0].hours[0].days[0]: "weekdays" is not allowed; allowed: mon, tue, wed, thu, fri, sat, sun, workday, weekend, holiday, make-up',
    ],
    [
      'layers: [{members: [ann], hours: [{days: [holliday], from: "09:00", to: "18:00"}]}]',
      'layers[0].hours[0].days[0]: "holliday" is not allowed; did you mean "holiday"? allowed: mon, tue, wed, thu, fri, sat, sun, workday, weekend, holiday, make-up',
    ],
    [
      'layers: [{members: [ann], hours: [{days: [make-up], from: "09:00", to: "18:00"}]}]',
      'layers[0].hours[0].days: these hours never ring: the calendar "office" has no such days; it has workday, weekend, holiday, or write weekdays',
    ],
    [
      `${HANDOFF}dated: [{from: 2026-10-03, at: "10:00", until: 2026-10-03, untilAt: "10:00", person: ann}]`,
      'dated[0].until: does not lie after "from", 2026-10-03 10:00',
    ],
    [
      `${HANDOFF}dated: [{from: 2026-10-01, until: 2026-10-03, person: ann}, {from: 2026-10-02, until: 2026-10-04, person: boss}]`,
      'dated[1]: overlaps dated[0], ann from 2026-10-01 09:00 to 2026-10-03 09:00; write one person for each hour',
    ],
    [
      `${HANDOFF}dated: [{from: 2026-10-01, until: 2026-10-03, person: anne}]`,
      'dated[0].person: there is no person "anne"; did you mean "ann"? allowed: ann, boss',
    ],
  ])('%s', async (rota, mistake) => {
    expect(await mistakesOf(rota)).toEqual([mistake]);
  });

  it('a calendar that is closed every day has no turns by working days, one that is always open no weekends', async () => {
    const text = smallBookWith(MEMBERS, 'layers: [{members: [ann], turn: workday}]');
    expect(await mistakesIn(text.replace('{week: {mon: [["09:00", "18:00"]]}}', '{week: {}}'))).toContain(
      '25 rotations.primary.layers[0].turn: the calendar "office" has no days that are worked',
    );
    const rota = 'layers: [{members: [ann], hours: [{days: [weekend], from: "09:00", to: "18:00"}]}]';
    const always = smallBookWith(MEMBERS, rota).replace('{week: {mon: [["09:00", "18:00"]]}}', '{always: true}');
    expect(await mistakesIn(always)).toEqual([
      '25 rotations.primary.layers[0].hours[0].days: these hours never ring: the calendar "office" has no such days; it has workday, or write weekdays',
    ]);
  });

  it('rows that touch, or that name one person twice, and hours of every kind of day are no mistake', async () => {
    const dated =
      'dated: [{from: 2026-10-01, until: 2026-10-03, person: ann}, {from: 2026-10-03, until: 2026-10-04, person: boss}, {from: 2026-10-02, until: 2026-10-03, person: ann}]';
    expect(await mistakesOf(`${HANDOFF}${dated}`)).toEqual([]);
    const days = 'layers: [{members: [ann], hours: [{days: [workday, weekend, make-up], from: "09:00", to: "09:00"}]}]';
    expect(await mistakesOf(days)).toEqual([]);
  });
});
