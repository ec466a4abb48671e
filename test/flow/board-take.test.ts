import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signIn } from '../support/board-visitor.ts';
import { must } from '../support/must.ts';
import { sampleBook, withRival } from '../support/sample-book.ts';
import { byHeading, readCsv, readXlsx } from '../support/spreadsheet.ts';
import { openWebHouse, type WebHouse } from '../support/web-house.ts';

/** Lists that are taken away from the board. */

const REPORTER = 'customer-sample-1';
const SHARED = 'customer-sample';

let house: WebHouse;
beforeEach(async () => {
  const source = withRival(await sampleBook('en'));
  const rival = must(source.customers.rival);
  const confidential = { access: ['director' as const], channels: [] };
  house = await openWebHouse({
    ...source,
    customers: { ...source.customers, rival: { ...rival, confidential } },
  });
});
afterEach(() => house.close());

const records = () => house.database.prisma.exportRecord.findMany({ orderBy: { id: 'asc' } });
const fault = (text: string) => house.say(REPORTER, SHARED, `/fault ${text}`);
/** The names of the files that are offered on a page: `list` of each form that exports. */
const offered = (page: string) => [...page.matchAll(/name="list" value="(\w+)"/g)].map(([, list]) => list);

describe('the open cases', () => {
  beforeEach(async () => {
    await fault('=HYPERLINK("http://evil") printer jams');
    await fault('the lift display is dark');
    await house.say('customer-rival-1', 'customer-rival', '/fault secret vault door');
    await fault('a typo');
    await house.say(REPORTER, SHARED, '/desk withdraw T-4 a typo');
  });

  it('come as CSV and as Excel, without what is closed to the person and what is not open; it is recorded', async () => {
    const manager = await signIn(house, 'manager1');
    expect(offered(await manager.read('open'))).toEqual(['open']);
    const csv = await manager.send('export', { list: 'open', choice: 'csv' });
    expect(csv.status).toBe(200);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-disposition')).toContain('attachment; filename="Tickets.csv"');
    expect([...csv.bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = byHeading(readCsv(csv.bytes));
    expect(rows.map((row) => [row.Ticket, row.Title])).toEqual([
      ['T-1', '\'=HYPERLINK("http://evil") printer jams'],
      ['T-2', 'the lift display is dark'],
    ]);
    const xlsx = await manager.send('export', { list: 'open', choice: 'xlsx' });
    const opened = byHeading(await readXlsx(xlsx.bytes));
    expect(opened.map((row) => row.Title)).toEqual([
      '=HYPERLINK("http://evil") printer jams',
      'the lift display is dark',
    ]);
    const director = await signIn(house, 'director');
    const all = byHeading(readCsv((await director.send('export', { list: 'open', choice: 'csv' })).bytes));
    expect(all.map((row) => row.Ticket)).toEqual(['T-1', 'T-2', 'T-3']);
    expect((await records()).map(({ by, what, format, rows: count }) => [by, what, format, count])).toEqual([
      ['manager1', 'tickets', 'csv', 2],
      ['manager1', 'tickets', 'xlsx', 2],
      ['director', 'tickets', 'csv', 3],
    ]);
    const access = await house.database.prisma.confidentialAccess.findMany({ where: { what: 'exported' } });
    expect(access.map(({ person, customer }) => [person, customer])).toEqual([['director', 'rival']]);
  });

  it('come as the page is filtered', async () => {
    const director = await signIn(house, 'director');
    const page = await director.read('open?customer=rival');
    expect(page).toContain('<input type="hidden" name="customer" value="rival">');
    const rival = await director.send('export', { list: 'open', customer: 'rival', choice: 'csv' });
    expect(byHeading(readCsv(rival.bytes)).map((row) => row.Ticket)).toEqual(['T-3']);
    const mine = await director.send('export', { list: 'open', whose: 'mine', choice: 'csv' });
    expect(mine.status).toBe(422);
    expect(mine.text).toContain('Open cases: there is nothing to download that you may see.');
    // A customer that is closed to the person is no filter.
    const manager = await signIn(house, 'manager1');
    const closed = await manager.send('export', { list: 'open', customer: 'rival', choice: 'csv' });
    expect(byHeading(readCsv(closed.bytes)).map((row) => row.Ticket)).toEqual(['T-1', 'T-2']);
  });

  it('of a customer are their own, without our bookkeeping', async () => {
    const customer = await signIn(house, REPORTER, SHARED);
    expect(offered(await customer.read('open'))).toEqual(['open']);
    const own = byHeading(readCsv((await customer.send('export', { list: 'open', choice: 'csv' })).bytes));
    expect(own.map((row) => row.Ticket)).toEqual(['T-1', 'T-2']);
    expect(Object.keys(must(own[0]))).not.toContain('Promises broken');
    const refused = await customer.send('export', { list: 'complaints', choice: 'csv' });
    expect([refused.status, refused.text.includes('Lists are given to managers')]).toEqual([422, true]);
    expect((await customer.send('export', { list: 'papers', choice: 'csv' })).status).toBe(422);
  });

  it('engineers see the list, and may not take it away', async () => {
    const engineer = await signIn(house, 'engineer1');
    for (const page of ['open', 'month', 'complaints', 'papers'])
      expect(offered(await engineer.read(page))).toEqual([]);
    for (const list of ['open', 'month', 'complaints', 'papers', 'nothing', '']) {
      const { status, text, headers } = await engineer.send('export', { list, choice: 'csv' });
      expect([status, headers.get('content-disposition')], list).toEqual([422, null]);
      expect(text).toContain('Lists are given to managers, coordinators and directors.');
    }
    expect(await records()).toEqual([]);
  });

  it('more than a page gives are named with their number, and nothing is recorded', async () => {
    await house.database.query(
      `insert into ticket (book_version_id, customer, kind, status, level, title, state, opened_at)
       select book_version_id, customer, kind, status, level, title, state, opened_at
         from ticket, generate_series(1, 10000) where id = 1`,
    );
    const manager = await signIn(house, 'manager1');
    const { status, text } = await manager.send('export', { list: 'open', choice: 'csv' });
    expect(status).toBe(422);
    expect(text).toContain('That is 10002 rows; the board gives 10000.');
    expect(await records()).toEqual([]);
  });
});

describe('the other lists', () => {
  it('complaints go to those who may read them; never to the person they are about', async () => {
    for (const about of ['', 'manager1']) {
      const { form } = await house.say(REPORTER, SHARED, '/complaint');
      await house.submit(REPORTER, SHARED, must(form), { text: `about ${about || 'no one'}`, about });
    }
    const textsFor = async (person: string) => {
      const { status, text, bytes } = await (await signIn(house, person)).send('export', {
        list: 'complaints',
        choice: 'csv',
      });
      if (status !== 200) return text;
      return byHeading(readCsv(bytes)).map((row) => row.Complaint);
    };
    expect(await textsFor('director')).toEqual(['about no one', 'about manager1']);
    expect(await textsFor('manager1')).toEqual(['about no one']);
    expect(await textsFor('coordinator')).toContain('Complaints: there is nothing to download that you may see.');
  });

  it('papers that are owed and those that are handed in', async () => {
    await fault('core switch is down');
    await house.say('engineer1', 'team', '/desk ack T-1');
    await house.say('engineer1', 'team', '/desk resolve T-1 a new board');
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    const manager = await signIn(house, 'manager1');
    const { bytes, headers } = await manager.send('export', { list: 'papers', choice: 'csv' });
    expect(headers.get('content-disposition')).toContain('Papers.csv');
    const rows = byHeading(readCsv(bytes));
    expect(rows.map((row) => [row.Number, row.About, row.State])).toContainEqual(['D-1', 'T-1', 'To hand in']);
    expect(await manager.read('papers')).toContain('D-1');
    const shown = [...(await manager.read('papers')).matchAll(/>(D-\d+)[ <]/g)].map(([, number]) => number);
    expect(rows.map((row) => row.Number).sort()).toEqual([...new Set(shown)].sort());
  });

  it('the month: what became of the promises, by customer, promise, clause and person, with the cases', async () => {
    await fault('core switch is down');
    await house.say('customer-rival-1', 'customer-rival', '/fault secret vault door');
    house.forward({ minutes: 90 });
    await house.say('engineer1', 'team', '/desk ack T-1');
    const manager = await signIn(house, 'manager1');
    const rowsOf = async (who: typeof manager) => {
      const { bytes } = await who.send('export', { list: 'month', month: '2026-09', choice: 'csv' });
      return byHeading(readCsv(bytes));
    };
    const rows = await rowsOf(manager);
    const all = must(rows[0]);
    expect(all['Counted by']).toBe('All');
    expect(Number(all['Met late'])).toBeGreaterThan(0);
    expect(all['Tickets not kept in time']).toBe('T-1');
    expect(rows.filter((row) => row['Counted by'] === 'By customer')).toHaveLength(1);
    expect(rows.filter((row) => row['Counted by'] === 'By person').map(({ Name }) => Name)).toContain('Li Wei');
    const parts = ['Kept in time', 'Met late', 'Broken, not met', 'Still open', 'Withdrawn'];
    for (const row of rows) expect(parts.reduce((sum, part) => sum + Number(row[part]), 0)).toBe(Number(row.Promised));
    const director = await rowsOf(await signIn(house, 'director'));
    expect(director.filter((row) => row['Counted by'] === 'By customer')).toHaveLength(2);
    const own = await rowsOf(await signIn(house, REPORTER, SHARED));
    expect(own.map((row) => row['Counted by'])).not.toContain('By person');
    const { status, text } = await manager.send('export', { list: 'month', month: '2025-01', choice: 'csv' });
    expect([status, text.includes('nothing to download')]).toEqual([422, true]);
    expect((await records()).map(({ what, by }) => [what, by])).toEqual([
      ['month', 'manager1'],
      ['month', 'director'],
      ['month', 'customer'],
    ]);
  });
});

describe('a form that is not from our page', () => {
  it('does nothing: another site, an old browser’s origin, no token, another session’s token', async () => {
    await fault('printer jams');
    const [manager, other] = [await signIn(house, 'manager1'), await signIn(house, 'manager2')];
    const url = `${house.origin}/web/board/export`;
    const own = await manager.token();
    const post = (headers: Record<string, string>, token: string) =>
      manager.post(url, headers, new URLSearchParams({ list: 'open', choice: 'csv', token }));
    const sent = [
      await post({ 'sec-fetch-site': 'cross-site' }, own),
      await post({ 'sec-fetch-site': 'same-site' }, own),
      await post({ origin: 'https://evil.example' }, own),
      await post({ origin: 'nonsense' }, own),
      await post({}, ''),
      await post({}, 'x'.repeat(43)),
      await post({ 'sec-fetch-site': 'same-origin' }, await other.token()),
    ];
    for (const { status, text } of sent) expect([status, text.includes('Not done')]).toEqual([403, true]);
    const left = await manager.post(`${house.origin}/web/board/leave`);
    expect(left.status).toBe(403);
    expect(await records()).toEqual([]);
    for (const headers of [{}, { 'sec-fetch-site': 'same-origin' }, { origin: house.origin }, { origin: 'null' }])
      expect((await post(headers as Record<string, string>, own)).status).toBe(200);
    const unsigned = await fetch(url, { method: 'POST', body: new URLSearchParams({ token: own }) });
    expect(unsigned.status).toBe(401);
    expect(await house.stored()).toEqual([]);
  });

  it('too many in a short time have to wait', async () => {
    const manager = await signIn(house, 'manager1');
    let status = 0;
    for (let time = 0; time < 31; time += 1) ({ status } = await manager.send('export', { list: 'open' }));
    expect(status).toBe(429);
  });
});
