import { expect, it } from 'vitest';
import type { Finding } from '../../src/chat/check.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { examineBook, namedOn, readBook } from '../../src/doctor/book.ts';
import { examineCalendars } from '../../src/doctor/calendar.ts';
import { withPaging } from '../support/paging-book.ts';
import { sampleBook, withRival } from '../support/sample-book.ts';
import { slackBook } from '../support/slack-book.ts';

function told(findings: readonly Finding[]): string[] {
  return findings.map(({ level, code, params }) => [level, code, ...Object.values(params)].join(' '));
}

async function bookWith(change: (source: BookSource) => Partial<BookSource>): Promise<BookSource> {
  const source = await slackBook('en');
  return { ...source, ...change(source) };
}

it('has nothing to say of a book whose channels and people are all on a configured platform', async () => {
  expect(examineBook(await slackBook('en'), ['slack'], () => false)).toEqual([]);
});

it('names channels and people on a platform that is not configured', async () => {
  const source = await sampleBook('en');
  const people = Object.keys(source.people).join(', ');
  expect(told(examineBook(source, ['slack'], () => false))).toEqual([
    'wrong doctor.book.channels-elsewhere playground customer-sample, team, escalation, managers',
    'warning doctor.book.customer-without-channel sample',
    'warning doctor.book.no-team-channel',
    'warning doctor.book.no-escalation-channel',
    `warning doctor.book.people-nowhere ${people}`,
  ]);
});

it('names a duty group on a platform that is not configured', async () => {
  const source = await bookWith(({ rotations }) => {
    const { primary } = rotations;
    if (!primary) throw new Error('no rotation');
    return { rotations: { primary: { ...primary, group: { slack: '@on-call', feishu: 'oc_duty' } } } };
  });
  expect(told(examineBook(source, ['slack'], () => false))).toEqual([
    'warning doctor.book.duty-group-elsewhere feishu oc_duty',
  ]);
  const troubles = new Map([['on-call', 'forbidden' as const]]);
  expect(namedOn(source, 'slack', new Map(), troubles).dutyGroups).toEqual([{ name: 'on-call', trouble: 'forbidden' }]);
});

it('names a customer without a channel', async () => {
  const source = await bookWith((book) => ({ customers: withRival(book).customers }));
  expect(told(examineBook(source, ['slack'], () => false))).toEqual([
    'warning doctor.book.customer-without-channel rival',
  ]);
});

it('names people who would be pinged on a platform that is not configured, though they have another id', async () => {
  const source = await bookWith(({ people }) => {
    const { engineer1 } = people;
    if (!engineer1) throw new Error('no engineer1');
    return { people: { ...people, engineer1: { ...engineer1, ids: { feishu: 'ou_1', slack: 'U1' } } } };
  });
  expect(told(examineBook(source, ['slack'], () => false))).toEqual(['warning doctor.book.people-elsewhere engineer1']);
  expect(examineBook(source, ['slack', 'feishu'], () => false)).toEqual([]);
});

it('names the ways of calls that do not reach those who take turns, and which ways the book has at all', async () => {
  const source = withPaging(await slackBook('en'), {
    steps: [
      { after: '2m', way: 'direct' },
      { after: '5m', way: 'phone' },
    ],
  });
  const gaps = told(examineBook(source, ['slack'], () => false));
  const unreached = 'engineer1, engineer2, engineer3';
  const levels = ['catastrophic', 'major', 'severe'];
  expect(gaps).toEqual(levels.map((level) => `warning doctor.book.paging-way ${level} phone ${unreached}`));
  expect(examineBook(source, ['slack'], () => true)).toEqual([]);
  expect(namedOn(source, 'slack').urgent).toEqual(['phone']);
});

it('gives each channel and person of a platform, and who reads a channel', async () => {
  const { channels, people } = namedOn(await slackBook('en'), 'slack');
  expect(channels.map(({ key, readers }) => `${key} ${readers}`)).toEqual([
    'customer-sample customer',
    'team staff',
    'escalation staff',
    'managers staff',
  ]);
  expect(channels.filter(({ listens }) => listens)).toEqual([]);
  const book = await slackBook('en');
  const [[key, channel] = []] = Object.entries(book.channels);
  if (key === undefined || !channel) throw new Error('no channel');
  const listening = { ...book, channels: { ...book.channels, [key]: { ...channel, listen: 'offer' as const } } };
  expect(namedOn(listening, 'slack').channels.flatMap((each) => (each.listens ? [each.key] : []))).toEqual([key]);
  const [moved] = namedOn(await slackBook('en'), 'slack', new Map([['CCUSTOMERSAMPLE', 'CNEW']])).channels;
  expect(moved?.id).toBe('CNEW');
  expect(people[0]).toEqual({ key: 'engineer1', id: 'UENGINEER1' });
  expect(namedOn(await slackBook('en'), 'feishu')).toEqual({ channels: [], people: [], urgent: [], dutyGroups: [] });
});

it('tells each mistake of a book that cannot be read', async () => {
  const { source, findings } = await readBook('/nowhere/book.yaml');
  expect(source).toBeUndefined();
  expect(told(findings)).toEqual([expect.stringContaining('wrong doctor.book.bad /nowhere/book.yaml:1: no such file')]);
});

it.each([
  ['2026-10-31T23:00+08:00', 'note doctor.calendar.year-to-come office 2026-12-31 2027'],
  ['2026-11-01T00:30+08:00', 'warning doctor.calendar.year-missing office 2027'],
  ['2025-12-31T12:00+08:00', 'ok doctor.calendar.ok office 2026-12-31'],
])('at %s says of the calendar with holidays: %s', async (instant, line) => {
  expect(told(examineCalendars(await sampleBook('en'), Date.parse(instant)))).toEqual([line]);
});

it('needs no holidays where no calendar counts on them', async () => {
  const source = await bookWith(() => ({ calendars: {} }));
  expect(told(examineCalendars(source, 0))).toEqual(['ok doctor.calendar.no-holidays']);
});
