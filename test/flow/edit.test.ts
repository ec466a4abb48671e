import { expect, it } from 'vitest';
import { BookSource } from '../../src/desk/book/schema.ts';
import { applyAtStart } from '../../src/desk/revision/in-force.ts';
import { startLine } from '../../src/desk/revision/words/start-words.ts';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, reportSevere, SHARED } from '../support/report.ts';
import { sampleBook, withRival } from '../support/sample-book.ts';

eachHouse((open, language) => {
  const say = (zh: string, en: string) => (language === 'en' ? en : zh);

  /** The newest version, and how many there are. */
  async function inForce({ database }: TestHouse) {
    const rows = await database.query<{ id: number; source: unknown; edits: unknown; applied_via: string | null }>(
      'select id, source, edits, applied_via from book_version order by id desc',
    );
    const [newest] = rows;
    return {
      count: rows.length,
      via: newest?.applied_via,
      edits: newest?.edits,
      book: BookSource.parse(newest?.source),
    };
  }

  /** What a restart with this file does. */
  async function restart(house: TestHouse, file: BookSource) {
    const atStart = await house.database.transaction((tx) => applyAtStart(tx, file, 'root@desk', house.now()));
    const { book } = await inForce(house);
    return { kind: atStart.kind, line: startLine(atStart, book, language) ?? '', book };
  }

  const other = (book: BookSource, change: (copy: BookSource) => unknown) => {
    const copy = structuredClone(book);
    change(copy);
    return BookSource.parse(copy);
  };

  it('a person changes their own number; it is a version of the book that says who, and counts at once', async () => {
    const house = await open();
    const told = await house.say('engineer1', 'team', say('/desk 电话 139 0000 1234', '/desk phone 139 0000 1234'));
    expect(told.refused).toBeUndefined();
    expect(told.text).toContain('139 0000 1234');
    const { count, via, edits, book } = await inForce(house);
    expect({ count, via, phone: book.people.engineer1?.phone }).toEqual({
      count: 2,
      via: 'edit',
      phone: '139 0000 1234',
    });
    expect(edits).toMatchObject([{ path: ['people', 'engineer1', 'phone'], by: 'engineer1', value: '139 0000 1234' }]);
    expect(wordsOf(must((await house.say('engineer2', 'team', '/desk who')).card))).toContain('139 0000 1234');
    expect(wordsOf(must(house.seen('team').cards.at(-1)))).toContain(t(language, 'book.new-version', { version: 2 }));
    const shown = wordsOf(must((await house.say('director', 'team', '/desk book')).card));
    expect(shown).toContain(t(language, 'edit.heading.kept'));
    expect(shown).toContain('139 0000 1234');
  });

  it('a number is checked, others’ are for the director, and the second of two people sees the first change', async () => {
    const house = await open();
    for (const words of ['/desk phone call me', '/desk phone 12'])
      expect((await house.say('engineer1', 'team', words)).refused, words).toBe('edit.not-phone');
    expect((await house.say('engineer1', 'team', '/desk phone engineer2 13900000000')).refused).toBe('edit.only-own');
    expect((await house.say('director', 'team', '/desk phone engineer2 13900000000')).refused).toBeUndefined();
    const form = must((await house.say('engineer2', 'team', '/desk phone')).form);
    await house.say('director', 'team', '/desk phone engineer2 13911111111');
    const late = await house.submit('engineer2', 'team', form, { 'own-phone': '13922222222' });
    expect(late.refused).toBe('edit.changed-meanwhile');
    expect(late.text).toContain('13911111111');
    expect(late.text).not.toContain('{{');
    const again = must((await house.say('engineer2', 'team', '/desk phone')).form);
    expect((await house.submit('engineer2', 'team', again, { 'own-phone': '' })).refused).toBeUndefined();
    expect((await inForce(house)).book.people.engineer2?.phone).toBeUndefined();
    expect((await house.say('engineer2', 'team', '/desk phone remove')).refused).toBe('edit.nothing-new');
  });

  it('an edit survives a restart with the same file, and a new file that says nothing of it', async () => {
    const house = await open();
    await house.say('engineer1', 'team', '/desk phone 13900001234');
    await house.say('engineer2', 'team', '/desk phone 13900002345');
    expect((await restart(house, house.book)).kind).toBe('same');
    expect((await inForce(house)).count).toBe(3);

    const newer = other(house.book, ({ people }) => (must(people.engineer2).phone = '10086'));
    const { kind, line, book } = await restart(house, newer);
    expect(kind).toBe('applied');
    expect([book.people.engineer1?.phone, book.people.engineer2?.phone]).toEqual(['13900001234', '10086']);
    expect(line).toContain(t(language, 'edit.heading.kept'));
    expect(line).toContain(t(language, 'edit.heading.overruled'));
    expect(line).toContain('13900002345');
    // The older file is older now, for all that its edits are still in force.
    expect((await restart(house, house.book)).kind).toBe('older');
    // The owner of the file takes over what stays: then it is the file's own word, and a later file may change it.
    const taken = other(newer, ({ people }) => (must(people.engineer1).phone = '13900001234'));
    expect((await restart(house, taken)).line).toContain(t(language, 'edit.heading.taken'));
    expect((await inForce(house)).edits).toBeNull();
    expect(
      (
        await restart(
          house,
          other(newer, ({ provider }) => (provider.name.en = 'Other')),
        )
      ).book.people.engineer1?.phone,
    ).toBe(house.book.people.engineer1?.phone);
  });

  it('the preview of a file says which edits stay and which it overrules; back to a version brings its edits back', async () => {
    let file: BookSource | undefined;
    const house = await open({ bookFile: async () => must(file) });
    await house.say('engineer1', 'team', '/desk phone 13900001234');
    file = house.book;
    expect((await house.say('director', 'team', '/desk book apply')).refused).toBe('book.nothing-new');
    file = other(house.book, ({ people }) => (must(people.engineer1).phone = '10086'));
    const shown = must((await house.say('director', 'team', '/desk book apply')).card);
    expect(wordsOf(shown)).toContain(t(language, 'edit.heading.overruled'));
    await house.press('director', 'team', 'book.apply', { on: shown });
    expect((await inForce(house)).book.people.engineer1?.phone).toBe('10086');
    const back = must((await house.say('director', 'team', '/desk book back 2')).card);
    await house.press('director', 'team', 'book.back', { on: back });
    expect(await inForce(house)).toMatchObject({ count: 4, edits: [{ value: '13900001234' }] });
  });

  it('a contact is added, changed and removed, in words and by forms; the caller is known by it', async () => {
    const house = await open();
    const [key = ''] = Object.keys(house.book.customers);
    const words = say(
      `/desk 联系人 ${key} 王芳 13700000001 机房`,
      `/desk contact ${key} Wang Fang 13700000001 the machine room`,
    );
    const name = say('王芳', 'Wang Fang');
    expect((await house.say('desk', 'team', words)).refused).toBeUndefined();
    const list = must((await house.say('desk', 'team', `/desk contact ${key}`)).card);
    expect(wordsOf(list)).toContain(`13700000001 · ${say('机房', 'the machine room')}`);

    const which = must((await house.press('desk', 'team', 'contact.change', { on: list })).form);
    const form = must((await house.submit('desk', 'team', which, { contact: name })).form);
    expect(form.fields.map(({ initial }) => initial)).toEqual(['13700000001', say('机房', 'the machine room')]);
    await house.submit('desk', 'team', form, { 'contact-phone': '13700000002', 'contact-for': '' });
    const contacts = (await inForce(house)).book.customers[key]?.people;
    expect(contacts?.find((each) => each.name.en === name)).toMatchObject({ phone: '13700000002' });

    expect((await house.say('desk', 'team', `/desk contact ${key} add ${name} 1370000000`)).refused).toBe(
      'contact.there',
    );
    expect((await house.say('desk', 'team', `/desk contact ${key} ${name.slice(0, -1)}x`)).refused).toMatch(
      /^contact.unknown/,
    );
    expect((await house.say('engineer1', 'team', words)).refused).toBe('edit.only');
    expect((await house.say('desk', 'team', `/desk contact ${key} remove ${name}`)).refused).toBeUndefined();
    expect((await inForce(house)).edits).toBeNull();
  });

  it('a device is added, changed and retired; serial numbers are its own, and one with open tickets stays', async () => {
    const house = await open();
    const [key = '', customer] = must(Object.entries(house.book.customers)[0]);
    const list = must((await house.say('manager1', 'team', `/desk ${say('设备', 'devices')}`)).card);
    const form = must((await house.press('manager1', 'team', 'device.add', { on: list })).form);
    const site = must(customer.sites[0]).key;
    const given = { 'device-name': 'GW-9', 'device-site': site, 'device-serial': 'SN-1, SN-2', 'device-count': '2' };
    const warranty = { 'device-warranty': '2031-12-31' };
    expect((await house.submit('manager1', 'team', form, { ...given, 'device-count': '3' })).refused).toBe(
      'device.serials-count',
    );
    expect((await house.submit('manager1', 'team', form, { ...given, ...warranty })).refused).toBeUndefined();
    const device = async () =>
      (await inForce(house)).book.customers[key]?.devices.find(({ name }) => name.en.startsWith('GW-9'));
    expect(await device()).toMatchObject({ serials: ['SN-1', 'SN-2'], count: 2, warrantyUntil: '2031-12-31', site });

    const words = say(`/desk 设备 ${key} GW-9 型号 X200`, `/desk device ${key} GW-9 model X200`);
    expect((await house.say('manager1', 'team', words)).refused).toBeUndefined();
    expect(await device()).toMatchObject({ model: 'X200' });
    for (const [said, code] of [
      [`device ${key} GW-8 model X`, 'device.unknown-near'],
      [`device ${key} GW-9 colour red`, 'device.which-field'],
      [`device ${key} GW-9 site moon`, 'device.site-unknown'],
      [`device ${key} GW-9 units many`, 'device.not-a-count'],
      [`device ${key} GW-9 warranty someday`, 'input.not-a-date'],
      ['device nowhere add', 'channel.no-customer'],
      [`device ${key} nothing-like-it`, 'device.unknown'],
    ] as const)
      expect((await house.say('manager1', 'team', `/desk ${said}`)).refused, said).toBe(code);
    const twin = { 'device-name': 'GW-7', 'device-site': site, 'device-serial': 'SN-2', 'device-count': '1' };
    expect((await house.submit('manager1', 'team', form, twin)).refused).toBe('device.serial-taken');

    const first = must(customer.devices[0]);
    await reportSevere(house);
    await house.database.query(
      `update ticket set state = jsonb_set(state, '{facts,device}', to_jsonb($1::text)) where id = 1`,
      [first.key],
    );
    const kept = await house.say('manager1', 'team', `/desk device ${key} retire ${first.key}`);
    expect(kept.refused).toBe('device.open-tickets');
    expect(kept.text).toContain('T-1');
    expect((await house.say('manager1', 'team', `/desk device retire ${key} GW-9`)).refused).toBeUndefined();
    expect(await device()).toBeUndefined();
    expect((await inForce(house)).edits).toBeNull();
  });

  it('days away leave a gap that the answer names, and can be taken back', async () => {
    const house = await open();
    const told = await house.say('engineer1', 'team', say('/desk 请假 9月29日到30日', '/desk away 29 Sep to 30 Sep'));
    expect(told.refused).toBeUndefined();
    expect(told.text).toContain(t(language, 'revision.heading.duty'));
    expect((await inForce(house)).book.people.engineer1?.away).toEqual([{ from: '2026-09-29', until: '2026-09-30' }]);
    for (const [said, code] of [
      ['30 Sep', 'away.overlaps'],
      ['engineer2 15 Oct', 'edit.only-own'],
      ['2026-10-20 to 2026-10-18', 'away.until-first'],
      ['2026-09-01 to 2026-09-02', 'away.over'],
      ['someday 1', 'input.not-a-date'],
      ['engineer9', 'edit.person-near'],
    ] as const)
      expect((await house.say('engineer1', 'team', `/desk away ${said}`)).refused, said).toBe(code);
    const form = must((await house.say('director', 'team', '/desk away engineer1')).form);
    await house.submit('director', 'team', form, { 'away-from': '2026-10-20' });
    const which = must((await house.say('engineer1', 'team', say('/desk 请假 取消', '/desk away cancel'))).form);
    await house.submit('engineer1', 'team', which, { 'away-cancel': '2026-10-20/2026-10-20' });
    await house.say('engineer1', 'team', '/desk away cancel 30 Sep');
    expect(await inForce(house)).toMatchObject({ edits: null });
    expect((await house.say('engineer1', 'team', '/desk away cancel')).refused).toBe('away.none');
  });

  it('customers make no edits, and read nothing of another customer’s', async () => {
    const house = await open({ book: withRival(await sampleBook(language)) });
    for (const words of ['/desk contact rival', '/desk phone 13900000000', '/desk away tomorrow'])
      expect((await house.say(REPORTER, SHARED, words)).refused, words).toBe('command.staff-only');
    expect((await house.forge(REPORTER, SHARED, 'contact.list', { customer: 'rival' })).refused).toBe(
      'command.staff-only',
    );
    // Alone it is whom the customer calls.
    expect((await house.say(REPORTER, SHARED, say('联系人', '/desk contact'))).card?.subject).toBe('contacts');
    expect((await house.say('desk', 'team', '/desk contact')).form?.fields[0]?.kind).toBe('choice');
  });

  it('what a confidential customer has is for those who may open it', async () => {
    const source = withRival(await sampleBook(language));
    const book = other(
      source,
      ({ customers }) => (must(customers.rival).confidential = { access: ['director'], channels: [] } as never),
    );
    const house = await open({ book });
    const name = must(book.customers.rival).name[language === 'en' ? 'en' : 'zh'];
    expect(wordsOf(must((await house.say('desk', 'team', '/desk devices')).card))).not.toContain(name);
    expect((await house.say('desk', 'team', '/desk contact rival Li 13700000001')).refused).toBeDefined();
    expect((await house.forge('desk', 'team', 'contact.add', { customer: 'rival' })).refused).toBe(
      'confidential.closed',
    );
    expect((await house.say('director', 'team', '/desk contact rival Li 13700000001')).refused).toBeUndefined();
    await house.say('director', 'team', '/desk contact rival');
    const looks = await house.database.query('select customer, person, about from confidential_access');
    expect(looks).toContainEqual({ customer: 'rival', person: 'director', about: 'contacts' });
  });
});
