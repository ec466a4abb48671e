import { expect, it } from 'vitest';
import { chainAllOlderLogs } from '../../src/clock/older-tickets.ts';
import { checkLog } from '../../src/desk/chain/chain.ts';
import { findMatterLog, type MatterLog, pageOfMatterLogs } from '../../src/desk/chain/matter/store.ts';
import { silentLog } from '../../src/lib/log.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { startInspectionPlans } from '../support/inspection-story.ts';
import { must } from '../support/must.ts';
import { REPORTER, reportSevere, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

const logOf = async (house: TestHouse, subject: string) =>
  must(await house.database.transaction((tx) => findMatterLog(tx, subject)));
const allLogs = (house: TestHouse): Promise<MatterLog[]> => house.database.transaction((tx) => pageOfMatterLogs(tx, 0));
const said = (log: MatterLog) => checkLog(log).map(({ seq, why }) => `${log.subject} ${seq} ${why}`);
const misfits = async (house: TestHouse) => (await allLogs(house)).flatMap(said);

/** What a person with the database in their hands does: the trigger that refuses it is taken away first. */
async function tamper(house: TestHouse, sql: string): Promise<void> {
  await house.database.query('alter table matter_event disable trigger user');
  for (const statement of sql.split(';')) await house.database.query(statement);
  await house.database.query('alter table matter_event enable trigger user');
}

const OF = (feature: string) => `matter_id = (select min(id) from matter where feature = '${feature}')`;

eachHouse((open, language) => {
  /** Matters of many kinds: a complaint, a part, papers, calls, inspections, appointments, months. */
  async function busy(): Promise<TestHouse> {
    const house = await open({ months: true });
    await startInspectionPlans(house);
    await reportSevere(house);
    await house.say(REPORTER, SHARED, '/complaint nobody calls back, 没有人 "quoted" \\ back');
    await house.say('engineer1', 'team', '/desk ack T-1');
    await house.say('engineer1', 'team', '/desk part T-1 power supply');
    await house.say('manager1', 'team', '/desk answer-complaint C-1 we are sorry');
    await house.forward({ hours: 2 });
    await house.say('engineer1', 'team', '/desk resolve T-1 replaced');
    await house.forward({ days: 20 });
    await house.say('manager1', 'team', '/desk close-complaint C-1 settled on the phone');
    return house;
  }

  it('every log that the desk writes fits, of each kind', async () => {
    const house = await busy();
    const logs = await allLogs(house);
    const kinds = new Set(logs.map(({ subject }) => subject.split('/')[0]));
    for (const kind of ['complaint', 'part', 'paper', 'followup', 'inspection']) expect(kinds, kind).toContain(kind);
    expect((await logOf(house, 'complaint/1')).rows.length).toBeGreaterThan(1);
    expect(logs.flatMap(said)).toEqual([]);
    expect(logs.every(({ head, rows, subject }) => head === (rows.at(-1)?.hash ?? subject))).toBe(true);
    const rows = await house.database.query<{ wrong: number }>(
      `select count(*)::int as wrong from matter where entries <> (select count(*) from matter_event where matter_id = matter.id)`,
    );
    expect(rows).toEqual([{ wrong: 0 }]);
  });

  it.each(['complaint', 'part', 'paper', 'followup', 'inspection'])(
    'finds one changed entry of a %s, and no other',
    async (feature) => {
      const house = await busy();
      await tamper(house, `update matter_event set by = 'engineer2' where ${OF(feature)} and seq = 1`);
      const subject = must((await allLogs(house)).find((log) => log.subject.startsWith(`${feature}/`))).subject;
      expect(await misfits(house)).toEqual([`${subject} 1 changed`]);
    },
  );

  it.each([
    [
      'changed words',
      `update matter_event set data = data || '{"text":"ok"}' where ${OF('complaint')} and seq = 2`,
      '2 changed',
    ],
    [
      'a changed instant',
      `update matter_event set at = at - interval '1 hour' where ${OF('complaint')} and seq = 2`,
      '2 changed',
    ],
    ['a removed entry', `delete from matter_event where ${OF('complaint')} and seq = 1`, '1 missing'],
    [
      'the last entry removed',
      `delete from matter_event where id = (select max(id) from matter_event where ${OF('complaint')})`,
      ' end',
    ],
    [
      'an entry put at the end',
      `insert into matter_event (matter_id, at, kind, by, data) select id, now(), 'complaint.closed', 'manager1', '{}'
         from matter where feature = 'complaint'`,
      ' foreign',
    ],
    [
      'words taken out without a deletion',
      `update matter_event set salt = null, digest = 'x', data = '{}' where ${OF('complaint')} and seq = 2`,
      '2 changed',
    ],
  ])('finds %s', async (_, sql, found) => {
    const house = await busy();
    await tamper(house, sql);
    const [first] = await misfits(house);
    expect(first).toContain('complaint/1 ');
    expect(first).toContain(found);
  });

  it('the database refuses to change what the chain stored', async () => {
    const house = await busy();
    for (const setting of ['chains_log', 'deletes_words'])
      await expect(
        house.database.transaction(async (tx) => {
          await tx.query(`select set_config('deskbell.${setting}', 'on', true)`);
          await tx.query(`update matter_event set hash = 'x'`);
        }),
      ).rejects.toThrow(/append-only/);
  });

  it('logs that are older than the chain get it after the start, whole', async () => {
    const house = await busy();
    await tamper(house, 'update matter_event set seq = null, salt = null, hash = null');
    await house.database.query(`update matter set log_hash = '', entries = 0`);
    expect(await misfits(house)).toEqual([]);
    // A turn before the start gets there leaves the log as it is.
    await house.say(REPORTER, SHARED, '/complaint and again');
    await house.forward({ days: 3 });
    await chainAllOlderLogs(house.database, new AbortController().signal, silentLog);
    expect(await misfits(house)).toEqual([]);
    const logs = await allLogs(house);
    expect(logs.every(({ head, rows }) => head !== '' && rows.every(({ hash }) => hash !== null))).toBe(true);
    await house.forward({ days: 10 });
    expect(await misfits(house)).toEqual([]);
    await tamper(house, `update matter_event set by = 'engineer2' where ${OF('complaint')} and seq = 1`);
    expect(await misfits(house)).toEqual(['complaint/1 1 changed']);
  });

  it('after a confidential customer’s words are deleted the chains still hold, and what is left is under one', async () => {
    const source = await sampleBook(language);
    const sample = must(source.customers.sample);
    const confidential = { access: ['engineer' as const, 'director' as const], channels: [], deleteAfter: '2d' };
    const house = await open({
      book: { ...source, customers: { ...source.customers, sample: { ...sample, confidential } } },
    });
    await reportSevere(house, 'secret firewall');
    await house.say('engineer1', '@engineer1', '/desk part T-1 secret power supply');
    await house.say('engineer1', '@engineer1', '/desk resolve T-1 secret patch');
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    const before = await logOf(house, 'part/1');
    expect(JSON.stringify(before)).toContain('secret');
    await house.forward({ days: 7 });
    await house.press('director', '@director', 'confidential.delete');
    const after = await logOf(house, 'part/1');
    expect(JSON.stringify(after)).not.toContain('secret');
    expect(after.rows.map(({ salt }) => salt)).toEqual(after.rows.map(() => null));
    expect(after.rows.map(({ hash }) => hash)).toEqual(before.rows.map(({ hash }) => hash));
    expect(await misfits(house)).toEqual([]);
    await tamper(house, `update matter_event set by = 'engineer2' where ${OF('part')} and seq = 1`);
    expect(await misfits(house)).toEqual(['part/1 1 changed']);
  });
});
