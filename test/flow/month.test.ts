import { loadImage } from '@napi-rs/canvas';
import { expect, it } from 'vitest';
import { prepareBook } from '../../src/desk/book/book.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { foldTicket } from '../../src/desk/ticket/case/fold.ts';
import type { TicketId } from '../../src/desk/ticket/case/ticket.ts';
import { figuresOf } from '../../src/desk/ticket/clock/figures.ts';
import { termsOf } from '../../src/desk/ticket/flow.ts';
import { listEntries } from '../../src/desk/ticket/store.ts';
import { t } from '../../src/i18n/i18n.ts';
import { namesIn } from '../../src/lib/language.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, reportSevere, SHARED } from '../support/report.ts';
import { sampleBook, withRival } from '../support/sample-book.ts';

/** A working day in October. */
const AT = Date.parse('2026-10-12T10:10:00+08:00');

/** Promises of two general faults and of a severe one. */
const ALL = 4;

eachHouse((open, language) => {
  const zh = language === 'zh-CN';
  const month = (words = '') => (zh ? `/desk 月报 ${words}` : `/desk month ${words}`);
  const october = zh ? '2026年10月' : 'October 2026';
  const kept = (count: number, all: number, percent: number) =>
    t(language, 'report.with-percent-decided', { words: t(language, 'report.kept', { kept: count, all }), percent });

  /** Two general faults of the customer (D2: respond in 60 minutes): one is answered in time, the other after 110. */
  async function busy(book?: BookSource): Promise<TestHouse> {
    const house = await open({ at: AT, months: true, ...(book ? { book } : {}) });
    await house.say(REPORTER, SHARED, '/fault the printer of the duty room is out of toner');
    await house.say('engineer1', 'team', '/desk ack T-1');
    await house.say(REPORTER, SHARED, '/fault the clock of the second router is wrong');
    await house.forward({ minutes: 110 });
    await house.say('engineer1', 'team', '/desk ack T-2');
    // Severe: to respond in 10 minutes, a workaround in 60.
    await reportSevere(house);
    return house;
  }

  it('staff see what was kept, late and open, the worst case, and get a picture', async () => {
    const house = await busy();
    const told = await house.say('manager1', 'team', month());
    expect(told.refused).toBeUndefined();
    const words = wordsOf(told.card);
    expect(words).toContain(october);
    expect(words).toContain(t(language, 'report.all-customers'));
    expect(words).toContain(kept(1, ALL, 50));
    expect(words).toContain(t(language, 'report.rest.keptLate', { count: 1 }));
    expect(words).toContain(t(language, 'report.rest.open', { count: ALL - 2 }));
    expect(words).toContain('T-2 · the clock of the second router is wrong');
    expect(words).not.toContain('T-1 ·');
    expect(words).toContain(t(language, 'reply.report.picture'));
    const sent = house.seen('team').messages.find(({ file }) => file !== undefined);
    expect(sent?.file).toBe(`${t(language, 'report.picture.name', { month: '2026-10' })}.png`);
    const [made] = await house.database.query<{ bytes: Uint8Array }>('select bytes from made_file');
    expect((await loadImage(Buffer.from(must(made).bytes))).width).toBeGreaterThan(900);
  });

  it('customers see their own month where they ask, and are refused all others', async () => {
    const house = await busy(withRival(await sampleBook(language)));
    const told = await house.say(REPORTER, SHARED, month());
    const words = wordsOf(told.card);
    expect(words).toContain(kept(1, ALL, 50));
    expect(words).not.toContain(t(language, 'report.field.untaken'));
    expect(house.seen(SHARED).messages.filter(({ file }) => file !== undefined)).toHaveLength(1);
    expect(house.seen('team').messages.filter(({ file }) => file !== undefined)).toEqual([]);
    const rival = zh ? '另一家客户' : 'Another customer';
    for (const asked of [rival, 'rival 2026-10', zh ? '全部' : 'all', `2026-10 ${rival}`])
      expect((await house.say(REPORTER, SHARED, month(asked))).refused, asked).toBe('report.only-own');
    const unknown = await house.say(REPORTER, SHARED, month('acme'));
    expect(unknown.refused).toBe('report.not-a-month');
    expect(unknown.text).not.toContain(rival);
    const theirs = wordsOf((await house.say('customer-rival-1', 'customer-rival', month())).card);
    expect(theirs).toContain(t(language, 'report.nothing'));
    expect(theirs).not.toMatch(/T-\d/);
  });

  it('the word alone is enough, and a sentence that begins with it is a fault', async () => {
    const house = await busy();
    for (const word of ['月报', '统计', 'stats', 'month'])
      expect(wordsOf((await house.say(REPORTER, SHARED, word)).card), word).toContain(october);
    await house.say(REPORTER, SHARED, 'report the door of the garage does not open, it is broken');
    expect(await house.database.query('select id from ticket where id = 4')).toHaveLength(1);
  });

  it('a month that has not begun, no month and no customer are refused in clear words', async () => {
    const house = await busy();
    const said = async (words: string) => house.say('manager1', 'team', month(words));
    const ahead = await said(zh ? '下月' : 'next month');
    expect([ahead.refused, ahead.text]).toEqual([
      'report.not-begun',
      t(language, 'report.not-begun', { month: zh ? '2026年11月' : 'November 2026' }),
    ]);
    expect((await said('2026-12')).refused).toBe('report.not-begun');
    expect((await said('sample 2026-13')).refused).toBe('report.not-a-month');
    const who = await said('acme 2026-10');
    expect([who.refused, who.text]).toEqual([
      'report.no-customer',
      t(language, 'report.no-customer', {
        value: 'acme',
        customers: namesIn(house.book.customers)
          .map((name) => name[zh ? 'zh' : 'en'])
          .join(),
      }),
    ]);
    expect((await said('gibberish')).refused).toBe('report.not-understood');
    const empty = wordsOf((await said('sample 2026-03')).card);
    expect(empty).toContain(t(language, 'report.nothing'));
  });

  it('a closed month stays as it was; what changed since stands beside it with the reason', async () => {
    const house = await busy();
    await house.say('engineer1', 'team', '/desk resolve T-1 new toner');
    await house.say('engineer1', 'team', '/desk resolve T-2 set the clock');
    // Until 4 November: by then the customer has confirmed nothing, and the tickets are closed or resolved.
    await house.forward({ days: 25 });
    const [closed] = await house.database.query<{ at: Date }>(
      `select closed_at as at from closed_month where month = '2026-10' and customer = 'sample'`,
    );
    expect(closed?.at.toISOString()).toBe('2026-11-03T16:00:00.000Z');
    const before = wordsOf((await house.say('manager1', 'team', month('sample 2026-10'))).card);
    const line = must(before.split('\n').find((each) => each.includes(zh ? '项承诺' : 'promises kept')));
    const worst = must(before.split('\n').find((each) => each.includes(zh ? '未完成：' : 'not met: ')));
    await house.forward({ days: 3 });
    await house.say('engineer1', 'team', '/desk withdraw T-2 it was a test of ours');
    const after = wordsOf((await house.say('manager1', 'team', month('sample 2026-10'))).card);
    expect(after).toContain(line);
    expect(after, 'a delay is that of the closing').toContain(worst);
    expect(after).toContain(t(language, 'report.why.withdrawn', { cases: 'T-2' }));
    expect(after).toMatch(zh ? /已不再需要：D-\d、D-\d、T-2$/m : /not owed any longer: D-\d, D-\d, T-2$/m);
    expect(before).not.toContain(t(language, 'report.why.withdrawn', { cases: 'T-2' }));
  });

  it('a confidential customer is counted for those who may see them alone, and their picture is private', async () => {
    const source = withRival(await sampleBook(language));
    const rule = { access: ['manager' as const], channels: [] };
    const rival = { ...must(source.customers.rival), confidential: rule };
    const house = await busy({ ...source, customers: { ...source.customers, rival } });
    await house.say('customer-rival-1', 'customer-rival', '/fault quokkasecret is broken');
    await house.forward({ hours: 3 });
    const name = zh ? '另一家客户' : 'Another customer';

    const open = wordsOf((await house.say('engineer1', 'team', month())).card);
    expect(open).toContain(t(language, 'report.leaves-out'));
    expect(open).not.toContain(name);
    expect(open).not.toMatch(/quokkasecret|T-4/);
    expect((await house.say('engineer1', 'team', month('rival'))).refused).toBe('confidential.closed');

    const files = (channel: string) => house.seen(channel).messages.filter(({ file }) => file !== undefined);
    const before = files('team').length;
    const told = wordsOf((await house.say('manager1', 'team', month())).card);
    expect(told).toContain(name);
    expect(told).toContain('T-4 · quokkasecret is broken');
    expect(told).toContain(t(language, 'reply.report.picture-direct'));
    expect([files('team').length, files('@manager1').length]).toEqual([before, 1]);
    const seen = await house.database.query<{ about: string }>(
      `select about from confidential_access where person = 'manager1'`,
    );
    expect(seen.map(({ about }) => about)).toEqual(['T-4']);
  });

  it('what is stored is what the log gives, and tickets older than the column count as well', async () => {
    const house = await busy();
    await house.say('engineer1', 'team', '/desk resolve T-1 new toner');
    await house.forward({ days: 2 });
    const counted = async () => wordsOf((await house.say('manager1', 'team', month('sample'))).card);
    const before = await counted();
    const rows = await house.database.query<{ id: number; figures: string; times: string }>(
      'select id, figures, times from ticket order by id',
    );
    expect(rows).toHaveLength(3);
    const book = prepareBook(1, house.book);
    for (const { id, figures, times } of rows) {
      const ticket = foldTicket(await house.database.transaction((tx) => listEntries(tx, id as TicketId)));
      const counting = figuresOf(ticket, termsOf(book, ticket.facts));
      expect([JSON.parse(figures), JSON.parse(times)]).toEqual([counting.figures, counting.times]);
    }
    await house.database.query('update ticket set figures = null, times = null');
    expect(await counted()).toBe(before);
  });
});
