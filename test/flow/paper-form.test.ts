import { expect, it } from 'vitest';
import { paperTitle } from '../../src/desk/ticket/view/line.ts';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { fileNamesIn, handIn, lastPaper, paperCardsIn } from '../support/paper-shelf.ts';
import { REPORTER, reportSevere, SHARED } from '../support/report.ts';

const WORK = { work: 'swapped the power supply', replaced: 'power supply PSU-600', leaving: 'all lamps are green' };

eachHouse((open, language) => {
  const named = (paper: string) => paperTitle(paper, language);
  const nameOf = (zh: string, en: string) => (language === 'en' ? en : zh);

  /** Reported at 10:10, dispatched at 10:20, arrived at 10:50, a part asked for, fixed and left at 11:30. */
  async function visited(): Promise<TestHouse> {
    const house = await open();
    await reportSevere(house);
    house.wait({ minutes: 10 });
    await house.say('engineer1', 'team', '/desk dispatch T-1');
    house.wait({ minutes: 30 });
    await house.say('engineer1', 'team', '/desk arrive T-1');
    house.wait({ minutes: 40 });
    await house.say('engineer1', 'team', '/desk resolve T-1 new power supply');
    await house.say('engineer1', 'team', '/desk leave T-1');
    return house;
  }

  it('the work report has the visit from the log, and is signed by the engineer as they hand it in', async () => {
    const house = await visited();
    const { number, initial } = await handIn(house, 'engineer1', 'T-1', 'work-report', WORK);
    expect(initial).toMatchObject({
      engineers: nameOf('李伟', 'Li Wei'),
      arrived: '2026-09-28 10:50',
      left: '2026-09-28 11:30',
    });
    expect(initial.leaving).toContain('new power supply');
    const { name, words } = await lastPaper(house);
    expect(name).toBe(`T-1 ${named('work-report')}.docx`);
    for (const text of [...Object.values(WORK), '2026-09-28 10:50', '2026-09-28 11:30', number])
      expect(words).toContain(text);
    expect(words).toContain(t(language, 'paper.document.signed', { name: nameOf('李伟', 'Li Wei') }));
    expect(words).not.toContain('{{');
  });

  it('the customer gets it to read and signs it by a tap; it is printed again with their name, once', async () => {
    const house = await visited();
    const { number } = await handIn(house, 'engineer1', 'T-1', 'work-report', WORK);
    expect(fileNamesIn(house, SHARED)).toEqual([`T-1 ${named('work-report')}.docx`]);
    const [toSign] = paperCardsIn(house, SHARED, 'to sign');
    expect(wordsOf(toSign)).toContain('all lamps are green');
    expect(buttonsOn(toSign).map(({ command }) => command)).toEqual(['paper.sign']);
    house.wait({ minutes: 5 });
    const signing = await house.press(REPORTER, SHARED, 'paper.sign', { on: must(toSign) });
    expect(signing.refused).toBeUndefined();
    const { words } = await lastPaper(house);
    expect(words).toContain('2026-09-28 11:35');
    expect(words.split(t(language, 'paper.document.signed', { name: '' }).trim()).length).toBe(3);
    expect(buttonsOn(paperCardsIn(house, SHARED, 'to sign')[0])).toEqual([]);
    expect((await house.say(REPORTER, SHARED, `/desk sign-paper ${number}`)).refused).toBe('paper.already-signed');
    expect(wordsOf(paperCardsIn(house, '@desk')[0])).not.toContain(
      t(language, 'paper.sign.missing', { who: t(language, 'paper.signer.customer') }),
    );
    expect(fileNamesIn(house, 'team')).toHaveLength(2);
  });

  it('what the desk sends back cannot be signed; the next version says so and asks anew', async () => {
    const house = await visited();
    const first = await handIn(house, 'engineer1', 'T-1', 'service-report', { work: 'w' });
    const [toSign] = paperCardsIn(house, SHARED, 'to sign');
    const sentBack = await house.say('desk', 'team', `/desk refuse-paper ${first.number} too short`);
    expect(sentBack.refused).toBeUndefined();
    expect(buttonsOn(paperCardsIn(house, SHARED, 'to sign')[0])).toEqual([]);
    expect((await house.press(REPORTER, SHARED, 'paper.sign', { on: must(toSign) })).refused).toBeDefined();
    await handIn(house, 'engineer1', 'T-1', 'service-report', { work: 'all that was done' });
    const { words } = await lastPaper(house);
    expect(words).toContain(`${first.number} · ${t(language, 'paper.document.version', { version: 2 })}`);
    expect(buttonsOn(paperCardsIn(house, SHARED, 'to sign').at(-1)).map(({ command }) => command)).toEqual([
      'paper.sign',
    ]);
  });

  it('a paper of a ticket that is taken back cannot be signed any more', async () => {
    const house = await visited();
    await handIn(house, 'engineer1', 'T-1', 'work-report', WORK);
    expect((await house.say('desk', 'team', '/desk withdraw T-1 a mistake')).refused).toBeUndefined();
    expect(buttonsOn(paperCardsIn(house, SHARED, 'to sign')[0])).toEqual([]);
  });

  it('the dispatch form stays inside: checked, approved by the director, accepted by the engineer', async () => {
    const house = await visited();
    const { number, initial } = await handIn(house, 'desk', 'T-1', 'dispatch-form', { takes: 'two power supplies' });
    expect(initial).toMatchObject({ sent: nameOf('李伟', 'Li Wei'), departs: '2026-09-28 10:20' });
    expect(initial.task).toContain('core switch down');
    const [toAccept] = paperCardsIn(house, '@engineer1', 'to sign');
    expect(
      (await house.press('engineer1', '@engineer1', 'paper.sign', { on: must(toAccept) })).refused,
    ).toBeUndefined();
    await house.say('projectManager', 'team', `/desk accept-paper ${number}`);
    expect((await house.say('director', 'team', `/desk approve-paper ${number}`)).refused).toBeUndefined();
    const { words } = await lastPaper(house);
    expect(words).toContain('two power supplies');
    for (const name of [nameOf('李伟', 'Li Wei'), nameOf('马国栋', 'Ma Guodong')])
      expect(words).toContain(t(language, 'paper.document.signed', { name }));
    expect(fileNamesIn(house, SHARED)).toEqual([]);
    expect((await house.say(REPORTER, SHARED, `/desk sign-paper ${number}`)).refused).toBe('paper.not-found');
  });

  it('the technical service application is signed by the customer and approved by the director', async () => {
    const house = await visited();
    const written = { applicant: 'Ms Zhao', phone: '138-1111-2222', wished: '2026-09-29 09:00', needed: 'a vendor' };
    const { number } = await handIn(house, 'engineer1', 'T-1', 'service-application', written);
    await house.press(REPORTER, SHARED, 'paper.sign', { on: must(paperCardsIn(house, SHARED, 'to sign')[0]) });
    await house.say('desk', 'team', `/desk accept-paper ${number}`);
    await house.say('director', 'team', `/desk approve-paper ${number}`);
    const { words } = await lastPaper(house);
    for (const text of [...Object.values(written), 'core switch down', nameOf('马国栋', 'Ma Guodong')])
      expect(words).toContain(text);
    expect(fileNamesIn(house, SHARED)).toHaveLength(2);
  });

  it('people without a line on it, and other customers, do not sign; what was handed in as a file is signed on paper', async () => {
    const house = await visited();
    const { number } = await handIn(house, 'engineer1', 'T-1', 'fault-report', { cause: 'c', prevention: 'p' });
    expect((await house.say(REPORTER, SHARED, `/desk sign-paper ${number}`)).refused).toBe('paper.no-line');
    const work = await handIn(house, 'engineer1', 'T-1', 'work-report', WORK);
    expect((await house.say('desk', 'team', `/desk sign-paper ${work.number}`)).refused).toBe('paper.no-line');
    expect((await house.say('engineer2', 'team', '/desk sign-paper D-99')).refused).toBe('paper.not-found');
  });

  it('the ticket’s card leads to the forms that the book offers', async () => {
    const house = await visited();
    const { card } = await house.press('engineer1', 'team', 'paper.choose');
    expect(buttonsOn(card).map(({ label }) => label)).toEqual([
      named('work-report'),
      named('service-application'),
      named('dispatch-form'),
      t(language, 'button.show'),
    ]);
    const [first] = buttonsOn(card);
    expect((await house.press('engineer1', 'team', 'paper.deliver', { on: must(card) })).form?.title).toBe(
      first?.label,
    );
  });

  it('A5: a requirement’s written reply is printed for the customer, with all its parts', async () => {
    const house = await open();
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'export to Excel', kind: 'requirement' });
    const reply = { solution: 'a new button', impact: '', effort: '5 days', plan: 'October', goLive: '2026-10-30' };
    await house.forge('engineer1', 'team', 'ticket.deliver', { ticket: 'T-1', ...reply, sure: 'yes' });
    expect(fileNamesIn(house, SHARED)).toEqual([`T-1 ${named('requirement-reply')}.docx`]);
    const { words } = await lastPaper(house);
    for (const text of ['a new button', '5 days', 'October', '2026-10-30']) expect(words).toContain(text);
    expect(words).toContain(t(language, 'paper.part.impact-on-system'));
  });
});
