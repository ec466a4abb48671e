import { expect, it } from 'vitest';
import { chainAllOlderLogs } from '../../src/clock/older-tickets.ts';
import { checkLog } from '../../src/desk/chain/chain.ts';
import { findLog } from '../../src/desk/chain/store.ts';
import { silentLog } from '../../src/lib/log.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, reportSevere, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

const logOf = async (house: TestHouse, id = 1) => must(await house.database.transaction((tx) => findLog(tx, id)));
const misfits = async (house: TestHouse, id = 1) =>
  checkLog(await logOf(house, id)).map(({ seq, why }) => `${seq} ${why}`);

/** What a person with the database in their hands does: the trigger that refuses it is taken away first. */
async function tamper(house: TestHouse, sql: string): Promise<void> {
  await house.database.query('alter table ticket_event disable trigger user');
  for (const statement of sql.split(';')) await house.database.query(statement);
  await house.database.query('alter table ticket_event enable trigger user');
}

eachHouse((open, language) => {
  /** A ticket with a log of several entries, several of them in one turn. */
  async function worked(house: TestHouse): Promise<void> {
    await reportSevere(house, '核心交换机 "quoted" \\ back \u2028 slash');
    await house.say('engineer1', 'team', '/desk ack T-1');
    await house.say('engineer1', 'team', '/desk update T-1 looked');
    await house.forward({ hours: 2 });
    await house.say('engineer1', 'team', '/desk resolve T-1 replaced');
  }

  it('every entry that the desk writes fits', async () => {
    const house = await open();
    await worked(house);
    const { rows, head } = await logOf(house);
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.at(-1)?.hash).toBe(head);
    expect(new Set(rows.map(({ hash }) => hash)).size).toBe(rows.length);
    expect(await misfits(house)).toEqual([]);
  });

  it.each([
    ['changed words', `update ticket_event set data = data || '{"text":"ok"}' where seq = 3`, ['3 changed']],
    ['a changed instant', `update ticket_event set at = at - interval '1 hour' where seq = 2`, ['2 changed']],
    ['another person', `update ticket_event set by = 'engineer2' where seq = 2`, ['2 changed']],
    ['a removed entry', 'delete from ticket_event where seq = 2', ['2 missing', '3 changed']],
    [
      'the last entry removed',
      'delete from ticket_event where seq = (select max(seq) from ticket_event)',
      [expect.stringMatching(/^\d+ end$/)],
    ],
    [
      'an entry put at the end',
      `insert into ticket_event (ticket_id, seq, at, kind, by, data)
         select 1, max(seq) + 1, now(), 'ticket.acknowledged', 'engineer1', '{"staff":true}' from ticket_event`,
      [expect.stringMatching(/^\d+ foreign$/)],
    ],
    [
      'an entry put between two',
      `update ticket_event set seq = -1 - seq where seq > 2; update ticket_event set seq = -seq where seq < 0;
       insert into ticket_event (ticket_id, seq, at, kind, by, data, salt, hash)
         select ticket_id, 3, at, kind, by, data, salt, hash from ticket_event where seq = 2`,
      expect.arrayContaining(['3 changed', '4 changed']),
    ],
    [
      'words taken out without a deletion',
      `update ticket_event set salt = null, digest = 'x', data = '{"staff":true,"what":"update"}' where seq = 3`,
      ['3 changed'],
    ],
  ])('finds %s', async (_, sql, found) => {
    const house = await open();
    await worked(house);
    await tamper(house, sql);
    expect(await misfits(house)).toEqual(found);
  });

  it('finds a ticket that did not come from the desk', async () => {
    const house = await open();
    await reportSevere(house);
    await house.database.query(
      `insert into ticket (book_version_id, customer, kind, status, title, state, opened_at)
         select book_version_id, customer, kind, status, title, state, opened_at from ticket`,
    );
    expect(await misfits(house, 2)).toEqual(['1 no-chain']);
  });

  it('the database refuses to change what the chain stored', async () => {
    const house = await open();
    await reportSevere(house);
    for (const setting of ['chains_log', 'deletes_words'])
      await expect(
        house.database.transaction(async (tx) => {
          await tx.query(`select set_config('deskbell.${setting}', 'on', true)`);
          await tx.query(`update ticket_event set hash = 'x'`);
        }),
      ).rejects.toThrow(/append-only/);
  });

  it('logs that are older than the chain get it after the start, whole', async () => {
    const house = await open();
    await worked(house);
    await reportSevere(house);
    await tamper(house, 'update ticket_event set salt = null, hash = null');
    await house.database.query(`update ticket set log_hash = ''`);
    expect(await misfits(house)).toEqual([]);
    // A turn before the start gets there leaves the log as it is.
    await house.say('engineer1', 'team', '/desk update T-2 still older');
    expect((await logOf(house, 2)).rows.every(({ hash }) => hash === null)).toBe(true);
    await chainAllOlderLogs(house.database, new AbortController().signal, silentLog);
    for (const id of [1, 2]) {
      const { rows, head } = await logOf(house, id);
      expect(head).toMatch(/^[0-9a-f]{64}$/);
      expect(rows.every(({ hash }) => hash !== null)).toBe(true);
      expect(await misfits(house, id)).toEqual([]);
    }
    await house.say('engineer1', 'team', '/desk update T-2 and on');
    expect(await misfits(house, 2)).toEqual([]);
    await tamper(house, `update ticket_event set by = 'engineer2' where ticket_id = 2 and seq = 1`);
    expect(await misfits(house, 2)).toEqual(['1 changed']);
  });

  it('after a confidential customer’s words are deleted the chain still holds, and nothing can be guessed from it', async () => {
    const source = await sampleBook(language);
    const sample = must(source.customers.sample);
    const confidential = { access: ['engineer' as const, 'director' as const], channels: [], deleteAfter: '2d' };
    const house = await open({
      book: { ...source, customers: { ...source.customers, sample: { ...sample, confidential } } },
    });
    await reportSevere(house, 'secret firewall');
    await house.say('engineer1', '@engineer1', '/desk resolve T-1 secret patch');
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    const before = await logOf(house);
    await house.forward({ days: 7 });
    await house.press('director', '@director', 'confidential.delete');
    const after = await logOf(house);
    expect(JSON.stringify(after)).not.toContain('secret');
    expect(after.rows.slice(0, -1).map(({ salt }) => salt)).toEqual(before.rows.map(() => null));
    expect(after.rows.slice(0, before.rows.length).map(({ hash }) => hash)).toEqual(
      before.rows.map(({ hash }) => hash),
    );
    expect(await misfits(house)).toEqual([]);
    await tamper(house, `update ticket_event set data = data || '{"staff":false}' where seq = 2`);
    expect(await misfits(house)).toEqual(['2 changed']);
  });
});
