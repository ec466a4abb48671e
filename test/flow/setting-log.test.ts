import { expect, it } from 'vitest';
import { checkLog } from '../../src/desk/chain/chain.ts';
import { beginSettingLog, checkSettings, type SettingCheck } from '../../src/desk/chain/setting/store.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, SHARED } from '../support/report.ts';

const check = (house: TestHouse): Promise<SettingCheck> => house.database.transaction(checkSettings);
const kindsIn = ({ log }: SettingCheck) => log.rows.map(({ kind, by }) => `${kind} by ${by}`);

eachHouse((open) => {
  /** A desk on which settings of each kind were changed. */
  async function changed(): Promise<TestHouse> {
    const house = await open();
    await house.say(REPORTER, SHARED, '/desk language zh');
    await house.say(REPORTER, SHARED, '/desk language en');
    return house;
  }

  it('the log has each change with who made it, and fits', async () => {
    const house = await changed();
    const found = await check(house);
    expect(kindsIn(found)).toContain('book by clock');
    expect(kindsIn(found).filter((each) => each.startsWith('channel-language'))).not.toEqual([]);
    expect([checkLog(found.log), found.others]).toEqual([[], []]);
  });

  it.each([
    [`update channel_language set language = 'xx'`, 'channel-language'],
    ['delete from channel_language', 'channel-language'],
    [`insert into channel_binding values ('slack', 'C9', 'sample', 'director', now())`, 'channel-customer slack/C9'],
    [
      `insert into person_link (person, platform, user_id, at) values ('director', 'slack', 'U9', now())`,
      'account director/slack',
    ],
    [
      `insert into holiday_load (year, state, notice, words, shown_by, shown_at) values (2027, 'applied', '{}', '', 'director', now())`,
      'holidays 2027',
    ],
    [
      `insert into duty_override (rotation, from_at, until_at, person, by, at) values ('desk', now(), now(), 'director', 'director', now())`,
      'swap 1',
    ],
    [
      `insert into api_token values ('t9', 'other', 'hash', '{tickets:read}', '{}', now(), 'root@desk', null, null)`,
      'token t9',
    ],
    [
      `insert into export_record (at, by, who, what, about, format, rows, sha256) values (now(), 'director', '', 'tickets', '', 'csv', 1, '')`,
      'export 1',
    ],
    [
      `insert into board_session (id, person, platform, team_id, user_id, name, channel, at) values ('x', 'director', 'slack', '', 'U9', '', '', now())`,
      'board-session 2d711642b726b044',
    ],
    [
      `insert into duty_feed (id, owner, language, at) values ('x', 'director', 'en', now())`,
      'calendar-link 2d711642b726b044',
    ],
    [`insert into link_revocation values (1, 'all', '', 'director', now())`, 'links-ended 1'],
    [`insert into webhook (key, rotation) values ('erp', 1)`, 'webhook erp'],
    [
      `insert into configuration (at, by, salt, hashes, changed) values (now(), 'root@desk', '', '{}', '{PORT}')`,
      'configuration 1',
    ],
    [
      `alter table book_version disable trigger user; update book_version set applied_by = 'director'; alter table book_version enable trigger user`,
      'book 1',
    ],
  ])('finds a setting that was not changed by the desk: %s', async (sql, name) => {
    const house = await changed();
    for (const statement of sql.split(';')) await house.database.query(statement);
    const { others, log } = await check(house);
    expect(others).toHaveLength(1);
    expect(others[0]).toContain(name);
    expect(checkLog(log)).toEqual([]);
  });

  it.each([
    ['a changed entry', `update setting_event set by = 'director' where seq = 1`, '1 changed'],
    ['a removed entry', 'delete from setting_event where seq = 1', '1 missing'],
    ['the last one removed', 'delete from setting_event where id = (select max(id) from setting_event)', 'end'],
    [
      'one put there',
      `insert into setting_event (at, kind, by, data) values (now(), 'channel-language', 'director', '{"about":"x/y","value":null}')`,
      'foreign',
    ],
  ])('finds %s', async (_, sql, why) => {
    const house = await changed();
    await house.database.query('alter table setting_event disable trigger user');
    await house.database.query(sql);
    await house.database.query('alter table setting_event enable trigger user');
    const [first] = checkLog((await check(house)).log).map((misfit) => `${misfit.seq} ${misfit.why}`);
    expect(first).toContain(why);
  });

  it('of an older release gets the kinds that it did not cover, at the start', async () => {
    const house = await changed();
    await house.database.query('update setting_log set kinds = null');
    await house.database.query(`insert into duty_feed (id, owner, language, at) values ('x', 'director', 'en', now())`);
    await house.database.query(`insert into webhook (key, rotation) values ('erp', 1)`);
    expect((await check(house)).others).toEqual([]);
    await house.database.transaction((tx) => beginSettingLog(tx, house.now()));
    const found = await check(house);
    expect(kindsIn(found).slice(-2)).toEqual(['calendar-link by before', 'webhook by before']);
    expect([checkLog(found.log), found.others]).toEqual([[], []]);
    await house.database.query('update webhook set rotation = 2');
    expect((await check(house)).others).toEqual(['webhook erp']);
  });

  it('begins with the settings that are older than it', async () => {
    const house = await changed();
    await house.database.query('alter table setting_event disable trigger user');
    await house.database.query('delete from setting_event');
    await house.database.query('alter table setting_event enable trigger user');
    await house.database.query('delete from setting_log');
    expect((await check(house)).others).toEqual([]);
    await house.database.transaction((tx) => beginSettingLog(tx, house.now()));
    const found = await check(house);
    expect(kindsIn(found)).toEqual(['book by before', 'channel-language by before']);
    expect([checkLog(found.log), found.others]).toEqual([[], []]);
    await house.say(REPORTER, SHARED, '/desk language zh');
    expect((await check(house)).others).toEqual([]);
  });
});
