import { expect, it } from 'vitest';
import { paperName, paperTitle } from '../../src/desk/ticket/view/line.ts';
import { t } from '../../src/i18n/i18n.ts';
import type { Language } from '../../src/lib/language.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { docxWords } from '../support/docx-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, reportSevere, SHARED } from '../support/report.ts';

const WRITTEN = {
  symptom: 'core switch down',
  impact: 'branch offices cut off <b>& all</b>',
  handling: 'swapped the power supply',
  cause: 'power supply burnt out',
  solution: 'new power supply',
  prevention: 'check the supplies at every inspection',
};

eachHouse((open, language) => {
  async function fixed(): Promise<TestHouse> {
    const house = await open();
    await reportSevere(house);
    await house.say('engineer1', 'team', '/desk ack T-1');
    await house.say('engineer1', 'team', '/desk update T-1 the vendor is no help at all');
    house.wait({ minutes: 20 });
    await house.say('engineer1', 'team', '/desk resolve T-1 new power supply');
    return house;
  }

  it('D9: the fault report is drafted from the log, completed in a form, checked, and sent to the customer as a file', async () => {
    const house = await fixed();
    const [report] = papersOf(house, '@engineer1');
    expect(report?.title).toContain(paperTitle('fault-report', language));
    expect(buttonsOn(report).map(({ command }) => command)).toEqual(['paper.deliver', 'paper.draft', 'ticket.show']);
    const { form } = await house.press('engineer1', '@engineer1', 'paper.deliver', { on: must(report) });
    const initial = Object.fromEntries(must(form).fields.map(({ name, initial }) => [name, initial]));
    expect(initial.symptom).toContain('core switch down');
    expect(initial.impact).toContain('10');
    expect(initial.handling).toContain('the vendor is no help at all');
    expect(initial.solution).toBe('new power supply');
    expect(initial.cause).toBe('');
    const told = await house.submit('engineer1', '@engineer1', must(form), WRITTEN);
    expect(told.refused).toBeUndefined();
    expect(filesIn(house, 'team')).toEqual([`T-1 ${titled(language, 'fault-report')}.docx`]);
    expect(filesIn(house, SHARED)).toEqual([]);

    const [toCheck] = papersOf(house, '@desk');
    expect(wordsOf(toCheck)).toContain('power supply burnt out');
    await house.press('desk', '@desk', 'paper.accept', { on: must(toCheck) });
    expect(filesIn(house, SHARED)).toEqual([`T-1 ${titled(language, 'fault-report')}.docx`]);
    expect(badgesOf(house, '@engineer1', 0)).toEqual([t(language, 'paper.status.archived')]);
    expect(wordsIn(house, SHARED)).not.toContain('the vendor is no help at all');
    await house.forward({ days: 2 });
    expect(kinds(house, 'escalation')).not.toContain('paper.overdue');
  });

  it('the file has all that D9 asks for, as people wrote it, and nothing internal', async () => {
    const house = await fixed();
    await submitReport(house);
    const words = docxWords(await fileOf(house));
    for (const key of ['customer', 'reported', 'remote', 'repaired', 'staff'] as const)
      expect(words).toContain(t(language, `paper.fact.${key}`));
    for (const text of Object.values(WRITTEN)) expect(words).toContain(text);
    expect(words).toContain(language === 'en' ? 'Li Wei' : '李伟');
    expect(words).not.toContain('the vendor is no help at all');
    expect(words).not.toContain(t(language, 'paper.document.draft'));
  });

  it('a draft goes to the person who asks, is marked as a draft, and shows what is still to be written', async () => {
    const house = await fixed();
    const told = await house.say('engineer2', 'team', '/desk draft T-1 fault-report');
    expect(told.text).toBe(t(language, 'reply.paper-draft', { paper: paperName('fault-report', language) }));
    expect(filesIn(house, '@engineer2')).toHaveLength(1);
    const words = docxWords(await fileOf(house));
    expect(words).toContain(t(language, 'paper.document.draft'));
    expect(words).toContain(t(language, 'paper.document.to-write'));
  });

  it('D16: the write-up is checked, approved by the technical director and archived, and is not sent to the customer', async () => {
    const house = await fixed();
    const written = { handling: 'h', cause: 'c', solution: 's' };
    expect((await house.say('engineer1', 'team', '/desk approve-paper D-99')).refused).toBe('paper.not-found');
    await house.forge('engineer1', 'team', 'paper.deliver', { ticket: 'T-1', report: 'write-up', ...written });
    const number = numberOf(house, '@desk', 'write-up');
    expect((await house.say('engineer2', 'team', `/desk accept-paper ${number}`)).refused).toBe(
      'paper.waits-for.check',
    );
    expect((await house.say('director', 'team', `/desk approve-paper ${number}`)).refused).toBe(
      'paper.waits-for.check',
    );
    await house.say('desk', 'team', `/desk accept-paper ${number}`);
    expect((await house.say('desk', 'team', `/desk approve-paper ${number}`)).refused).toBe('paper.waits-for.approval');
    const [toApprove] = papersOf(house, '@director');
    expect(
      buttonsOn(toApprove)
        .map(({ command }) => command)
        .slice(0, 2),
    ).toEqual(['paper.approve', 'paper.refuse']);
    await house.press('director', '@director', 'paper.approve', { on: must(toApprove) });
    expect((await house.say('director', 'team', `/desk approve-paper ${number}`)).refused).toBe(
      'paper.nothing-to-check.archived',
    );
    expect(filesIn(house, SHARED)).toEqual([]);
  });

  it('a refused paper is owed again, with the reason, and becomes overdue if it is not handed in', async () => {
    const house = await fixed();
    await submitReport(house);
    const [toCheck] = papersOf(house, '@desk');
    const { form } = await house.press('desk', '@desk', 'paper.refuse', { on: must(toCheck) });
    await house.submit('desk', '@desk', must(form), { reason: 'the cause is a guess' });
    const [owed] = papersOf(house, '@engineer1');
    expect(wordsOf(owed)).toContain('the cause is a guess');
    expect(buttonsOn(owed)[0]?.command).toBe('paper.deliver');
    await house.forward({ days: 1 });
    expect(kinds(house, 'escalation')).toContain('paper.overdue');
    expect((await submitReport(house)).refused).toBeUndefined();
  });

  it('a paper is handed in by a message with a file; without a file a form asks for the texts', async () => {
    const house = await fixed();
    const file = {
      from: 'chat',
      platform: 'playground',
      channelId: 'team',
      threadId: '',
      messageId: '1',
      key: 'k',
      name: 'signed.pdf',
    } as const;
    const message = { threadId: '', link: '', files: [{ name: 'signed.pdf', link: '', sent: file }] };
    await house.say('engineer1', 'team', '/desk leave T-1');
    expect((await house.say('engineer1', 'team', '/desk paper T-1 service-report')).form).toBeDefined();
    const told = await house.say('engineer1', 'team', '/desk paper T-1 service-report', { message });
    expect(told.text).toBe(t(language, 'reply.paper-delivered', { paper: paperName('service-report', language) }));
    expect(papersOf(house, '@desk').map(wordsOf).join()).toContain('signed.pdf');
  });

  it('the list shows owed papers by remaining time; an unknown name is refused with the names of the papers', async () => {
    const house = await fixed();
    const { card } = await house.say('engineer1', 'team', '/desk papers');
    const words = wordsOf(card);
    expect(words.indexOf(paperTitle('fault-report', language))).toBeGreaterThan(0);
    expect(words.indexOf(paperTitle('fault-report', language))).toBeLessThan(
      words.indexOf(paperTitle('write-up', language)),
    );
    expect((await house.say('engineer1', 'team', '/desk paper T-1')).refused).toBe('paper.which');
    expect((await house.say('engineer1', 'team', '/desk paper T-1 nonsense')).text).toContain('fault-report');
    expect((await house.say('engineer1', 'team', '/desk paper T-1 service-report')).refused).toBe('paper.not-owed');
    expect((await house.say('engineer1', 'team', '/desk paper')).refused).toBe('input.missing');
    expect(
      (await house.forge(REPORTER, SHARED, 'paper.deliver', { ticket: 'T-1', report: 'fault-report' })).refused,
    ).toBe('command.staff-only');
  });

  it('an incomplete form is refused with the missing field', async () => {
    const house = await fixed();
    const { form } = await house.say('engineer1', 'team', '/desk paper T-1 fault-report');
    const told = await house.submit('engineer1', 'team', must(form), { ...WRITTEN, cause: ' ' });
    expect(told.refused).toBe('paper.part-missing');
    expect(told.text).toContain(t(language, 'paper.part.cause'));
  });

  it('D19: the month’s summary is drafted from its tickets and handed in after the month is over', async () => {
    const house = await open({ months: true });
    await reportSevere(house);
    await house.say('engineer1', 'team', '/desk resolve T-1 new power supply');
    expect((await house.say('projectManager', 'team', '/desk paper summary')).refused).toBe('paper.not-owed');
    await house.forward({ days: 11 });
    const summary = papersOf(house, '@projectManager').find(({ subject }) => subject.includes('|summary|'));
    const { form } = await house.press('projectManager', '@projectManager', 'paper.deliver', { on: must(summary) });
    expect(must(form).fields[0]?.initial).toContain('1');
    const told = await house.submit('projectManager', '@projectManager', must(form), { done: 'all well' });
    expect(told.refused).toBeUndefined();
    const words = docxWords(await fileOf(house));
    for (const table of ['serious', 'faults', 'inspections', 'spares', 'open', 'trend'] as const)
      expect(words).toContain(t(language, `paper.table.${table}`));
    expect(words).toContain('T-1');
    expect(words).toContain('2026-09');
    expect((await house.say('projectManager', 'team', '/desk paper summary')).refused).toBe('paper.already-delivered');
  });
});

