import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Rotation } from '../../../src/desk/book/rotation-rule.ts';
import { firstEdition } from '../../../src/desk/oncall/edition.ts';
import { onDutyAt, rosterOf } from '../../../src/desk/oncall/oncall.ts';
import { type ImportOptions, importFile } from '../../../src/simulate/oncall-import.ts';
import { must } from '../../support/must.ts';
import { sampleBook } from '../../support/sample-book.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-import-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const NOW = Date.parse('2026-10-01T00:00:00+08:00');

async function importText(name: string, content: string | Uint8Array, options: ImportOptions = {}): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, content);
  return importFile(file, { book: 'telecom-province', ...options }, NOW);
}

/** What is said of a wrong file, without its folder. */
async function mistakes(name: string, content: string, options: ImportOptions = {}): Promise<string[]> {
  const said = await importText(name, content, options).then(
    (yaml) => `imported: ${yaml}`,
    (error: Error) => error.message,
  );
  return said.replaceAll(`${folder}/`, '').split('\n');
}

/** Who has the bell by the YAML of a rota; `none` where no layer rings. */
async function dutyBy(yaml: string) {
  const book = await sampleBook('en');
  const rotation = Rotation.parse(must(parse(yaml).rotations.primary));
  const roster = rosterOf(rotation, book, [firstEdition(rotation, NOW, book)], []);
  return (at: string) => onDutyAt({ ...roster, schedule: { ...roster.schedule, standIns: () => [] } }, Date.parse(at));
}

