import { expect, it } from 'vitest';
import { loadBook } from '../../src/desk/book/store.ts';
import { startPlans } from '../../src/desk/inspection/plan-flow.ts';
import { t } from '../../src/i18n/i18n.ts';
import type { TextKey } from '../../src/lib/text-key.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

/** More than any list shows, and more than a list of matters reads without being told to. */
const ALL = 250;

eachHouse((open, language) => {
  /** Checks the count in a list's title, and that its last line has the rest. `shown`: how many rows it has. */
  async function counts(house: TestHouse, person: string, words: string, title: TextKey, shown: number): Promise<void> {
    const { card } = await house.say(person, person === REPORTER ? SHARED : 'team', `/desk ${words}`);
    expect(card?.title, words).toBe(t(language, title, { count: ALL }));
    expect(wordsOf(card).split('\n'), words).toContain(t(language, 'list.more', { more: ALL - shown }));
  }

  it('a list of 20 tickets counts all 250 of them: the open ones, one’s own, and on the home page', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.database.query(
      `insert into ticket (book_version_id, customer, kind, status, level, assignee, title, state, opened_at, next_due_at)
       select book_version_id, customer, kind, status, level, assignee, title, state, opened_at, next_due_at
       from ticket cross join generate_series(2, ${ALL})`,
    );
    await counts(house, 'engineer2', 'open', 'list.open', 20);
    await counts(house, REPORTER, 'open', 'list.open', 20);
    await counts(house, 'engineer1', 'mine', 'list.mine', 20);
    const home = wordsOf((await house.forge('engineer1', '@engineer1', 'desk.home', {})).card);
    expect(home).toContain(t(language, 'list.mine', { count: ALL }));
    expect(home).toContain(t(language, 'list.more', { more: ALL - 10 }));
  });

  it('so do the lists of complaints, of parts, of papers and of inspections', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.forge(REPORTER, SHARED, 'complaint.open', {
      text: 'nobody answers',
      answerIn: 'privately',
      sure: 'yes',
    });
    await house.say('engineer1', 'team', '/desk part T-1 line card');
    await house.say('engineer1', 'team', '/desk ack T-1');
    await house.say('engineer1', 'team', '/desk resolve T-1 rebooted');
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    await house.say('projectManager', 'team', '/desk inspection plan 10/12');
    for (const feature of ['complaint', 'part', 'paper', 'inspection']) await multiply(house, feature);
    await counts(house, 'manager1', 'complaints', 'complaint.list', 20);
    await counts(house, REPORTER, 'complaints', 'complaint.list-own', 20);
    await counts(house, 'engineer1', 'parts', 'part.ledger', 20);
    await counts(house, 'engineer1', 'papers', 'paper.list.title', 20);
    await counts(house, 'engineer1', 'inspections', 'inspection.list', 20);
  });

  it('a book with more sites than one list reads gets one inspection plan for each, however often it starts', async () => {
    const source = await sampleBook(language);
    const { sample } = source.customers;
    const [site] = sample?.sites ?? [];
    if (!sample || !site) throw new Error('no sample site');
    const sites = Array.from({ length: ALL }, (_, index) => ({
      ...site,
      key: index === 0 ? site.key : `site${index}`,
    }));
    const house = await open({ book: { ...source, customers: { ...source.customers, sample: { ...sample, sites } } } });
    const [version] = await house.database.query<{ id: number; hash: string }>('select id, hash from book_version');
    const plans = async () => {
      await house.database.transaction(async (tx) => {
        const { id, hash } = must(version);
        await startPlans({ tx, now: house.now() }, await loadBook(tx, { version: id, hash }));
      });
      const sql = `select count(*)::int as count from matter where feature = 'inspection-plan'`;
      return (await house.database.query<{ count: number }>(sql))[0]?.count;
    };
    expect(await plans()).toBe(ALL);
    expect(await plans()).toBe(ALL);
  });

  /** Copies the first open matter of a feature, so that there are `ALL` open ones of it. */
  async function multiply(house: TestHouse, feature: string): Promise<void> {
    const [found] = await house.database.query<{ open: number; last: number }>(
      `select count(*) filter (where status = 'open')::int as open, max(number) as last from matter where feature = $1`,
      [feature],
    );
    expect(found?.open, feature).toBeGreaterThan(0);
    await house.database.query(
      `insert into matter (feature, number, book_version_id, customer, ticket_id, status, state, opened_at)
       select feature, each, book_version_id, customer, ticket_id, status, state, opened_at
         from (select * from matter where feature = $1 and status = 'open' order by id limit 1) as first
           cross join generate_series($2::int + 1, $2::int + $3::int) as each`,
      [feature, found?.last, ALL - (found?.open ?? 0)],
    );
  }
});
