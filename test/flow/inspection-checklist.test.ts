import { expect, it } from 'vitest';
import type { ChatMessage } from '../../src/chat/event.ts';
import type { Form } from '../../src/chat/form.ts';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { PLATFORM } from '../support/sample-book.ts';

/** A message with photos in a thread of the team's channel; each photo's id is its name. */
function withPhotos(names: readonly string[], threadId = 'elsewhere') {
  const files = names.map((name) => ({
    name,
    link: `https://files.example/${name}`,
    sent: { from: 'chat', platform: PLATFORM, channelId: 'team', threadId, messageId: 'm', key: name, name } as const,
  }));
  return { message: { threadId, link: '', files } satisfies ChatMessage };
}

eachHouse((open, language) => {
  async function planned(): Promise<TestHouse> {
    const house = await open();
    await house.say('projectManager', 'team', '/desk inspection plan 10/12');
    return house;
  }
  const item = (key: 'ports' | 'logs' | 'room') =>
    ({
      ports: ['端口', 'Ports'],
      logs: ['错误日志', 'Error logs'],
      room: ['机房温湿度与供电', 'Room temperature, humidity and power'],
    })[key][language === 'en' ? 1 : 0] ?? '';
  const cardOf = (house: TestHouse) => house.seen('team').cards.find(({ subject }) => subject === 'inspection/1');
  const marks = (ok: number, found: number, na: number) => t(language, 'inspection.marks', { ok, found, na });
  const firstPage = async (house: TestHouse, person = 'engineer1') =>
    must((await house.press(person, 'team', 'inspection.check')).form);

  it('marks page by page, “all others are ok” by one choice, then a note for each item that is not in order', async () => {
    const house = await planned();
    const first = await firstPage(house);
    expect(first.fields.map(({ initial }) => initial).join('')).toBe('');
    const second = must((await house.submit('engineer1', 'team', first, { 'item-ports': 'severe' })).form);
    expect(second.fields.find(({ name }) => name === 'rest')).toMatchObject({ initial: '', required: false });
    const notes = must(
      (await house.submit('engineer1', 'team', second, { 'item-room': 'na', rest: 'ok', note: '' })).form,
    );
    expect(notes.fields.map(({ label, required }) => [label, required])).toEqual([
      [item('ports'), true],
      [item('room'), false],
    ]);
    expect(wordsOf(cardOf(house))).toContain(t(language, 'inspection.unnoted'));
    const told = await house.submit('engineer1', 'team', notes, { 'note-ports': 'port 7 flaps', 'note-room': '' });
    expect([told.form, told.text]).toEqual([undefined, '']);
    const words = wordsOf(cardOf(house));
    expect(words).toContain(marks(11, 1, 1));
    expect(words).toContain('port 7 flaps');
    expect(house.seen('team').lines.at(-1)).toContain('port 7 flaps');
  });

  it('a half-filled list is stored and missing items are named; the report cannot be delivered until then', async () => {
    const house = await planned();
    const second = must((await house.submit('engineer1', 'team', await firstPage(house), { 'item-cpu': 'ok' })).form);
    const told = await house.submit('engineer1', 'team', second, { 'item-logs': 'ok' });
    expect(told.text).toContain(item('ports'));
    expect(told.text).not.toContain(item('logs'));
    expect(wordsOf(cardOf(house))).toContain(t(language, 'inspection.marks-unseen', { count: 11 }));
    await house.say('engineer1', 'team', '/desk inspection finish I-1');
    const early = await house.press('engineer1', 'team', 'inspection.deliver-report');
    expect(early.refused).toBe('inspection.checklist-incomplete');
    expect(early.text).toContain(item('ports'));
    const again = must((await house.submit('engineer1', 'team', await firstPage(house), {})).form);
    await house.submit('engineer1', 'team', again, { rest: 'ok' });
    expect((await house.press('engineer1', 'team', 'inspection.deliver-report')).refused).toBeUndefined();
    expect((await house.say('engineer1', 'team', '/desk inspection note I-1 ports late')).refused).toBe(
      'inspection.report-there',
    );
  });

  it('two people at once: the last mark counts, and a form with older marks does not restore them', async () => {
    const house = await planned();
    await house.submit('engineer1', 'team', await firstPage(house), { 'item-ports': 'ok', 'item-cpu': 'ok' });
    const [mine, theirs] = [await firstPage(house), await firstPage(house, 'engineer2')];
    await house.submit('engineer2', 'team', theirs, { 'item-ports': 'severe', 'item-cpu': 'ok', 'item-memory': 'na' });
    await house.submit('engineer1', 'team', mine, { 'item-ports': 'ok', 'item-cpu': 'ok', 'item-modules': 'ok' });
    const marked = (await firstPage(house)).fields.flatMap(({ name, initial }) =>
      initial === '' ? [] : [`${name} ${initial}`],
    );
    expect(marked.sort()).toEqual(['item-cpu ok', 'item-memory na', 'item-modules ok', 'item-ports severe']);
    const [first, second] = [await noteForm(house, 'engineer1'), await noteForm(house, 'engineer2')];
    await house.submit('engineer1', 'team', first, { 'note-ports': 'port 7 flaps' });
    await house.submit('engineer2', 'team', second, { 'note-ports': 'port 9 is dead' });
    expect(wordsOf(cardOf(house))).toMatch(/port 7 flaps\nport 9 is dead/);
  });

  it('a note on any item, by form or in words; an unknown item is refused', async () => {
    const house = await planned();
    const form = must((await house.press('engineer1', 'team', 'inspection.note-item')).form);
    await house.submit('engineer1', 'team', form, { item: 'room', text: '27 °C' });
    await house.say('engineer1', 'team', '/desk 巡检 备注 I-1 端口：7号口闪断');
    expect(wordsOf(cardOf(house))).toMatch(/7号口闪断[\s\S]*27 °C/);
    expect(house.seen('team').lines.at(-1)).toContain('7号口闪断');
    const unknown = await house.say('engineer1', 'team', '/desk inspection note I-1 the fan is loud');
    expect([unknown.refused, unknown.text.includes(item('ports'))]).toEqual(['inspection.unknown-item', true]);
    expect((await house.submit('engineer1', 'team', form, { item: 'room', text: ' ' })).refused).toBe('input.missing');
    const strangers = await house.forge(REPORTER, SHARED, 'inspection.note-item', {
      inspection: 'I-1',
      item: 'cpu',
      text: 'x',
    });
    expect(strangers.refused).toBe('command.staff-only');
  });

  it('photos come with a message: anywhere with the inspection’s number, without it in the card’s thread', async () => {
    const house = await planned();
    const told = await house.say('engineer1', 'team', 'photo I-1 ports port 7', withPhotos(['p1.jpg', 'p2.jpg']));
    expect(told.text).toBe(
      t(language, 'reply.inspection.note-item', { inspection: 'I-1', item: item('ports'), count: 2 }),
    );
    const thread = must(house.seen('team').messages.find(({ card }) => card?.subject === 'inspection/1')).id;
    await house.say('engineer2', 'team', '照片 机房温湿度与供电 27 度', withPhotos(['r1.jpg'], thread));
    await house.say('engineer2', 'team', '/desk inspection photo I-1 cpu', withPhotos(['c1.jpg']));
    const words = wordsOf(cardOf(house));
    for (const name of ['p1.jpg', 'p2.jpg', 'r1.jpg', 'c1.jpg']) expect(words).toContain(name);
    expect(words).toContain(t(language, 'inspection.photo-count', { count: 2 }));
    expect(house.seen('team').lines.at(-1)).toContain('c1.jpg');
    expect((await house.say('engineer1', 'team', 'photo ports', withPhotos(['x.jpg']))).refused).toBe('input.missing');
    expect((await house.say('engineer1', 'team', 'photo I-1 ports')).refused).toBe('input.missing');
    expect((await house.say('engineer1', 'team', 'photo I-9 ports', withPhotos(['x.jpg']))).refused).toBe(
      'inspection.not-found',
    );
  });

  it('a finding’s ticket has the item’s note and photos; every change of the list is in the log', async () => {
    const house = await planned();
    await house.submit('engineer1', 'team', await firstPage(house), { 'item-ports': 'severe' });
    await house.say('engineer1', 'team', 'photo I-1 ports port 7 flaps', withPhotos(['p1.jpg']));
    await house.press('engineer1', 'team', 'inspection.open-item');
    const ticket = house.seen('team').cards.find(({ subject }) => subject === 'ticket/1');
    expect(ticket?.title).toBe(`T-1 · ${language === 'en' ? 'Ports' : '端口'}`);
    const words = wordsOf(ticket);
    expect(words).toContain('port 7 flaps');
    expect(words).toContain(t(language, 'inspection.photos', { names: 'p1.jpg' }));
    const links = (ticket?.parts ?? []).flatMap((part) => (part.part === 'links' ? part.links : []));
    expect(links).toContainEqual({ label: 'p1.jpg', url: 'https://files.example/p1.jpg' });
    const logged = await house.database.query<{ by: string; data: { what: string; entered?: object } }>(
      "select by, data from matter_event where kind = 'inspection.updated' and data ? 'entered' order by id",
      [],
    );
    expect(logged).toMatchObject([
      { by: 'engineer1', data: { what: 'check-inspection', entered: { marks: { ports: 'severe' } } } },
      {
        by: 'engineer1',
        data: { what: 'note-item', entered: { notes: { ports: 'port 7 flaps' }, photos: [{ item: 'ports' }] } },
      },
    ]);
    expect(buttonsOn(cardOf(house)).map(({ command }) => command)).not.toContain('inspection.page');
    expect((await house.say('engineer1', 'team', '/desk inspection page I-1')).refused).toBe('page.off');
  });
});

/** Presses the button that asks for missing notes. */
async function noteForm(house: TestHouse, person: string): Promise<Form> {
  return must((await house.forge(person, 'team', 'inspection.note-items', { inspection: 'I-1' })).form);
}