describe('a rota from a spreadsheet', () => {
  it('weekdays 17:00–08:00 and weekends 08:00–08:00, by weeks', async () => {
    const yaml = await importText(
      'nights.csv',
      `Week,"On call weekdays 17:00–08:00 and weekends 08:00–08:00"
2026-10-05,engineer1
2026-10-12,Zhang Min
2026-10-19,刘洋
`,
    );
    const duty = await dutyBy(yaml);
    for (const [at, who] of [
      ['2026-10-05T12:00:00+08:00', undefined],
      ['2026-10-05T17:00:00+08:00', 'engineer1'],
      ['2026-10-10T12:00:00+08:00', 'engineer1'],
      ['2026-10-12T07:59:00+08:00', 'engineer1'],
      ['2026-10-12T08:00:00+08:00', undefined],
      ['2026-10-12T18:00:00+08:00', 'engineer2'],
      ['2026-10-25T23:00:00+08:00', 'engineer3'],
      ['2026-10-26T18:00:00+08:00', 'engineer1'],
    ] as const)
      expect(duty(at), at).toBe(who);
  });

  it('Wednesday 09:30, in hours and out of hours, with bank holidays', async () => {
    const yaml = await importText(
      'week.csv',
      `\uFEFFWeek starting;Out of hours;In hours (working days 09:30-17:30)
Wed 2026-09-30 09:30;engineer3;engineer1
Wed 2026-10-07 09:30;engineer1;engineer2
2026-10-14 09:30;engineer3;engineer1
`,
    );
    const duty = await dutyBy(yaml);
    for (const [at, who] of [
      ['2026-09-30T09:29:00+08:00', 'engineer1'],
      ['2026-09-30T09:30:00+08:00', 'engineer1'],
      ['2026-09-30T18:00:00+08:00', 'engineer3'],
      // National Day, a Thursday: out of hours all day.
      ['2026-10-01T11:00:00+08:00', 'engineer3'],
      ['2026-10-08T11:00:00+08:00', 'engineer2'],
      // A worked Saturday.
      ['2026-10-10T11:00:00+08:00', 'engineer2'],
      ['2026-10-14T09:29:00+08:00', 'engineer1'],
      ['2026-10-14T09:30:00+08:00', 'engineer1'],
      ['2026-10-14T20:00:00+08:00', 'engineer3'],
    ] as const)
      expect(duty(at), at).toBe(who);
  });

  it('rows of a beginning, an end and a person; also as spreadsheets in China write them', async () => {
    const gb = Uint8Array.from([
      ...[0xbf, 0xaa, 0xca, 0xbc, 0x2c, 0xbd, 0xe1, 0xca, 0xf8, 0x2c, 0xc8, 0xcb, 0xd4, 0xb1, 0x0a],
      ...Buffer.from('2026-10-01 17:00,2026-10-02 08:00,'),
      ...[0xc0, 0xee, 0xce, 0xb0, 0x0a],
    ]);
    const duty = await dutyBy(await importText('gb.csv', gb));
    expect(duty('2026-10-02T07:00:00+08:00')).toBe('engineer1');
    const yaml = await importText('rows.csv', 'from,until,person\n2026-10-09 17:00,2026-10-12,engineer2\n');
    expect(parse(yaml).rotations.primary.dated).toEqual([
      { from: '2026-10-09', at: '17:00', until: '2026-10-12', untilAt: '09:00', person: 'engineer2' },
    ]);
  });

  it('every wrong row is named by its line, and nothing is imported', async () => {
    const said = await mistakes(
      'bad.csv',
      `from,until,person
2026-10-01 17:00,2026-10-02 08:00,engineer1

2026-10-02 08:00,2026-10-03 08:00,bob
2026-02-30,2026-10-05,engineer3
2026-10-06,2026-10-05,engineer3
2026-10-01 18:00,2026-10-02 09:00,engineer2
03/10/2026,2026-10-05,engineer2
Tue 2026-10-07,2026-10-08,engineer2
2026-10-20 25:00,2026-10-21,engineer2
2026-10-22,2026-10-23,
`,
    );
    expect(said.map((line) => /^bad\.csv:(\d+): /.exec(line)?.[1]).filter(Boolean)).toEqual([
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
      '10',
      '11',
    ]);
    expect(said[0]).toContain('engineer2 (Zhang Min, 张敏)');
    expect(said[1]).toContain('2026-02-28');
    expect(said[3]).toContain('line 2');
    expect(said.at(-1)).toBe('8 mistakes; nothing was imported');
  });

  it.each([
    [
      'rows that are not equally far apart',
      'date,a\n2026-10-05,engineer1\n2026-10-12,engineer1\n2026-10-20,engineer2\n',
      4,
    ],
    ['rows that go back', 'date,a\n2026-10-12,engineer1\n2026-10-05,engineer2\n', 3],
    ['two columns that both ring always', 'date,a,b\n2026-10-05,engineer1,engineer2\n', 1],
    ['an hour that does not exist', 'date,a (mon-fri 17:00-26:00)\n2026-10-05,engineer1\n', 1],
    ['a quote that is not closed', 'date,a\n2026-10-05,"engineer1\n', 2],
    ['no rows', 'date,a\n', 1],
    ['one column', 'date\n2026-10-05\n', 1],
    ['an empty file', '', 1],
  ])('%s: refused with the line', async (_, content, line) => {
    expect((await mistakes('wrong.csv', content))[0]).toMatch(new RegExp(`^wrong\\.csv:${line}: `));
  });

  it.each([
    ['day and month in an order that is not clear', '05/10/2026 17:00', 'may mean the day or the month first'],
    ['the same with dots', '13.10.2026', 'may mean the day or the month first'],
    ["a spreadsheet's number", '46304.7083', 'number of days'],
    ['a zone', '2026-10-09T17:00:00Z', 'has a zone'],
    ['half a day’s clock', '2026-10-09 5:00 PM', '12 hours'],
  ])('%s is named', async (_, cell, why) => {
    const [said] = await mistakes('cell.csv', `from,until,person\n${cell},2026-11-10,engineer1\n`);
    expect(said).toMatch(/^cell\.csv:2: /);
    expect(said).toContain(why);
  });

  it('a date with times beside it, over midnight; a first line of Excel', async () => {
    const rows =
      'sep=;\r\ndate;start;end;person\r\n2026-10-09;17:00;08:00;engineer1\r\n2026-10-10;8:00;17:00;Zhang Min\r\n';
    expect(parse(await importText('excel.csv', rows)).rotations.primary.dated).toEqual([
      { from: '2026-10-09', at: '17:00', until: '2026-10-10', untilAt: '08:00', person: 'engineer1' },
      { from: '2026-10-10', at: '08:00', until: '2026-10-10', untilAt: '17:00', person: 'engineer2' },
    ]);
    expect((await mistakes('excel.csv', rows.replace('8:00;17:00', '2:00;7:00')))[0]).toMatch(
      /^excel\.csv:4: .*line 3/,
    );
  });

  it('a row of years and a workbook are refused', async () => {
    const [long] = await mistakes('long.csv', 'from,until,person\n2026-10-09,2028-10-10,engineer1\n');
    expect(long).toContain('long.csv:2: it lasts longer than a year');
    const [book] = await mistakes('book.csv', 'PK\u0003\u0004\u0000');
    expect(book).toContain('save the sheet as CSV');
  });

  it('wrong options and a file that is not there are named', async () => {
    expect((await mistakes('a.csv', 'x', { zone: 'Mars/Base' }))[0]).toContain('--zone Mars/Base');
    expect((await mistakes('a.csv', 'x', { handoff: '9' }))[0]).toContain('--handoff 9');
    await expect(importFile(join(folder, 'none.csv'), {}, NOW)).rejects.toThrow('none.csv');
  });
});

