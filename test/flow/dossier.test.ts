import { expect, it } from 'vitest';
import { paperTitle } from '../../src/desk/ticket/view/line.ts';
import { t } from '../../src/i18n/i18n.ts';
import { dateName } from '../../src/i18n/when.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook, withRival } from '../support/sample-book.ts';

const PLAN = 'Swap the board at midnight';
const REPORT = {
  ticket: 'T-1',
  report: 'fault-report',
  symptom: 'down',
  impact: 'everybody',
  handling: 'swapped the board',
  cause: 'burnt out',
  solution: 'new board',
  prevention: 'look at it',
};

eachHouse((open, language) => {
  /**
   * A device fails, its board is replaced after a plan was approved, the report is archived, and an inspection is
   * planned.
   */
  async function lived(): Promise<TestHouse> {
    const house = await open({ book: withRival(await sampleBook(language)) });
    await house.say('projectManager', 'team', '/desk inspection plan sample main 10/12');
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'core switch down', device: 'device1' });
    await house.say('engineer1', 'team', '/desk ack T-1');
    await house.say('engineer1', 'team', `/desk plan T-1 ${PLAN}`);
    await house.forge('director', 'team', 'ticket.approve-plan', { ticket: 'T-1' });
    await house.forge(REPORTER, SHARED, 'ticket.approve-plan', { ticket: 'T-1' });
    await house.say('engineer1', 'team', '/desk part T-1 line card');
    const part = /P-\d+/.exec(house.seen('team').cards.map(wordsOf).join())?.[0];
    await house.say('engineer1', 'team', `/desk part-delivered ${part}`);
    await house.say('engineer1', 'team', '/desk resolve T-1 new board');
    await house.forge('engineer1', 'team', 'paper.deliver', REPORT);
    const toCheck = house.seen('@desk').cards.find(({ subject }) => subject.includes('|paper|fault-report'));
    await house.press('desk', '@desk', 'paper.accept', { on: must(toCheck) });
    return house;
  }
  const countsOf = (
    words: string,
    counts: Partial<Record<'inspections' | 'parts' | 'changes' | 'open-tickets', number>>,
  ) => {
    for (const key of ['inspections', 'parts', 'changes', 'open-tickets'] as const) {
      const count = counts[key];
      if (count !== undefined) expect(words).toContain(t(language, `dossier.${key}`, { count }));
    }
  };

  it('the service file shows devices, inspections, papers, parts and changes of the customer (D22)', async () => {
    const house = await lived();
    const { card } = await house.say('engineer2', 'team', '/desk dossier sample');
    const words = wordsOf(card);
    const { sample } = house.book.customers;
    const [device] = must(sample).devices;
    expect(card?.title).toBe(t(language, 'dossier.title', { customer: nameOf(must(sample)) }));
    for (const word of [must(device).model, must(device).serial]) expect(words).toContain(word);
    expect(words).toContain(dateName(language, '2026-10-12'));
    expect(words).toContain(paperTitle('fault-report', language));
    expect(words).toContain(`T-1 · ${dateName(language, '2026-09-28')}`);
    expect(words).toMatch(/D-\d+/);
    expect(words).toContain('line card');
    expect(words).toContain(PLAN);
    countsOf(words, { inspections: 1, parts: 1, changes: 1, 'open-tickets': 1 });
    expect(buttonsOn(card).map(({ command }) => command)).toEqual([
      'device.list',
      'inspection.list',
      'paper.list',
      'part.list',
      'file.ask',
      'patch.ask',
    ]);
    for (const command of ['device.list', 'inspection.list', 'paper.list', 'part.list', 'file.ask', 'patch.ask'])
      expect((await house.press('engineer2', 'team', command, { on: must(card) })).card).toBeDefined();
  });

  it('shows nothing of another customer; an empty file says so', async () => {
    const house = await lived();
    const words = wordsOf((await house.say('engineer1', 'team', '/desk 服务档案 rival')).card);
    countsOf(words, { inspections: 0, parts: 0, changes: 0, 'open-tickets': 0 });
    expect(words).toContain(t(language, 'dossier.papers', { count: 0, open: 0 }));
    for (const word of ['T-1', 'line card', PLAN, 'I-1']) expect(words).not.toContain(word);
  });

  it('a plan that waits for approval or was rejected is not a change', async () => {
    const house = await open();
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'core switch down' });
    const changes = async () => wordsOf((await house.say('engineer1', 'team', '/desk dossier')).card);
    await house.say('engineer1', 'team', `/desk plan T-1 ${PLAN}`);
    await house.forge('director', 'team', 'ticket.approve-plan', { ticket: 'T-1' });
    countsOf(await changes(), { changes: 0 });
    await house.forge(REPORTER, SHARED, 'ticket.reject-plan', { ticket: 'T-1', text: 'too late at night' });
    countsOf(await changes(), { changes: 0 });
    await house.say('engineer1', 'team', `/desk plan T-1 ${PLAN}`);
    await house.forge('director', 'team', 'ticket.approve-plan', { ticket: 'T-1' });
    await house.say('engineer1', 'team', '/desk resolve T-1 it came back by itself');
    countsOf(await changes(), { changes: 0 });
  });

  it('without a name it shows the channel’s customer; elsewhere a form asks which', async () => {
    const house = await lived();
    const rival = must(house.book.customers.rival);
    const here = await house.say('engineer1', 'customer-rival', '/desk dossier');
    expect(here.card?.title).toBe(t(language, 'dossier.title', { customer: nameOf(rival) }));
    const { form } = await house.say('engineer1', 'team', '/desk dossier');
    const told = await house.submit('engineer1', 'team', must(form), { customer: 'rival' });
    expect(told.card?.title).toBe(here.card?.title);
    expect((await house.say('engineer1', 'team', '/desk dossier nobody')).refused).toBe('channel.no-customer');
  });

  it('a long list shows the newest rows and how many there are', async () => {
    const house = await open();
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'core switch down', device: 'device1' });
    for (let no = 1; no <= 7; no++) await house.say('engineer1', 'team', `/desk part T-1 card ${no}`);
    const numbers = new Set(house.seen('team').cards.flatMap((card) => wordsOf(card).match(/P-\d+/g) ?? []));
    for (const number of numbers) {
      house.wait({ minutes: 1 });
      await house.say('engineer1', 'team', `/desk part-delivered ${number}`);
    }
    const words = wordsOf((await house.say('engineer1', 'team', '/desk dossier')).card);
    countsOf(words, { parts: 7 });
    expect(words).toContain('card 7');
    expect(words).not.toContain('card 2');
    expect(words).toContain(t(language, 'list.more', { more: 2 }));
  });

  it('customers cannot see it in any channel', async () => {
    const house = await lived();
    for (const channel of [SHARED, `@${REPORTER}`]) {
      const told = await house.forge(REPORTER, channel, 'dossier.show', { customer: 'sample' });
      expect([told.refused, told.card]).toEqual(['command.staff-only', undefined]);
    }
  });

  function nameOf({ name }: { readonly name: { readonly zh: string; readonly en: string } }): string {
    return language === 'en' ? name.en : name.zh;
  }
});
