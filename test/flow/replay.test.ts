import { expect, it } from 'vitest';
import { type ReplayWanted, replayAsked } from '../../src/control/replay.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { OUTCOMES, type TicketFigures } from '../../src/desk/ticket/case/figures.ts';
import { t } from '../../src/i18n/i18n.ts';
import { namesIn } from '../../src/lib/language.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, reportSevere, SHARED } from '../support/report.ts';
import { sampleBook, withRival } from '../support/sample-book.ts';

/** A working day in October. */
const AT = Date.parse('2026-10-12T10:10:00+08:00');
const FILE = 'new.yaml';

/** The book with another limit for the response to general faults; in the preset it is an hour. */
function responding(source: BookSource, within: string): BookSource {
  const [[key, policy]] = Object.entries(source.policies) as [[string, BookSource['policies'][string]]];
  const respond = must(policy.clocks.respond);
  const limits = respond.limits.map((limit) => (limit.levels?.includes('general') ? { ...limit, within } : limit));
  const clocks = { ...policy.clocks, respond: { ...respond, limits } };
  return { ...source, policies: { ...source.policies, [key]: { ...policy, clocks } } };
}

eachHouse((open, language) => {
  const zh = language === 'zh-CN';

  /** Two general faults of the sample customer, answered after 20 and 110 minutes, a severe one, and one of the rival. */
  async function busy(book?: BookSource): Promise<TestHouse> {
    const house = await open({ at: AT, book: book ?? withRival(await sampleBook(language)) });
    await house.say(REPORTER, SHARED, '/fault the printer of the duty room is out of toner');
    await house.forward({ minutes: 20 });
    await house.say('engineer1', 'team', '/desk ack T-1');
    await house.say(REPORTER, SHARED, '/fault the clock of the second router is wrong');
    await house.forward({ minutes: 110 });
    await house.say('engineer1', 'team', '/desk ack T-2');
    await reportSevere(house);
    await house.say('customer-rival-1', 'customer-rival', '/fault a cable is torn');
    await house.forward({ hours: 3 });
    return house;
  }

  const ask = (house: TestHouse, source: BookSource, more: Partial<ReplayWanted> = {}) =>
    replayAsked(house, { file: FILE, source, month: '2026-10', json: false, language, ...more });
  const json = async (house: TestHouse, source: BookSource, more: Partial<ReplayWanted> = {}) =>
    JSON.parse((await ask(house, source, { ...more, json: true })).text);

  it('says what would have been kept and missed, in words, and changes and tells nothing', async () => {
    const house = await busy();
    const rows = () =>
      house.database.query(
        `select (select count(*) from ticket_event) as entries, (select count(*) from notice) as notices,
          (select count(*) from book_version) as books, (select string_agg(state::text, ',' order by id) from ticket) as states`,
      );
    const before = await rows();
    const { text, status } = await ask(house, responding(house.book, '15m'));
    expect(status).toBe(0);
    const lines = text.split('\n');
    expect(lines[0]).toBe(
      zh ? '2026年10月 · 全部客户，按 new.yaml 重算' : 'October 2026 · all customers, replayed under new.yaml',
    );
    expect(text).toContain(t(language, 'replay.counted', { tickets: 4, promises: 5, zone: 'Asia/Shanghai' }));
    expect(text).toContain(t(language, 'replay.running', { month: zh ? '2026年10月' : 'October 2026' }));
    const place = lines.indexOf(t(language, 'replay.changes.worse', { count: 1 }));
    expect(lines.slice(place + 1, place + 3)).toEqual(
      zh
        ? [
            '  T-1 · D2 响应 · 省电信公司',
            '    按时（时限 10月12日周一 11:10） → 超时完成（时限 10月12日周一 10:25，超时 5 分钟）',
          ]
        : [
            '  T-1 · D2 Respond · Provincial Telecom',
            '    kept in time (due Mon 12 Oct 11:10) → met late (5 min after Mon 12 Oct 10:25)',
          ],
    );
    const row = must(lines.find((line) => line.startsWith(`D2 ${t(language, 'metric.respond')}`)));
    expect(row).toMatch(/ 1 → 0 +1 → 2 +2 +0 +0$/);
    expect(await rows()).toEqual(before);
  });

  it('for programs: both counts, every change, what is left out', async () => {
    const house = await busy();
    const told = await json(house, responding(await sampleBook(language), '2h'));
    expect(told).toMatchObject({
      ...{ month: '2026-10', running: true, book: FILE, customer: null, tickets: 3, unsure: [], confidential: [] },
      before: { promised: 4, kept: 1, keptLate: 1, broken: 2, withdrawn: 0, open: 0 },
      after: { promised: 4, kept: 2, keptLate: 0, broken: 2, withdrawn: 0, open: 0 },
      customers: [{ customer: 'sample', before: { kept: 1 }, after: { kept: 2 } }],
      leftOut: [{ what: 'customer', key: 'rival', customer: 'rival', tickets: ['T-4'] }],
    });
    expect(told.promises.map(({ clause, promise }: { clause: string; promise: string }) => [clause, promise])).toEqual([
      ['D2', 'respond'],
      ['D3', 'workaround'],
    ]);
    expect(told.changes).toEqual([
      {
        ...{ ticket: 'T-2', customer: 'sample', promise: 'respond' },
        before: {
          ...{ clause: 'D2', outcome: 'keptLate', due: '2026-10-12T03:30:00Z', met: '2026-10-12T04:20:00Z' },
          missedMs: 50 * 60_000,
        },
        after: {
          ...{ clause: 'D2', outcome: 'kept', due: '2026-10-12T04:30:00Z', met: '2026-10-12T04:20:00Z' },
          missedMs: null,
        },
      },
    ]);
  });

  it('the same book changes nothing, and counts what the month counts', async () => {
    const house = await busy();
    await house.say('engineer1', 'team', '/desk resolve T-1 new toner');
    await house.forward({ hours: 20 });
    const told = await json(house, house.book);
    expect(told).toMatchObject({ changes: [], unsure: [], leftOut: [] });
    expect(told.after).toEqual(told.before);
    const rows = await house.database.query<{ figures: string }>('select figures from ticket');
    const stored = rows.flatMap(({ figures }) => (JSON.parse(figures) as TicketFigures).promises);
    expect(
      Object.values(Object.groupBy(stored, ({ outcome }) => outcome))
        .map(({ length }) => length)
        .sort(),
    ).toEqual(
      OUTCOMES.map((outcome) => told.before[outcome])
        .filter(Boolean)
        .sort(),
    );
    expect((await ask(house, house.book)).text).toContain(t(language, 'replay.no-change'));
  });

  it('tickets keep the book under which they were opened, also after another came into force', async () => {
    const house = await busy();
    const shorter = responding(house.book, '15m');
    await house.apply(shorter);
    await house.say(REPORTER, SHARED, '/fault the lamp is out');
    await house.forward({ minutes: 20 });
    await house.say('engineer1', 'team', '/desk ack T-5');
    const told = await json(house, house.book, { customer: 'sample' });
    expect(told.changes.map((change: { ticket: string }) => change.ticket)).toEqual(['T-5']);
    const back = await json(house, shorter, { customer: 'sample' });
    expect(back.changes.map((change: { ticket: string }) => change.ticket)).toEqual(['T-1']);
  });

  it('one customer, by key or name; sites, devices and levels that the new book does not have are named', async () => {
    const house = await busy();
    const rival = await ask(house, responding(house.book, '5h'), { customer: zh ? '另一家客户' : 'another customer' });
    expect(rival.text).toContain('T-4 · D2');
    expect(rival.text).not.toMatch(/T-[123] /);
    const { sample } = house.book.customers;
    const moved = { ...must(sample), sites: [{ ...must(must(sample).sites[0]), key: 'elsewhere' }], devices: [] };
    const { text, status } = await ask(house, { ...house.book, customers: { ...house.book.customers, sample: moved } });
    expect(status).toBe(0);
    expect(text).toContain(t(language, 'replay.left-out', { count: 3, all: 4 }));
    expect(text).toContain(zh ? '（3 张）：T-1、T-2、T-3' : '(3): T-1, T-2, T-3');
  });

  it('clear words for a month that has not begun, one without tickets, an unknown customer or person', async () => {
    const house = await busy();
    const refused = async (more: Partial<ReplayWanted>, said: string, source = house.book) =>
      expect(await ask(house, source, more)).toEqual({ text: said, status: 2 });
    const november = zh ? '2026年11月' : 'November 2026';
    await refused({ month: '2026-11' }, t(language, 'report.not-begun', { month: november }));
    const names = namesIn(house.book.customers)
      .map((name) => name[zh ? 'zh' : 'en'])
      .join(t(language, 'list.separator'));
    await refused({ customer: 'acme' }, t(language, 'report.no-customer', { value: 'acme', customers: names }));
    expect(await ask(house, house.book, { person: 'bob' })).toMatchObject({ status: 2 });
    const all = t(language, 'report.all-customers');
    const march = zh ? '2026年3月' : 'March 2026';
    expect(await ask(house, house.book, { month: '2026-03' })).toEqual({
      text: t(language, 'replay.no-ticket', { month: march, customer: all }),
      status: 0,
    });
    const bare = await ask(house, { ...house.book, customers: {} });
    expect(bare.status).toBe(2);
    expect(bare.text).toContain(
      t(language, 'replay.none-left', { month: zh ? '2026年10月' : 'October 2026', file: FILE }),
    );
    expect(bare.text).toContain('T-1');
    await expect(ask(house, house.book, { month: 'October' })).rejects.toThrow();
  });

  it('a confidential customer is counted for those who may see them alone', async () => {
    const source = withRival(await sampleBook(language));
    const confidential = { access: ['director' as const], channels: [] };
    const rival = { ...must(source.customers.rival), confidential };
    const house = await busy({ ...source, customers: { ...source.customers, rival } });
    const name = zh ? '另一家客户' : 'Another customer';
    const open = await ask(house, responding(house.book, '5h'));
    expect(open.text).toContain(t(language, 'replay.confidential', { customers: name }));
    expect(open.text).not.toContain('T-4');
    expect((await ask(house, house.book, { customer: 'rival' })).status).toBe(2);
    const told = await ask(house, responding(house.book, '5h'), { person: 'director' });
    expect(told.text).toContain(`T-4 · D2 ${t(language, 'metric.respond')} · ${name}`);
    expect(told.text).not.toContain(t(language, 'replay.confidential', { customers: name }));
  });
});