const event = (lines: string, index: number) =>
  `BEGIN:VEVENT\r\nUID:u${lines.includes('RECURRENCE-ID') ? 0 : index}\r\nDTSTAMP:20260901T000000Z\r\n${lines}\r\nEND:VEVENT\r\n`;
const calendar = (...events: string[]) =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x\r\n${events.map(event).join('')}END:VCALENDAR\r\n`;

describe('absences from a calendar', () => {
  it('whole days, hours, repeated and cancelled events, in the zone of the book', async () => {
    const yaml = await importText(
      'away.ics',
      calendar(
        'DTSTART;VALUE=DATE:20261003\r\nDTEND;VALUE=DATE:20261008\r\nSUMMARY:engineer1 - annual leave',
        'DTSTART:20261007T200000Z\r\nDTEND:20261008T010000Z\r\nSUMMARY:Li Wei dentist',
        'DTSTART;VALUE=DATE:20261006\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nEXDATE;VALUE=DATE:20261013\r\nSUMMARY:张敏休假',
        'DTSTART;VALUE=DATE:20261101\r\nSTATUS:CANCELLED\r\nSUMMARY:engineer3',
        'DTSTART;VALUE=DATE:20250101\r\nSUMMARY:engineer3 long ago',
      ),
    );
    expect(parse(yaml)).toEqual({
      people: {
        engineer1: { away: [{ from: '2026-10-03', until: '2026-10-08' }] },
        engineer2: {
          away: [
            { from: '2026-10-06', until: '2026-10-06' },
            { from: '2026-10-20', until: '2026-10-20' },
          ],
        },
      },
    });
  });

  it.each([
    ['in a zone of the file', 'DTSTART;TZID=Home:20261005T230000\r\nDTEND;TZID=Home:20261006T010000'],
    ['in a zone that only has a name', 'DTSTART;TZID=Europe/Berlin:20261005T173000\r\nDURATION:PT1H'],
    ['in no zone', 'DTSTART:20261005T233000\r\nDURATION:PT1H'],
    ['in UTC', 'DTSTART:20261005T153000Z\r\nDURATION:PT1H'],
  ])('hours %s', async (_, times) => {
    const zone =
      'BEGIN:VTIMEZONE\r\nTZID:Home\r\nBEGIN:STANDARD\r\nDTSTART:20000101T000000\r\nTZOFFSETFROM:+0800\r\n' +
      'TZOFFSETTO:+0800\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n';
    const text = calendar(`${times}\r\nSUMMARY:engineer1`).replace('BEGIN:VEVENT', `${zone}BEGIN:VEVENT`);
    expect(parse(await importText('zone.ics', text)).people.engineer1.away).toEqual([
      { from: '2026-10-05', until: '2026-10-06' },
    ]);
  });

  it('a repetition that was moved or cancelled alone counts as it is now', async () => {
    const weekly = 'DTSTART;VALUE=DATE:20261006\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nSUMMARY:engineer1';
    const moved = 'RECURRENCE-ID;VALUE=DATE:20261013\r\nDTSTART;VALUE=DATE:20261015\r\nSUMMARY:engineer1';
    const gone = 'RECURRENCE-ID;VALUE=DATE:20261020\r\nDTSTART;VALUE=DATE:20261020\r\nSTATUS:CANCELLED\r\nSUMMARY:x';
    const { away } = parse(await importText('moved.ics', calendar(weekly, moved, gone))).people.engineer1;
    expect(away.map(({ from }: { from: string }) => from)).toEqual(['2026-10-06', '2026-10-15']);
  });

  it('a status in small letters is cancelled too, and a guest does not count beside the person in the title', async () => {
    const gone = 'DTSTART;VALUE=DATE:20261006\r\nSTATUS:cancelled\r\nSUMMARY:engineer1';
    const guest = 'DTSTART;VALUE=DATE:20261008\r\nATTENDEE;CN=engineer2:mailto:b@example.com\r\nSUMMARY:engineer1 away';
    const yaml = await importText('status.ics', calendar(gone, guest));
    expect(parse(yaml).people).toEqual({ engineer1: { away: [{ from: '2026-10-08', until: '2026-10-08' }] } });
  });

  it('a person given for the whole file counts, and a repetition without end is read for a year', async () => {
    const text = calendar('DTSTART;VALUE=DATE:20261002\r\nRRULE:FREQ=WEEKLY\r\nSUMMARY:Fridays off');
    const { away } = parse(await importText('fridays.ics', text, { person: '刘洋' })).people.engineer3;
    expect(away).toHaveLength(53);
    expect(away[0]).toEqual({ from: '2026-10-02', until: '2026-10-02' });
  });

  it.each([
    [
      'an event of no one',
      calendar('DTSTART;VALUE=DATE:20261003\r\nSUMMARY:engineer1', 'DTSTART;VALUE=DATE:20261003\r\nSUMMARY:off'),
      10,
    ],
    ['a repetition every second', calendar('DTSTART:20261003T000000Z\r\nRRULE:FREQ=SECONDLY\r\nSUMMARY:engineer1'), 4],
    ['what is no calendar', 'hello', 1],
    ['an event of two people', calendar('DTSTART;VALUE=DATE:20261003\r\nSUMMARY:engineer1 and engineer2'), 4],
    [
      'an end before the beginning',
      calendar('DTSTART;VALUE=DATE:20261003\r\nDTEND;VALUE=DATE:20261001\r\nSUMMARY:engineer1'),
      4,
    ],
    ['a day that does not exist', calendar('DTSTART;VALUE=DATE:20270230\r\nSUMMARY:engineer1'), 4],
    [
      'an absence of twenty years',
      calendar('DTSTART;VALUE=DATE:20261003\r\nDTEND;VALUE=DATE:20461003\r\nSUMMARY:engineer1'),
      4,
    ],
    ['an event without a beginning', calendar('SUMMARY:engineer1'), 4],
  ])('%s: refused with the line', async (_, text, line) => {
    expect((await mistakes('wrong.ics', text))[0]).toMatch(new RegExp(`^wrong\\.ics:${line}: `));
  });
});
