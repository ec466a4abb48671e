import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { calendarSpecs } from '../../../src/desk/book/calendar-specs.ts';
import { readBookFile } from '../../../src/desk/book/load.ts';
import { BookError } from '../../../src/desk/book/problem.ts';
import { answerByHand } from '../../../src/simulate/clock-command.ts';
import { mistakesIn, SMALL_BOOK, writeFolder } from './book-files.ts';

/** A provider in London, as a person writes it who reads nothing but the guide and the editor's hints. */
const LONDON = `provider: { name: Thames Networks, timeZone: Europe/London, language: en, officeCalendar: week }
policies:
  standard:
    name: Standard
    levels: [{ key: high, name: High }, { key: low, name: Low }]
    clocks:
      respond: { clause: X1, text: Response within eight hours, limits: [{ within: 8wh }] }
    ladder: { people: [boss], every: 30m }
customers:
  acme: { name: Acme, policy: standard, sites: [{ key: main, name: Head office }] }
people:
  ann: { name: Ann, roles: [engineer], ids: { slack: U1 } }
  boss: { name: Bob, roles: [manager] }
rotations:
  primary: { name: Duty, members: [ann], handoff: { weekday: mon, time: "09:00" } }
channels:
  team: { purpose: team, platform: slack, id: C1, name: Team }
  escalation: { purpose: escalation, platform: slack, id: C2, name: Escalation }
calendars:
  week: { week: { mon: [["09:00", "17:30"]], tue: [["09:00", "17:30"]] } }
`;

async function read(text: string) {
  const folder = await writeFolder({ 'book.yaml': text });
  return (await readBookFile(join(folder, 'book.yaml'))).source;
}

describe("what the provider says is not said again: a London provider's book", () => {
  it('gives its zone, language and office calendar to all that name none', async () => {
    const { calendars, rotations, people, customers, channels, policies } = await read(LONDON);
    expect(calendars.week?.timeZone).toBe('Europe/London');
    expect(rotations.primary).toMatchObject({ timeZone: 'Europe/London', calendar: 'week' });
    expect(policies.standard?.officeCalendar).toBe('week');
    for (const { language } of [...Object.values({ ...people, ...customers, ...channels })])
      expect(language).toBe('en');
  });

  it('counts eight working hours from a Monday noon in London to the Tuesday there', async () => {
    const calendars = async () => calendarSpecs(await read(LONDON));
    const ask = { calendar: 'week', from: '2026-07-06T12:00+01:00', add: '8wh' };
    // 5½ hours until 17:30 in London, 2½ on Tuesday from 09:00: 11:30 there, 10:30 UTC.
    expect(await answerByHand(ask, calendars)).toBe('2026-07-07T10:30:00Z');
  });

  it('lets an entry say otherwise', async () => {
    const { calendars, people } = await read(
      LONDON.replace('week: { week:', 'week: { timeZone: Asia/Tokyo, week:').replace(
        'ann: {',
        'ann: { language: zh-CN,',
      ),
    );
    expect(calendars.week?.timeZone).toBe('Asia/Tokyo');
    expect(people.ann?.language).toBe('zh-CN');
  });
});

describe('a name', () => {
  it('may be one text for both languages', async () => {
    const { customers, policies } = await read(LONDON);
    expect(customers.acme?.name).toEqual({ zh: 'Acme', en: 'Acme' });
    expect(policies.standard?.clocks.respond?.text).toEqual({
      zh: 'Response within eight hours',
      en: 'Response within eight hours',
    });
  });

  it.each([
    ['name: Acme', 'name: { zh: 乙 }', 'customers.acme.name.en: missing; it needs a text'],
    ['name: Acme', 'name: { zh: 乙, en: Acme, fr: Acme }', 'customers.acme.name.fr: unknown field; allowed: zh, en'],
    ['name: Acme', 'name: 7', 'customers.acme.name: 7 is not allowed; it needs a text, or a map of zh and en'],
    ['name: Acme,', '', 'customers.acme.name: missing; it needs a text, or a map of zh and en'],
    ['name: Acme', 'name: ""', 'customers.acme.name: "" is not allowed; it needs 1 or more letters'],
  ])('%s → %s: %s', async (from, to, said) => {
    expect(await mistakesIn(LONDON.replace(from, to))).toEqual([expect.stringContaining(said)]);
  });
});

