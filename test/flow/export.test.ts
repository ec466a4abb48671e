import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, reportSevere, SHARED } from '../support/report.ts';
import { sampleBook, withRival } from '../support/sample-book.ts';
import { byHeading, readCsv, readXlsx } from '../support/spreadsheet.ts';

/** The newest file that the desk made. */
async function lastFile(house: TestHouse): Promise<{ name: string; bytes: Uint8Array }> {
  return must((await house.database.prisma.madeFile.findFirst({ orderBy: { id: 'desc' } })) ?? undefined);
}
const records = (house: TestHouse) => house.database.prisma.exportRecord.findMany({ orderBy: { id: 'asc' } });
/** The names of the files that a person has in their direct messages. */
const filesOf = (house: TestHouse, person: string) =>
  house.seen(`@${person}`).messages.flatMap(({ file }) => file ?? []);

eachHouse((open, language) => {
  const heading = (name: string) => t(language, `export.column.${name}` as 'export.column.title');

  it('a manager gets the tickets of a month as a spreadsheet, in private, and it is recorded', async () => {
    const house = await open();
    await reportSevere(house, '=HYPERLINK("http://evil") 核心交换机');
    await house.say('engineer1', 'team', '/desk update T-1 an internal suspicion');
    const words = { 'zh-CN': '/desk 导出 工单 2026-09 csv', en: '/desk export tickets 2026-09 csv' }[language];
    const { refused, text } = await house.say('manager1', 'managers', words);
    expect(refused).toBeUndefined();
    expect(text).toBe(t(language, 'export.sent', { list: t(language, 'export.kind.tickets'), rows: 1 }));
    expect(house.seen('managers').messages.filter(({ file }) => file)).toEqual([]);
    expect(filesOf(house, 'manager1')).toEqual([`${t(language, 'export.kind.tickets')} 2026-09-01 2026-09-30.csv`]);

    const file = await lastFile(house);
    const [row] = byHeading(readCsv(file.bytes));
    expect(row).toMatchObject({
      [heading('ticket')]: 'T-1',
      [heading('title')]: '\'=HYPERLINK("http://evil") 核心交换机',
      [heading('status')]: t(language, 'export.value.open'),
      [t(language, 'export.heading.zone', { label: heading('reported'), zone: 'Asia/Shanghai' })]:
        '2026-09-28 10:10:00',
      [t(language, 'export.heading.zone', { label: heading('reported'), zone: 'UTC' })]: '2026-09-28T02:10:00.000Z',
    });
    expect(Buffer.from(file.bytes).toString()).not.toContain('suspicion');
    const [record] = await records(house);
    expect(record).toMatchObject({ by: 'manager1', what: 'tickets', format: 'csv', rows: 1, customer: null });
    expect(record?.fromAt?.toISOString()).toBe('2026-08-31T16:00:00.000Z');
    expect(record?.sha256).toMatch(/^[0-9a-f]{64}$/);
    await expect(house.database.query("update export_record set by = 'x'")).rejects.toThrow(/append-only/);
  });

  it('each list has its rows: promises with what came of them, the log in words, devices, parts, ratings', async () => {
    const house = await open();
    await reportSevere(house);
    await house.forward({ minutes: 11 });
    await house.say('engineer1', 'team', '/desk ack T-1');
    await house.forge('engineer1', 'team', 'part.request', { ticket: 'T-1', text: '光模块 SFP' });
    await house.forward({ minutes: 20 });
    await house.say('engineer1', 'team', '/desk resolve T-1 replaced 光模块');
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    const rowsOf = async (list: string) => {
      const { refused } = await house.say('director', '@director', `/desk export ${list}`);
      expect([list, refused]).toEqual([list, undefined]);
      return byHeading(await readXlsx((await lastFile(house)).bytes));
    };
    const promises = await rowsOf('promises');
    const result = (metric: 'respond' | 'workaround') =>
      promises.find((row) => row[heading('promise')] === t(language, `metric.${metric}`))?.[heading('result')];
    expect(result('respond')).toBe(t(language, 'export.value.late'));
    expect(result('workaround')).toBe(t(language, 'export.value.kept'));
    const log = await rowsOf('log');
    expect(log.map((row) => row[heading('entry')])).toEqual(log.map((_, index) => index + 1));
    expect(log.map((row) => String(row[heading('happened')])).join('\n')).toContain('replaced 光模块');
    const devices = await rowsOf('devices');
    expect(devices).toHaveLength(must(house.book.customers.sample).devices.length);
    const [part] = await rowsOf('parts');
    expect(part?.[heading('wanted')]).toBe('光模块 SFP');
    expect(await rowsOf('ratings')).toHaveLength(1);
    expect((await records(house)).map(({ what, rows }) => [what, rows])).toEqual([
      ['promises', promises.length],
      ['log', log.length],
      ['devices', devices.length],
      ['parts', 1],
      ['ratings', 1],
    ]);
  });

  it('many pages of rows come once each and in order; more than a chat takes is refused with the way out', async () => {
    const house = await open();
    await reportSevere(house);
    const copy = (count: number) =>
      house.database.query(
        `with copied as (
           insert into ticket (book_version_id, customer, kind, status, title, state, opened_at)
             select book_version_id, customer, kind, status, title, state, opened_at
               from ticket, generate_series(1, ${count}) where ticket.id = 1 returning id
         ) insert into ticket_event (ticket_id, seq, at, kind, by, data)
             select copied.id, event.seq, event.at, event.kind, event.by, event.data from copied, ticket_event event
              where event.ticket_id = 1 and event.seq = 1`,
      );
    await copy(1200);
    const numbersIn = async (list: string) => {
      expect((await house.say('manager1', '@manager1', `/desk export ${list} csv`)).refused).toBeUndefined();
      return byHeading(readCsv((await lastFile(house)).bytes)).map((row) => row[heading('ticket')]);
    };
    const all = Array.from({ length: 1201 }, (_, index) => `T-${index + 1}`);
    expect(await numbersIn('tickets')).toEqual(all);
    expect([...new Set(await numbersIn('log'))]).toEqual(all);
    await copy(9000);
    const { refused, text } = await house.say('manager1', '@manager1', '/desk export tickets');
    expect(refused).toBe('export.too-many');
    expect(text).toContain('deskbell export');
  });

  it('without a list a form asks; what cannot be is refused in words', async () => {
    const house = await open();
    await reportSevere(house);
    const { form } = await house.say('coordinator', '@coordinator', '/desk export');
    const filled = await house.submit('coordinator', '@coordinator', must(form), { list: 'tickets', format: 'csv' });
    expect(filled.refused).toBeUndefined();
    const refusedFor = async (person: string, words: string) => (await house.say(person, `@${person}`, words)).refused;
    expect(await refusedFor('engineer1', '/desk export tickets')).toBe('export.not-yours');
    expect(await refusedFor('manager1', '/desk export tickets 2027-01')).toBe('export.not-begun');
    expect(await refusedFor('manager1', '/desk export tickets smarch')).toBe('export.not-understood');
    expect(await refusedFor('manager1', '/desk export tickets 2026-08')).toBe('export.none');
    expect((await records(house)).length).toBe(1);
  });

  it('a customer takes their own tickets along, without our bookkeeping, and nothing else', async () => {
    const house = await open({ book: withRival(await sampleBook(language)) });
    await reportSevere(house, 'core switch down');
    await house.say('customer-rival-1', 'customer-rival', '/fault rival router down');
    await house.say('engineer1', 'team', '/desk update T-1 an internal suspicion');
    const { refused } = await house.say(REPORTER, SHARED, '/desk export csv');
    expect(refused).toBeUndefined();
    const rows = byHeading(readCsv((await lastFile(house)).bytes));
    expect(rows.map((row) => row[heading('title')])).toEqual(['core switch down']);
    for (const name of ['broken', 'billable', 'customer', 'book'])
      expect(Object.keys(rows[0] ?? {})).not.toContain(heading(name));
    expect(filesOf(house, REPORTER)).toHaveLength(1);
    expect(house.seen(SHARED).messages.filter(({ file }) => file)).toEqual([]);
    for (const list of ['log', 'complaints', 'promises', 'devices'])
      expect((await house.say(REPORTER, SHARED, `/desk export ${list}`)).refused).toBe('export.tickets-only');
    expect((await records(house))[0]).toMatchObject({ by: 'customer', who: REPORTER, customer: 'sample' });
  });

  it('complaints go to those who may read them; never to the person they are about', async () => {
    const house = await open();
    for (const about of ['', 'manager1']) {
      const { form } = await house.say(REPORTER, SHARED, '/complaint');
      await house.submit(REPORTER, SHARED, must(form), { text: `about ${about || 'no one'}`, about });
    }
    const textsFor = async (person: string) => {
      const { refused } = await house.say(person, `@${person}`, '/desk export complaints csv');
      if (refused) return refused;
      return byHeading(readCsv((await lastFile(house)).bytes)).map((row) => row[heading('text')]);
    };
    expect(await textsFor('director')).toEqual(['about no one', 'about manager1']);
    expect(await textsFor('manager1')).toEqual(['about no one']);
    expect(await textsFor('coordinator')).toBe('export.none');
  });

  it('a confidential customer is in the lists of those alone who may see it, and their record says so', async () => {
    const source = await sampleBook(language);
    const sample = must(source.customers.sample);
    const confidential = { access: ['director' as const], channels: [] };
    const house = await open({
      book: { ...source, customers: { ...source.customers, sample: { ...sample, confidential } } },
    });
    await reportSevere(house, 'secret firewall');
    expect((await house.say('manager1', '@manager1', '/desk export tickets')).refused).toBe('export.none');
    expect((await house.say('manager1', '@manager1', '/desk export log')).refused).toBe('export.none');
    expect((await house.say('director', '@director', '/desk export tickets')).refused).toBeUndefined();
    const access = await house.database.prisma.confidentialAccess.findMany({ where: { what: 'exported' } });
    expect(access.map(({ person, customer, about }) => [person, customer, about])).toEqual([
      ['director', 'sample', 'tickets'],
    ]);
  });
});
