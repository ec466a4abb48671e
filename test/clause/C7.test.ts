import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { lastPrinted } from '../support/printed.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

eachHouse((open, language) => {
  const label = (name: Parameters<typeof labelOf>[0]) => labelOf(name, language);

  /** Plan C: an outage is reported with a contact, acknowledged, an engineer goes there, and it is fixed. */
  async function repaired(meanwhile?: (house: TestHouse) => Promise<unknown>): Promise<TestHouse> {
    const house = await open({ book: await sampleBook(language, 'video-conference') });
    await house.forge(REPORTER, SHARED, 'ticket.report', {
      text: 'no picture in room 3\nscreen stays black',
      contact: 'Luo Min',
      device: 'device1',
    });
    house.wait({ minutes: 5 });
    await house.say('engineer1', 'team', '/desk ack T-1');
    await house.say('engineer1', 'team', '/desk reply T-1 please swap the cable');
    await house.say(REPORTER, SHARED, '/desk update T-1 still black');
    await house.say('engineer2', 'team', '/desk dispatch T-1');
    await house.say('engineer2', 'team', '/desk arrive T-1');
    await meanwhile?.(house);
    house.wait({ minutes: 30 });
    await house.say('engineer2', 'team', '/desk resolve T-1 codec board replaced');
    return house;
  }

  const cardIn = (house: TestHouse, channel: string, subject = 'sheet/1') =>
    house.seen(channel).cards.find((card) => card.subject === subject);

  it('C7: the service record comes filled in, is completed, put to the customer, signed by one tap, and printed in each reader’s language', async () => {
    const house = await repaired();
    const list = must((await house.say('engineer1', 'team', '/desk forms T-1')).card);
    expect(buttonsOn(list).map(({ args }) => args.form)).toEqual(['service-record', 'issue-record', 'feedback-record']);
    const form = must((await house.press('engineer1', 'team', 'sheet.open', { on: list })).form);
    const initial = Object.fromEntries(form.fields.map((field) => [field.name, field.initial]));
    const [zeng, lu] = language === 'en' ? ['Zeng Fan', 'Lü Jie'] : ['曾凡', '吕洁'];
    expect(initial).toMatchObject({ dutyPerson: zeng, onSitePerson: lu, contact: 'Luo Min' });
    expect(initial.description).toContain('screen stays black');
    expect(initial.solution).toContain('codec board replaced');
    const values = { ...initial, supporter: 'vendor hotline', phone: '139-0000-0000' };
    expect((await house.submit('engineer1', 'team', form, values)).refused).toBeUndefined();
    expect(cardIn(house, SHARED), 'the customer sees it when they are asked').toBeUndefined();

    await house.press('engineer1', 'team', 'sheet.ask-signature');
    const asked = must(cardIn(house, SHARED));
    for (const words of ['T-1', zeng, lu, 'vendor hotline', '139-0000-0000', 'codec board replaced'])
      expect(wordsOf(asked)).toContain(words);
    const draft = await lastPrinted(house, SHARED);
    expect(draft.name).toBe(
      `S-1 T-1 ${t(language, 'sheet.form.service-record')} ${t(language, 'sheet.unsigned-mark')}.docx`,
    );

    house.wait({ minutes: 10 });
    await house.press(REPORTER, SHARED, 'sheet.sign');
    expect(wordsOf(cardIn(house, 'team'))).toContain(t(language, 'sheet.status.signed'));
    const paper = await lastPrinted(house, 'team');
    expect(paper.name).toBe(`S-1 T-1 ${t(language, 'sheet.form.service-record')}.docx`);
    for (const name of [
      ...(['serviceNo', 'dutyPerson', 'supporter', 'onSitePerson', 'status', 'company', 'contact', 'phone'] as const),
      ...(['description', 'history', 'solution', 'signature'] as const),
    ])
      expect(paper.words).toContain(label(name));
    for (const words of ['still black', 'please swap the cable', 'codec board replaced', '139-0000-0000'])
      expect(paper.words).toContain(words);
    expect(paper.words).toContain(t(language, 'sheet.signed-by', { name: REPORTER, at: '2026-09-28 10:55' }));
    expect((await house.forge('engineer1', 'team', 'sheet.fill', { sheet: 'S-1' })).refused).toBe(
      'sheet.already-signed',
    );
  });

  it('C7: the book owes the service record after the repair: it is begun from the log, the assignee is asked to complete it, and later the customer finds it with the ticket', async () => {
    const house = await repaired();
    const draft = must(cardIn(house, 'team'));
    expect(wordsOf(draft)).toContain(t(language, 'sheet.status.draft'));
    expect(wordsOf(draft)).toContain('codec board replaced');
    expect(house.seen('team').mentions, 'the assignee').toContain('engineer1');
    const early = await house.forge('engineer1', 'team', 'sheet.ask-signature', { sheet: 'S-1' });
    expect(early.refused).toBe('sheet.not-filled');
    await house.say(REPORTER, SHARED, '/desk reject T-1 still black');
    house.wait({ minutes: 5 });
    await house.say('engineer2', 'team', '/desk resolve T-1 power supply replaced, too');
    expect(wordsOf(cardIn(house, 'team')), 'the draft follows the second repair').toContain('power supply replaced');
    await fill(house, { ticket: 'T-1', form: 'service-record' }, {});
    await house.press('engineer1', 'team', 'sheet.ask-signature');
    await house.press(REPORTER, SHARED, 'sheet.sign');
    const [record] = (await house.say(REPORTER, SHARED, '/desk show T-1')).otherCards;
    expect(wordsOf(record)).toContain(t(language, 'sheet.form.service-record'));
    const before = house.seen(SHARED).messages.length;
    await house.press(REPORTER, SHARED, 'sheet.print', { on: must(record) });
    expect(
      house
        .seen(SHARED)
        .messages.slice(before)
        .some(({ file }) => file?.startsWith('S-1 T-1')),
    ).toBe(true);
  });

  it('C7, D14: without a signature the reason is noted, and only a manager signs instead', async () => {
    const house = await repaired();
    await fill(house, { ticket: 'T-1', form: 'service-record' }, {});
    await house.press('engineer1', 'team', 'sheet.ask-signature');
    expect((await house.forge('manager1', 'team', 'sheet.countersign', { sheet: 'S-1' })).refused).toBe(
      'sheet.no-reason',
    );
    const why = must((await house.press('engineer1', 'team', 'sheet.no-signature')).form);
    await house.submit('engineer1', 'team', why, { reason: 'on leave until October' });
    expect(house.seen('@manager1').mentions).toContain('manager1');
    expect((await house.forge('engineer1', 'team', 'sheet.countersign', { sheet: 'S-1' })).refused).toBe(
      'sheet.manager-only',
    );
    await house.press('manager1', '@manager1', 'sheet.countersign');
    const { words } = await lastPrinted(house, SHARED);
    for (const said of ['on leave until October', language === 'en' ? 'Ding Fang' : '丁芳'])
      expect(words).toContain(said);
    expect((await house.forge(REPORTER, SHARED, 'sheet.sign', { sheet: 'S-1' })).refused).toBe('sheet.already-signed');
  });

  it('C7: what is changed after it was put to the customer is put to them again', async () => {
    const house = await repaired();
    await fill(house, { ticket: 'T-1', form: 'service-record' }, {});
    await house.press('engineer1', 'team', 'sheet.ask-signature');
    await fill(house, { ticket: 'T-1', form: 'service-record' }, { supporter: 'nobody else' });
    expect((await house.forge(REPORTER, SHARED, 'sheet.sign', { sheet: 'S-1' })).refused).toBe('sheet.not-found');
    expect(buttonsOn(cardIn(house, SHARED)).map(({ command }) => command)).not.toContain('sheet.sign');
    await house.press('engineer1', 'team', 'sheet.ask-signature');
    await house.press(REPORTER, SHARED, 'sheet.sign');
    expect((await lastPrinted(house, SHARED)).words).toContain('nobody else');
  });

  it('C7: the repair request has rows of replaced parts and the way back of the defective one', async () => {
    const house = await repaired((each) => each.say('engineer1', 'team', '/desk part T-1 codec board'));
    for (const step of ['deliver', 'send-back', 'receive', 'return']) {
      house.wait({ minutes: 10 });
      await house.press('engineer2', 'team', `part.${step}`);
    }
    await fill(
      house,
      { part: 'P-1', form: 'repair-request' },
      {
        rma: 'RMA-7',
        quantity: '2',
        cause: 'power surge',
        replaced: 'codec board; OLD-1; NEW-2; 1\nfan；OLD-3；NEW-4；1',
      },
    );
    await house.press('engineer1', 'team', 'sheet.ask-signature');
    const { words, name } = await lastPrinted(house, SHARED);
    expect(name).toContain(`S-2 P-1 ${t(language, 'sheet.form.repair-request')}`);
    for (const said of ['RMA-7', 'HD-900', 'SN-C-0001', 'power surge', 'OLD-1', 'NEW-4', '2026-09-28 10:55'])
      expect(words).toContain(said);
    for (const step of ['received', 'sent-back', 'vendor-received', 'closed'] as const)
      expect(words).toContain(t(language, `sheet.step.${step}`));
    const card = house.seen('team').cards.find(({ subject }) => subject.includes('|part|'));
    expect(wordsOf(card), 'the part’s own card shows it too').toContain('power surge');
  });

  it('C7: the survey asks every item, from 5 to 1 or n/a; n/a counts as no score, and the filled survey is printed', async () => {
    const house = await repaired();
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    await house.say(REPORTER, SHARED, '/desk rate T-1 4');
    const form = must((await house.press(REPORTER, SHARED, 'rating.say-more')).form);
    expect(form.fields).toHaveLength(12);
    const values = { skill: '5', attitude: '4', training: 'na', product: '3', remark: 'quick, but loud' };
    expect((await house.submit(REPORTER, SHARED, form, values)).refused).toBeUndefined();
    for (const channel of ['team', SHARED]) {
      const { name, words } = await lastPrinted(house, channel);
      expect(name).toBe(`T-1 ${t(language, 'sheet.form.survey')}.docx`);
      expect(words.split('\n')).toContain('4.0');
      for (const said of ['quick, but loud', t(language, 'score.na'), t(language, 'survey.documentation'), REPORTER])
        expect(words).toContain(said);
    }
  });

  it('C7: the issue record of a complaint has urgency, department, expected time, measures and progress; very urgent reaches the project manager at once', async () => {
    const house = await open({ book: await sampleBook(language, 'video-conference') });
    await complain(house, { urgency: 'very-urgent', expectedAt: '2026-09-30 12:00' });
    expect(house.seen('@projectManager').mentions).toEqual(['projectManager']);
    expect(wordsOf(house.seen('@projectManager').cards[0])).toContain('nobody came');
    await house.forge('manager1', '@manager1', 'complaint.answer', { complaint: 'C-1', text: 'we come at noon' });
    await house.forge('manager1', '@manager1', 'complaint.progress', {
      complaint: 'C-1',
      text: 'on the road',
      tells: 'yes',
    });
    await house.forge('manager1', '@manager1', 'complaint.progress', { complaint: 'C-1', text: 'he overslept' });
    await fill(
      house,
      { complaint: 'C-1', form: 'issue-record' },
      { department: 'Service north', degree: 'partly' },
      'manager1',
    );
    await house.forge('manager1', '@manager1', 'sheet.ask-signature', { sheet: 'S-1' });
    const { words } = await lastPrinted(house, SHARED);
    for (const said of ['nobody came', 'Service north', 'we come at noon', 'on the road', '2026-09-30 12:00'])
      expect(words).toContain(said);
    expect(words).toContain(t(language, 'complaint.urgency.very-urgent'));
    expect(words, 'a note among the managers stays among them').not.toContain('he overslept');
    expect(house.seen('team').cards, 'the team does not read complaints').toEqual([]);
  });

  it('C7: a request has an issue record, too, and its urgency pings; the feedback record says how it ended', async () => {
    const house = await repaired();
    await fill(house, { ticket: 'T-1', form: 'issue-record' }, { urgency: 'very-urgent', department: 'IT' });
    expect(house.seen('@projectManager').mentions).toEqual(['projectManager']);
    const values = { headOpinion: 'well done', customerOpinion: 'content', degree: 'full' };
    await fill(house, { ticket: 'T-1', form: 'feedback-record' }, values);
    await house.forge('engineer1', 'team', 'sheet.ask-signature', { sheet: 'S-3' });
    const { words } = await lastPrinted(house, SHARED);
    for (const said of [
      'codec board replaced',
      'well done',
      'content',
      t(language, 'complaint.degree.full'),
      '2026-09-28 10:45',
    ])
      expect(words).toContain(said);
  });

  it('C7: a book without forms offers none, and other customers see no form', async () => {
    const house = await open();
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'core switch down' });
    const none = must((await house.say('engineer1', 'team', '/desk forms T-1')).card);
    expect(wordsOf(none)).toContain(t(language, 'sheet.list.none'));
    expect((await house.say('engineer1', 'team', '/desk forms T-1 service-record')).refused).toBe('sheet.not-offered');
    expect((await house.forge(REPORTER, SHARED, 'sheet.sign', { sheet: 'S-9' })).refused).toBe('sheet.not-found');
  });
});

/** Opens a form, leaves what the log filled in, completes the rest and saves it. */
async function fill(
  house: TestHouse,
  about: Readonly<Record<string, string>>,
  values: Readonly<Record<string, string>>,
  person = 'engineer1',
): Promise<void> {
  const form = must((await house.forge(person, 'team', 'sheet.open', about)).form);
  const initial = Object.fromEntries(form.fields.map((field) => [field.name, field.initial]));
  expect((await house.submit(person, 'team', form, { ...initial, ...values })).refused).toBeUndefined();
}

async function complain(house: TestHouse, given: Readonly<Record<string, string>>): Promise<void> {
  const form = must((await house.say(REPORTER, SHARED, '/complaint')).form);
  const told = await house.submit(REPORTER, SHARED, form, { text: 'nobody came', answerIn: 'channel', ...given });
  expect(told.refused).toBeUndefined();
}

function labelOf(
  name:
    | 'serviceNo'
    | 'dutyPerson'
    | 'supporter'
    | 'onSitePerson'
    | 'status'
    | 'company'
    | 'contact'
    | 'phone'
    | 'description'
    | 'history'
    | 'solution'
    | 'signature',
  language: Parameters<typeof t>[0],
): string {
  return t(language, `sheet.label.${name}`);
}