describe('a mistake says what to write instead', () => {
  it.each([
    ['clause: X1', 'clause: 2.1', 'clause: 2.1 is not allowed; it needs a clause, as in "4.1"; put it in quotes'],
    ['within: 8wh', 'within: 8', 'within: 8 is not allowed; it needs a span, as in 4wh'],
    ['roles: [engineer]', 'roles: engineer', 'roles: "engineer" is not allowed; it needs a list; write [engineer]'],
    [
      'ids: { slack: U1 }',
      'ids: U1',
      'ids: "U1" is not allowed; it needs ids by platform, as in { slack: U0123456789 }',
    ],
    ['ids: { slack: U1 }', 'ids: { slack: 12 }', 'ids.slack: 12 is not allowed; it needs a text; put it in quotes'],
    [
      'mon: [["09:00", "17:30"]]',
      'mon: "09:00-17:30"',
      'week.mon: "09:00-17:30" is not allowed; it needs opening hours, as in [["09:00"',
    ],
    [
      'mon: [["09:00", "17:30"]]',
      'mon: ["09:00", "17:30"]',
      'week.mon[0]: "09:00" is not allowed; it needs opening hours, as in [["09:00"',
    ],
    [
      'time: "09:00"',
      'time: 9:00',
      'handoff.time: "9:00" is not allowed: a wall-clock time runs from "00:00" to "24:00", with two digits for the hour',
    ],
    ['id: C1', 'id: "#team"', 'channels.team.id: is a name; its id is wanted: C0123456789 in Slack'],
  ])('%s → %s', async (from, to, said) => {
    expect((await mistakesIn(LONDON.replace(from, to))).join('\n')).toContain(said);
  });

  it("once, where it stands: a wrong zone or language of the provider's is none of each entry", async () => {
    const mistakes = await mistakesIn(LONDON.replace('Europe/London, language: en', 'London, language: English'));
    expect(mistakes.map((each) => each.split(': ')[0])).toEqual(['1 provider.timeZone', '1 provider.language']);
    const own = await mistakesIn(
      LONDON.replace('language: en', 'language: English').replace('ann: {', 'ann: { language: English,'),
    );
    expect(own.map((each) => each.split(': ')[0])).toEqual(['1 provider.language', '12 people.ann.language']);
  });
});

describe('what is refused, and why', () => {
  it.each([
    ['Europe/London', '+01:00', 'provider.timeZone: "+01:00" is not allowed: a time zone is an IANA name'],
    ['Europe/London', 'BST', 'provider.timeZone: "BST" is not allowed: a time zone is an IANA name'],
    [
      '{ week: { mon: [["09:00", "17:30"]], tue: [["09:00", "17:30"]] } }',
      '{ week: {} }',
      'calendars.week.week: missing; a calendar has open hours',
    ],
    [
      'acme: { name: Acme, policy: standard, sites: [{ key: main, name: Head office }] }',
      'acme: Acme',
      'customers.acme: "Acme" is not allowed; it needs a map of fields: name, language, policy,',
    ],
  ])('%s → %s', async (from, to, said) => {
    expect((await mistakesIn(LONDON.replace(from, to))).join('\n')).toContain(said);
  });

  it('bytes that are not UTF-8, by their line', async () => {
    const folder = await writeFolder({});
    const path = join(folder, 'gbk.yaml');
    const gbk = Buffer.concat([
      Buffer.from('provider:\n  name: '),
      Buffer.from([0xbc, 0xd7, 0xd2, 0xd2]),
      Buffer.from('\n'),
    ]);
    await writeFile(path, gbk);
    const refused = await readBookFile(path).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(BookError);
    expect((refused as BookError).problems).toEqual([
      { file: path, line: 2, field: '', message: 'is not UTF-8; save the file as UTF-8 (not GBK or UTF-16)' },
    ]);
    await writeFile(path, Buffer.from(SMALL_BOOK, 'utf16le'));
    await expect(readBookFile(path)).rejects.toThrow(': is not UTF-8');
  });

  it('nothing about one anchor that stands for three hundred', async () => {
    const people = Array.from({ length: 300 }, (_, i) => `  p${i}: { name: P${i}, roles: *some }`).join('\n');
    const text = LONDON.replace('roles: [engineer]', 'roles: &some [engineer]').replace(
      'rotations:',
      `${people}\nrotations:`,
    );
    expect(Object.keys((await read(text)).people)).toHaveLength(302);
  });
});
