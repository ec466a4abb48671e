import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/db/database.ts';
import { lexemesOf, queryOfText } from '../../../src/desk/words/lexeme.ts';
import { addWords, findTicketIds, type WordsFilter } from '../../../src/desk/words/store.ts';
import { openTestDatabase, TEST_DATABASES } from '../../support/database.ts';

const ALL: WordsFilter = {
  side: 'team',
  customer: undefined,
  query: undefined,
  states: undefined,
  fromAt: undefined,
  toAt: undefined,
};
const DAY_ONE = Date.parse('2026-01-01T00:00:00Z');
const DAY = 86_400_000;

/** 3,000 tickets, one a day: more than are looked at before the index is. Ticket 5 alone is about lightning. */
describe.each(TEST_DATABASES)('the words of tickets on %s', (kind) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
    await database.query(`insert into book_version (hash, source, applied_at) values ('h', '{}', now())`);
    await database.query(
      `with opened as (
         insert into ticket (book_version_id, customer, kind, status, title, state, opened_at)
         select 1, case when i % 3 = 0 then 'small' else 'large' end, 'fault',
           case when i % 100 = 0 then 'open' else 'closed' end, 't', '{}', $1::timestamptz + i * interval '1 day'
           from generate_series(1, 3000) as i returning *
       ) insert into ticket_words (ticket_id, customer, status, opened_at, told, team)
         select id, customer, status, opened_at, array_to_tsvector($2::text[]), array_to_tsvector($2::text[]) from opened`,
      [new Date(DAY_ONE).toISOString(), lexemesOf('交换机 switch')],
    );
    await database.transaction(async (tx) => {
      await addWords(tx, 5, { told: lexemesOf('雷击'), team: lexemesOf('客户误操作 misuse') });
      await addWords(tx, 6, { told: lexemesOf('fuser'), team: [] });
    });
  });
  afterAll(() => database.close());

  const find = (filter: Partial<WordsFilter>, limit = 10) => findTicketIds(database, { ...ALL, ...filter }, limit);
  const saying = (text: string) => ({ query: queryOfText(text) ?? '' });

  it.each([
    ['a common word: the latest', saying('交换机'), [3000, 2999, 2998]],
    ['a rare word, long ago', saying('雷击'), [5]],
    ['the beginning of a word', saying('swi'), [3000, 2999, 2998]],
    ['both words', saying('雷击 switch'), [5]],
    ['words that no ticket has together', saying('雷击 fuser'), []],
    ['what looks like syntax', saying(`' & | ! :* \\ ')`), []],
    ['a word of the team', saying('误操作'), [5]],
    ['no word', {}, [3000, 2999, 2998]],
    ['a state that few have', { states: ['open', 'resolved'] }, [3000, 2900, 2800]],
    ['a state and a common word', { ...saying('交换'), states: ['open'] }, [3000, 2900, 2800]],
    ['a customer', { customer: 'small' }, [3000, 2997, 2994]],
    ['a customer and a rare word', { ...saying('雷击'), customer: 'small' }, []],
    ['a period, its end left out', { fromAt: DAY_ONE + 10 * DAY, toAt: DAY_ONE + 12 * DAY }, [11, 10]],
    ['a period and a word', { ...saying('fuser'), toAt: DAY_ONE + 7 * DAY }, [6]],
  ])('%s', async (_, filter, expected) => {
    // `'` alone is nothing to look for; a query of nothing never reaches the database.
    if ('query' in filter && filter.query === '') return expect(expected).toEqual([]);
    const ids = await find(filter, 3);
    expect(ids).toEqual(expected);
  });

  it('gives a customer nothing of what is for the team', async () => {
    expect(await find({ ...saying('误操作'), side: 'told' })).toEqual([]);
    expect(await find({ ...saying('misuse'), side: 'told' })).toEqual([]);
    expect(await find({ ...saying('雷击'), side: 'told' })).toEqual([5]);
  });

  it('gives as many as are asked for, from the latest to the earliest', async () => {
    const ids = await find(saying('switch'), 2500);
    expect(ids).toEqual(Array.from({ length: 2500 }, (_, index) => 3000 - index));
  });

  it('keeps a row within what PostgreSQL can hold, however much is said', async () => {
    for (let round = 0; round < 12; round += 1) {
      const told = Array.from({ length: 2000 }, (_, index) => `${round}-${index}`.padEnd(32, '界'));
      await database.transaction((tx) => addWords(tx, 7, { told, team: [] }));
    }
    const [row] = await database.query<{ count: number }>(
      'select length(told) as count from ticket_words where ticket_id = 7',
    );
    expect(row?.count).toBeGreaterThan(8000);
    expect(row?.count).toBeLessThan(12_000);
    expect(await find(saying('0-0'), 3)).toEqual([7]);
  });
});
