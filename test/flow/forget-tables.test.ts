import { afterEach, expect, it } from 'vitest';
import { nameOfSecret } from '../../src/desk/chain/setting/rows.ts';
import { recordSettings } from '../../src/desk/chain/setting/store.ts';
import { HOLDINGS } from '../../src/desk/privacy/holdings.ts';
import { tablesWith } from '../support/all-words.ts';
import { openHouse, type TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { forget, person, verified } from '../support/privacy.ts';
import { REPORTER, SHARED } from '../support/report.ts';

/** Ann, who writes mails for the sample customer and is in no book; and Gu, who left the provider. */
const ANN = 'ann.lee@customer.example';
const GU = { key: 'gu', name: { zh: '顾小满', en: 'Gu Xiaoman' }, account: 'UGU12345', phone: '13800001234' };

/** A row of each table in which a person may stand beside cases. `$1` Ann's address, `$2` Gu's account, `$3` a sentence with Gu's name. */
const PLANTED: Readonly<Record<string, string>> = {
  alert: `insert into alert values ('h', 'f', 'sample', $3, true, 1, now(), now(), null)`,
  board_draft: `insert into board_draft values ('d', 'gu', now(), 1, jsonb_build_object('x', $3::text), null)`,
  board_session: `insert into board_session values ('s', null, 'customer', 'sample', 'mail', '', $1, 'Ann Lee', 'c', now(), null, null, null)`,
  digest_part: `insert into digest_part values (1, 2, 'slack', 'C1', 'handoff/1', jsonb_build_object('line', $3::text), null, 0)`,
  duty_feed: `insert into duty_feed values ('f', 'gu', null, 'en', now(), null)`,
  duty_group: `insert into duty_group values ('slack', '@duty', jsonb_build_array($2::text, 'U2'), jsonb_build_array($2::text), null, null, null)`,
  export_record: `insert into export_record (at, by, who, what, about, customer, format, rows, sha256)
    values (now(), 'customer', $1, 'tickets', '', 'sample', 'csv', 1, '')`,
  kept_words: `insert into kept_words values ('k', 'mail', $1, 'c', '', 'ticket.report', '{"text":"mine"}', null, now())`,
  link_code: `insert into link_code values ('h', 'gu', now())`,
  listen_offer: `insert into listen_offer values ('mail', 'c', $1, now())`,
  lost_account: `insert into lost_account values ('slack', $2, 'gu', 'book', now())`,
  mail_stranger: 'insert into mail_stranger values ($1, now())',
  mail_thread: `insert into mail_thread values ('m', 't', 'my own subject', jsonb_build_array($1::text, 'bo@x.example'), '', 't', '{}', now())`,
  notice: `insert into notice (key, kind, subject, at, audience, platform, channel, lane, post)
    values ('n', 'duty.handoff', 'handoff/1', now(), 'team', 'slack', 'C1', 'normal', jsonb_build_object('line', $3::text)),
      ('m', 'x', 'x/1', now(), 'gu', 'slack', '@' || $2, 'normal', '{}')`,
  person_link: `insert into person_link values ('gu', 'slack', $2, now()), ('gu', 'feishu', 'ou_linked_by_gu', now())`,
  posted_card: `insert into posted_card values ('slack', '@' || $2, 'ticket/1', '1', '', now(), 1, '')`,
  receipt: `insert into receipt (platform, event_id, at, state, person, payload) values ('mail', 'e', now(), 'dead', $1, $3)`,
};
/** Those are covered by the story itself: the book, and the log of settings. */
const BY_STORY = ['book_version', 'setting_event'];

const opened: TestHouse[] = [];
afterEach(async () => {
  for (const house of opened.splice(0)) await house.close();
});

async function planted(): Promise<TestHouse> {
  const house = await openHouse({ database: 'pglite-memory', language: 'en' });
  opened.push(house);
  const engineer = must(house.book.people.engineer2);
  const gu = {
    ...engineer,
    name: GU.name,
    ids: { slack: `T1/${GU.account}` },
    phone: GU.phone,
    email: 'gu@provider.example',
  };
  await house.apply({ ...house.book, people: { ...house.book.people, [GU.key]: gu } });
  await house.apply(house.book);
  await house.say(REPORTER, SHARED, '/fault firewall');
  await house.say('engineer1', 'team', `/desk note T-1 asked Gu Xiaoman at ${GU.phone}, 顾小满说明天到`);
  const values = [ANN, GU.account, `${GU.name.zh} has the bell, call ${GU.phone}`];
  for (const sql of Object.values(PLANTED)) {
    const used = [1, 2, 3].filter((each) => sql.includes(`$${each}`));
    const numbered = used.reduce((text, each, index) => text.replaceAll(`$${each}`, `$${index + 1}`), sql);
    await house.database.query(
      numbered,
      used.map((each) => values[each - 1]),
    );
  }
  await house.database.transaction(async (tx) => {
    const common = { by: 'gu', at: house.now() };
    await recordSettings(tx, { setting: 'account', about: ['gu/slack', 'gu/feishu'], ...common });
    await recordSettings(tx, { setting: 'export', about: ['1'], ...common });
    await recordSettings(tx, { setting: 'board-session', about: [nameOfSecret('s')], ...common });
    await recordSettings(tx, { setting: 'calendar-link', about: [nameOfSecret('f')], ...common });
  });
  return house;
}

it('every table in which a person may stand beside cases is looked at', () => {
  const tables = Object.keys(HOLDINGS).filter((table) => ['goes', 'masked'].includes(must(HOLDINGS[table]).person));
  expect([...Object.keys(PLANTED), ...BY_STORY].sort()).toEqual(tables.sort());
});

it('one of ours, and a writer of mails, are in none of these tables afterwards', async () => {
  const house = await planted();
  expect(await tablesWith(house.database, GU.account)).toEqual(
    ['book_version', 'duty_group', 'lost_account', 'notice', 'person_link', 'posted_card'].sort(),
  );
  expect(await forget(house, person(GU.key))).toMatchObject({ status: 0 });
  for (const text of [GU.account, 'ou_linked_by_gu', GU.phone, GU.name.zh, GU.name.en, 'gu@provider.example'])
    expect([text, await tablesWith(house.database, text)]).toEqual([text, []]);
  expect(await verified(house)).toMatchObject({ status: 0 });
  expect(await forget(house, person(`mail:${ANN}`))).toMatchObject({ status: 0 });
  for (const text of [ANN, 'Ann Lee', 'my own subject'])
    expect([text, await tablesWith(house.database, text)]).toEqual([text, []]);
  expect(await tablesWith(house.database, 'bo@x.example')).toEqual(['mail_thread']);
  expect(await tablesWith(house.database, 'U2')).toContain('duty_group');
  expect(await verified(house)).toMatchObject({ status: 0 });
});

it('a change of what is left, without the desk, is found after forgetting, too', async () => {
  const house = await planted();
  await forget(house, person(GU.key));
  await house.database.query('alter table setting_event disable trigger user');
  await house.database.query(`update setting_event set by = 'engineer1' where salt is null`);
  await house.database.query('alter table setting_event enable trigger user');
  expect(await verified(house)).toMatchObject({ status: 1 });
  for (const sql of [`update book_version set applied_by = 'x'`, 'update export_record set rows = 2'])
    await expect(house.database.query(sql)).rejects.toThrow(/append-only/);
});
