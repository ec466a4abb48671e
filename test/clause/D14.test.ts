import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { lastPrinted } from '../support/printed.ts';
import { REPORTER, SHARED } from '../support/report.ts';

const INSPECTION = { inspection: 'I-1' };

eachHouse((open, language) => {
  /** Plan D: an inspection on 12 October, its whole checklist ok, is finished, and the report is with the customer. */
  async function reported(): Promise<TestHouse> {
    const house = await open();
    await house.say('projectManager', 'team', '/desk inspection plan 10/12');
    await house.forward({ days: 14 });
    let page = (await house.forge('engineer1', 'team', 'inspection.check', INSPECTION)).form;
    while (page) {
      const initial = page.fields.map((field) => [field.name, field.initial]);
      const values = { ...Object.fromEntries(initial), rest: 'ok' };
      page = (await house.submit('engineer1', 'team', page, values)).form;
    }
    await house.say('engineer1', 'team', '/desk inspection finish I-1');
    await house.press('engineer1', 'team', 'inspection.deliver-report');
    return house;
  }
  const teamCard = (house: TestHouse) =>
    wordsOf(house.seen('team').cards.find(({ subject }) => subject === 'inspection/1'));

  it('D14: the report is uniform and complete: every item of the checklist with its mark', async () => {
    const house = await reported();
    const { name, words } = await lastPrinted(house, SHARED);
    expect(name).toContain(t(language, 'paper.inspection-report'));
    const items = Object.values(house.book.policies)[0]?.inspection.checklist ?? [];
    expect(items.length).toBeGreaterThan(10);
    for (const item of items) expect(words).toContain(language === 'en' ? item.name.en : item.name.zh);
  });

  it('D14: it is signed by the customer with one tap, and only then accepted', async () => {
    const house = await reported();
    expect((await house.forge('desk', 'team', 'inspection.accept-report', INSPECTION)).refused).toBe(
      'inspection.not-signed',
    );
    await house.press(REPORTER, SHARED, 'inspection.sign');
    expect(teamCard(house)).toContain(REPORTER);
    expect((await house.press('desk', 'team', 'inspection.accept-report')).refused).toBeUndefined();
  });

  it('D14: without a signature the reason is noted, and the department manager signs', async () => {
    const house = await reported();
    await house.say('desk', 'team', '/desk inspection unsigned I-1 nobody was there');
    expect(teamCard(house)).toContain('nobody was there');
    expect((await house.press('desk', 'team', 'inspection.countersign')).refused).toBe('inspection.manager-only');
    await house.press('manager1', 'team', 'inspection.countersign');
    expect((await house.press('desk', 'team', 'inspection.accept-report')).refused).toBeUndefined();
  });

  it('D14: it is checked on receipt and may be refused with the reason; then it is owed again', async () => {
    const house = await reported();
    await house.press(REPORTER, SHARED, 'inspection.sign');
    const form = must((await house.press('desk', 'team', 'inspection.refuse-report')).form);
    await house.submit('desk', 'team', form, { reason: 'page 2 is missing' });
    expect(teamCard(house)).toContain('page 2 is missing');
    expect((await house.forge('desk', 'team', 'inspection.accept-report', INSPECTION)).refused).toBe(
      'inspection.no-report',
    );
  });

  it('D14: missing reports are summed up for the technical director at 09:00 on the month’s last working day', async () => {
    const house = await open();
    await house.say('projectManager', 'team', '/desk inspection plan 10/12');
    await house.say('projectManager', 'team', '/desk inspection plan 10/13');
    await house.forward({ days: 16 });
    for (const number of ['I-1', 'I-2']) await house.say('projectManager', 'team', `/desk inspection finish ${number}`);
    // 14 October, 10:10; the last working day is Friday, 30 October.
    await house.forward({ days: 15, hours: 22 });
    expect(house.seen('@director').cards).toEqual([]);
    await house.forward({ hours: 1 });
    expect(house.seen('@director').cards.map(({ title }) => title)).toEqual([
      t(language, 'inspection.missing', { count: 2 }),
    ]);
  });
});
