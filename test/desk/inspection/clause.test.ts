import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../../src/chat/event.ts';
import { loadBook } from '../../../src/desk/book/store.ts';
import { startPlans } from '../../../src/desk/inspection/plan-flow.ts';
import { t } from '../../../src/i18n/i18n.ts';
import { dateName } from '../../../src/i18n/when.ts';
import type { KeyAfter } from '../../../src/lib/text-key.ts';
import { buttonsOn, clocksOn, wordsOf } from '../../support/card-words.ts';
import { docxWords } from '../../support/docx-words.ts';
import { eachHouse } from '../../support/each-house.ts';
import type { TestHouse } from '../../support/house.ts';
import { must } from '../../support/must.ts';
import { REPORTER, SHARED } from '../../support/report.ts';
import { PLATFORM, sampleBook } from '../../support/sample-book.ts';

/**
 * One `describe` for each clause about inspections, one test for each of its sentences. It is Monday 28 September 2026.
 */
eachHouse((open, language) => {
  const kinds = (house: TestHouse, channel: string) =>
    house
      .seen(channel)
      .messages.flatMap(({ about }) => (about?.kind.startsWith('inspection.') ? [about.kind.slice(11)] : []));
  const cardIn = (house: TestHouse, channel: string, subject = 'inspection/1') =>
    house.seen(channel).cards.find((card) => card.subject === subject);
  const filesIn = (house: TestHouse, channel: string) => house.seen(channel).messages.flatMap(({ file }) => file ?? []);
  const state = (word: KeyAfter<'inspection.state.'>) => t(language, `inspection.state.${word}`);
  const ask = (house: TestHouse, person: string, verb: string, input: Record<string, string> = {}) =>
    house.forge(person, person === REPORTER ? SHARED : 'team', `inspection.${verb}`, { inspection: 'I-1', ...input });

  /** Plans an inspection for Monday 12 October, after the holiday. Saturday the 10th is a working day. */
  async function planned(preset = 'telecom-province'): Promise<TestHouse> {
    const house = await open({ book: await sampleBook(language, preset) });
    await house.say('projectManager', 'team', '/desk inspection plan 10/12');
    return house;
  }

  /** The dates that the book's periodic plan has entered `days` from now. */
  async function datesPlanned(preset: string, days: number): Promise<string[]> {
    const house = await open({ book: await sampleBook(language, preset) });
    await house.database.transaction(async (tx) => {
      const [version] = await tx.query<{ id: number; hash: string }>('select id, hash from book_version', []);
      const { id, hash } = must(version);
      await startPlans({ tx, now: house.now() }, await loadBook(tx, { version: id, hash }));
    });
    await house.forward({ days });
    const rows = await house.database.query<{ date: string }>(
      `select state->>'date' as date from matter where feature = 'inspection' order by 1`,
    );
    return rows.map(({ date }) => date);
  }

  /** Fills in the whole list: `marks`, all others ok, and a note for each finding. */
  async function fillIn(house: TestHouse, marks: Record<string, string> = {}, notes: Record<string, string> = {}) {
    let form = (await ask(house, 'engineer1', 'check')).form;
    while (form) form = (await house.submit('engineer1', 'team', form, { ...marks, rest: 'ok', ...notes })).form;
  }

  describe('D12', () => {
    it('inspection monthly', async () => {
      expect(await datesPlanned('telecom-province', 60)).toEqual([
        '2026-10-15',
        '2026-11-16',
        '2026-12-15',
        '2027-01-15',
      ]);
    });

    it('the project manager tells the customer 3 working days before', async () => {
      const house = await planned();
      await house.forward({ days: 9 });
      expect(kinds(house, SHARED)).toEqual([]);
      // Thursday 8 October, 09:00: three working days before are the 9th, Saturday the 10th (worked) and the 12th.
      await house.forward({ days: 1 });
      expect([kinds(house, SHARED), kinds(house, '@projectManager')]).toEqual([['notice'], ['notice']]);
      expect(wordsOf(cardIn(house, SHARED))).toContain(dateName(language, '2026-10-12'));
    });

    it('2 days before, the service desk confirms the time again', async () => {
      const house = await planned();
      await house.forward({ days: 12 });
      expect(kinds(house, SHARED)).toEqual(['notice', 'reconfirm']);
      await house.press(REPORTER, SHARED, 'inspection.reconfirm');
      expect(wordsOf(cardIn(house, 'team'))).toContain(state('confirmed'));
    });

    it('the customer may cancel it, and everyone concerned is told', async () => {
      const house = await planned();
      await house.forward({ days: 10 });
      await house.press(REPORTER, SHARED, 'inspection.cancel');
      for (const channel of [SHARED, '@projectManager', 'team']) expect(kinds(house, channel)).toContain('cancelled');
      await house.forward({ days: 10 });
      expect(kinds(house, SHARED)).toEqual(['notice', 'cancelled']);
    });

    it('the customer may move it, and everyone concerned is told; the notices start again', async () => {
      const house = await planned();
      await house.forward({ days: 10 });
      const form = must((await house.press(REPORTER, SHARED, 'inspection.move')).form);
      await house.submit(REPORTER, SHARED, form, { otherDate: '2026-10-21' });
      for (const channel of [SHARED, '@projectManager', 'team']) expect(kinds(house, channel)).toContain('moved');
      await house.forward({ days: 10 });
      expect(kinds(house, SHARED)).toEqual(['notice', 'moved', 'notice']);
    });

    it('checklist: the items in this order', async () => {
      const house = await planned();
      const first = must((await ask(house, 'engineer1', 'check')).form);
      const second = must((await house.submit('engineer1', 'team', first, {})).form);
      const listed = [...first.fields, ...second.fields]
        .map(({ name }) => name)
        .filter((name) => name.startsWith('item-'));
      expect(listed.map((name) => name.slice(5))).toEqual(
        'physical power modules ports routing cpu memory protocols diagnosis logs parts cleaning room'.split(' '),
      );
      for (const { name } of first.fields) expect(first.fields.find((each) => each.name === name)?.initial).toBe('');
    });

    it('checklist: each item ok, a finding or n.a., with a note and photos', async () => {
      const house = await planned();
      await fillIn(house, { 'item-ports': 'severe', 'item-room': 'na' }, { 'note-ports': 'port 7 flaps' });
      await house.say('engineer2', 'team', 'photo I-1 ports', withPhoto('port7.jpg'));
      const words = wordsOf(cardIn(house, 'team'));
      expect(words).toContain(t(language, 'inspection.marks', { ok: 11, found: 1, na: 1 }));
      expect(words).toContain(`port 7 flaps · ${t(language, 'inspection.photo-count', { count: 1 })}`);
    });

    it('tickets since the last inspection are listed', async () => {
      const house = await planned();
      await house.say(REPORTER, SHARED, '/fault fan is loud');
      await house.forward({ days: 10 });
      for (const channel of [SHARED, '@projectManager'])
        expect(wordsOf(cardIn(house, channel))).toContain('fan is loud');
    });
  });

  describe('D13', () => {
    it('findings that cannot be fixed on the spot get a plan by fault level', async () => {
      const house = await planned();
      await fillIn(house, { 'item-ports': 'severe' }, { 'note-ports': 'port 7 flaps' });
      await house.press('engineer1', 'team', 'inspection.open-item');
      const ticket = cardIn(house, 'team', 'ticket/1');
      expect(wordsOf(ticket)).toContain('port 7 flaps');
      expect(clocksOn(ticket).map(({ state }) => state)).toContain('running');
      expect(buttonsOn(ticket).map(({ command }) => command)).toContain('ticket.submit-plan');
      expect((await house.say('engineer1', 'team', '/desk plan T-1 swap the line card')).refused).toBeUndefined();
      expect(wordsOf(cardIn(house, 'team', 'ticket/1'))).toContain('swap the line card');
    });

    it('feedback to the customer within 2 working days of solving', async () => {
      const house = await planned();
      await ask(house, 'engineer1', 'record-finding', { text: 'dust in the filter', level: 'general' });
      await house.say('engineer1', 'team', '/desk resolve T-1');
      const due = house.seen('@engineer1').messages.find(({ about }) => about?.kind === 'inspection.feedback-due');
      // Monday 28 September; two working days on is Wednesday the 30th, 18:00.
      expect(due?.about?.fields.due).toBe(Date.parse('2026-09-30T18:00:00+08:00'));
      expect((await house.say('engineer1', 'team', '/desk inspection feedback I-1')).refused).toBeUndefined();
      expect((await house.say('engineer1', 'team', '/desk inspection feedback I-1')).refused).toBe(
        'inspection.no-feedback-owed',
      );
    });
  });

  describe('D14', () => {
    async function finished(): Promise<TestHouse> {
      const house = await planned();
      await fillIn(house, { 'item-ports': 'severe' }, { 'note-ports': 'port 7 flaps' });
      await house.say('engineer1', 'team', '/desk inspection finish I-1');
      return house;
    }
    async function delivered(): Promise<TestHouse> {
      const house = await finished();
      await ask(house, 'projectManager', 'deliver-report');
      return house;
    }

    it('uniform: one document, made from the checklist', async () => {
      const house = await delivered();
      expect(filesIn(house, SHARED)).toEqual([`I-1 ${t(language, 'paper.inspection-report')}.docx`]);
      const [row] = await house.database.query<{ bytes: string }>(
        `select encode(bytes, 'base64') as bytes from made_file order by id desc limit 1`,
      );
      const words = docxWords(Buffer.from(must(row).bytes, 'base64'));
      for (const key of ['checklist', 'findings', 'brought'] as const)
        expect(words).toContain(t(language, `paper.table.${key}`));
      expect(words).toContain('port 7 flaps');
    });

    it('complete: if an item is missing, delivering is refused and the item is named', async () => {
      const house = await planned();
      const first = must((await ask(house, 'engineer1', 'check')).form);
      await house.submit('engineer1', 'team', first, { 'item-cpu': 'ok' });
      await house.say('engineer1', 'team', '/desk inspection finish I-1');
      const early = await ask(house, 'projectManager', 'deliver-report');
      expect(early.refused).toBe('inspection.checklist-incomplete');
      expect(early.text).toContain(language === 'en' ? 'Cleaning' : '清洁除尘');
    });

    it('signed by the customer', async () => {
      const house = await delivered();
      expect((await ask(house, 'desk', 'accept-report')).refused).toBe('inspection.not-signed');
      await house.press(REPORTER, SHARED, 'inspection.sign');
      expect(wordsOf(cardIn(house, 'team'))).toContain(REPORTER);
      expect((await ask(house, 'desk', 'accept-report')).refused).toBeUndefined();
    });

    it('without a signature the reason is noted and the department manager signs', async () => {
      const house = await delivered();
      expect((await ask(house, 'manager1', 'countersign')).refused).toBe('inspection.no-reason');
      await house.say('desk', 'team', '/desk inspection unsigned I-1 nobody was there');
      expect(wordsOf(cardIn(house, 'team'))).toContain('nobody was there');
      expect((await ask(house, 'engineer1', 'countersign')).refused).toBe('inspection.manager-only');
      expect((await ask(house, 'manager1', 'countersign')).refused).toBeUndefined();
      expect((await ask(house, 'desk', 'accept-report')).refused).toBeUndefined();
    });

    it('checked on receipt; if it is refused, it is owed again', async () => {
      const house = await delivered();
      await house.press(REPORTER, SHARED, 'inspection.sign');
      const form = must((await ask(house, 'desk', 'refuse-report')).form);
      await house.submit('desk', 'team', form, { reason: 'port 7 has no photo' });
      expect(wordsOf(cardIn(house, 'team'))).toContain(state('report-owed'));
      house.files.set('port7.jpg', { name: 'port7.jpg', mediaType: 'image/jpeg', bytes: new Uint8Array(10) });
      await house.say('engineer1', 'team', 'photo I-1 ports', withPhoto('port7.jpg'));
      await ask(house, 'projectManager', 'deliver-report');
      const report = `I-1 ${t(language, 'paper.inspection-report')}.docx`;
      // As it was delivered, as it was signed, and the new one with the photo.
      expect(filesIn(house, SHARED)).toEqual([report, report, report, 'port7.jpg']);
      expect((await ask(house, 'desk', 'accept-report')).refused).toBe('inspection.not-signed');
    });

    it('the technical director gets one list of missing reports at the end of the month', async () => {
      const house = await finished();
      await house.say('projectManager', 'team', '/desk inspection plan 10/13');
      await house.say('engineer1', 'team', '/desk inspection finish I-2');
      await house.forward({ days: 2 });
      expect(house.seen('@director').cards.map((card) => card.title)).toEqual([
        t(language, 'inspection.missing', { count: 2 }),
      ]);
      expect(house.seen('@director').messages[0]?.about?.at).toBe(Date.parse('2026-09-30T09:00:00+08:00'));
    });
  });

  describe('C3', () => {
    it('one free inspection a year', async () => {
      expect(await datesPlanned('video-conference', 400)).toEqual(['2027-01-15']);
    });

    it('with a report', async () => {
      const house = await planned('video-conference');
      await fillIn(house);
      await house.say('engineer1', 'team', '/desk inspection finish I-1');
      await ask(house, 'projectManager', 'deliver-report');
      expect(filesIn(house, SHARED)).toEqual([`I-1 ${t(language, 'paper.inspection-report')}.docx`]);
    });

    it('a finding that cannot be fixed on site becomes a ticket with its level', async () => {
      const house = await planned('video-conference');
      await fillIn(house, { 'item-ports': 'outage' }, { 'note-ports': 'port 7 is dead' });
      await house.press('engineer1', 'team', 'inspection.open-item');
      const ticket = cardIn(house, 'team', 'ticket/1');
      expect(ticket?.badges.map(({ text }) => text)).toContain(levelOf(house, 'outage', language));
      expect(wordsOf(ticket)).toContain('port 7 is dead');
      expect(clocksOn(ticket)).toHaveLength(2);
    });

    it('one training a year with it; if it was not held, the report says why', async () => {
      const house = await planned('video-conference');
      await fillIn(house, { 'item-training': 'na' }, { 'note-training': 'put off to May' });
      await house.say('engineer1', 'team', '/desk inspection finish I-1');
      await ask(house, 'projectManager', 'deliver-report');
      const words = wordsOf(cardIn(house, 'team'));
      expect(words).toContain(language === 'en' ? 'Training of the year' : '年度培训');
      expect(words).toContain('put off to May');
    });
  });
});

function levelOf({ book }: TestHouse, key: string, language: 'en' | 'zh-CN'): string {
  const level = Object.values(book.policies)[0]?.levels.find((each) => each.key === key);
  return must(level).name[language === 'en' ? 'en' : 'zh'];
}

function withPhoto(name: string) {
  const sent = {
    from: 'chat',
    platform: PLATFORM,
    channelId: 'team',
    threadId: 'x',
    messageId: 'm',
    key: name,
    name,
  } as const;
  return {
    message: { threadId: 'x', link: '', files: [{ name, link: `https://x/${name}`, sent }] } satisfies ChatMessage,
  };
}