async function submitReport(house: TestHouse) {
  const { form } = await house.say('engineer1', 'team', '/desk paper T-1 fault-report');
  return house.submit('engineer1', 'team', must(form), WRITTEN);
}

/** The bytes of the latest file. */
async function fileOf(house: TestHouse): Promise<Uint8Array> {
  const [row] = await house.database.query<{ bytes: string }>(
    `select encode(bytes, 'base64') as bytes from made_file order by id desc limit 1`,
  );
  return Buffer.from(must(row).bytes, 'base64');
}

function papersOf(house: TestHouse, channel: string) {
  return house.seen(channel).cards.filter(({ subject }) => subject.includes('|paper|'));
}

function numberOf(house: TestHouse, channel: string, paper: string): string {
  const card = papersOf(house, channel).find(({ subject }) => subject.includes(paper));
  return /D-\d+/.exec(wordsOf(card))?.[0] ?? '';
}

function filesIn(house: TestHouse, channel: string): string[] {
  return house.seen(channel).messages.flatMap(({ file }) => file ?? []);
}

function kinds(house: TestHouse, channel: string): string[] {
  return house.seen(channel).messages.flatMap(({ about }) => about?.kind ?? []);
}

function badgesOf(house: TestHouse, channel: string, index: number): string[] {
  return papersOf(house, channel)[index]?.badges.map(({ text }) => text) ?? [];
}

function wordsIn(house: TestHouse, channel: string): string {
  const { cards, lines } = house.seen(channel);
  return [...cards.map(wordsOf), ...lines].join('\n');
}

/** A paper's name as its document's title. */
function titled(language: Language, paper: string): string {
  const name = paperName(paper, language);
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('nothing there');
  return value;
}
