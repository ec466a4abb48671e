import { expect, it } from 'vitest';
import type { Form } from '../../src/chat/form.ts';
import { t } from '../../src/i18n/i18n.ts';
import { dateName } from '../../src/i18n/when.ts';
import type { KeyAfter } from '../../src/lib/text-key.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook, withRival } from '../support/sample-book.ts';

eachHouse((open, language) => {
  /**
   * Planned on Monday 28 September for Monday 12 October: notice on the 8th, question on the 10th, a worked Saturday.
   */
  async function planned(): Promise<TestHouse> {
    const house = await open({});
    expect((await house.say('projectManager', 'team', '/desk inspection plan 10/12')).text).toBe(
      t(language, 'reply.inspection.plan-inspection', { inspection: 'I-1', date: dateName(language, '2026-10-12') }),
    );
    return house;
  }

  const untilNotice = { days: 10 };
  const kinds = (house: TestHouse, channel: string) =>
    house.seen(channel).messages.flatMap(({ about }) => (about?.kind.startsWith('inspection.') ? [about.kind] : []));
  /** The card of the first inspection in a channel. */
  const cardIn = (house: TestHouse, channel: string) =>
    house.seen(channel).cards.find(({ subject }) => subject === 'inspection/1');
  const commands = (house: TestHouse, channel: string) =>
    buttonsOn(cardIn(house, channel)).map(({ command }) => command.replace('inspection.', ''));
  const badges = (house: TestHouse, channel: string) => cardIn(house, channel)?.badges.map(({ text }) => text);
  const state = (word: KeyAfter<'inspection.state.'>) => [t(language, `inspection.state.${word}`)];

  it('three working days before, the customer is told, with the tickets since the last inspection, and confirms', async () => {
    const house = await planned();
    await house.say(REPORTER, SHARED, '/fault fan is loud');
    expect(kinds(house, SHARED), 'nobody outside hears of a plan').toEqual([]);
    await house.forward(untilNotice);
    expect(kinds(house, SHARED)).toEqual(['inspection.notice']);
    expect(kinds(house, '@projectManager')).toEqual(['inspection.notice']);
    expect(wordsOf(cardIn(house, SHARED))).toContain('fan is loud');
    expect(commands(house, SHARED)).toEqual(['reconfirm', 'move', 'cancel']);
    await house.press(REPORTER, SHARED, 'inspection.reconfirm');
    expect([badges(house, SHARED), badges(house, '@projectManager')]).toEqual([state('confirmed'), state('confirmed')]);
    expect(commands(house, SHARED)).toEqual(['move', 'cancel']);
    await house.forward({ days: 4 });
    expect(kinds(house, SHARED)).toEqual(['inspection.notice']);
    expect(kinds(house, '@coordinator')).toEqual([]);
  });

  it('a customer who does not answer is asked again, and the coordinator is told', async () => {
    const house = await planned();
    await house.forward({ days: 13 });
    expect(kinds(house, SHARED)).toEqual(['inspection.notice', 'inspection.reconfirm']);
    expect(kinds(house, '@coordinator')).toEqual(['inspection.unconfirmed']);
    expect(badges(house, SHARED)).toEqual(state('unconfirmed'));
  });

  it('moving: a form offers working days or any date in words; everyone is told; buttons of an old card are refused', async () => {
    const house = await planned();
    await house.forward(untilNotice);
    const old = cardIn(house, SHARED);
    const form = must((await house.press(REPORTER, SHARED, 'inspection.move')).form);
    const days = form.fields.flatMap((field) =>
      field.kind === 'choice' ? field.options.map(({ value }) => value) : [],
    );
    expect(days.slice(0, 4), 'the worked Saturday is among them').toEqual([
      '2026-10-09',
      '2026-10-10',
      '2026-10-13',
      '2026-10-14',
    ]);
    const unread = await house.submit(REPORTER, SHARED, form, { otherDate: 'when it suits' });
    expect(unread.text).toBe(
      t(language, 'input.not-a-date', { field: t(language, 'form.field.otherDate'), value: 'when it suits' }),
    );
    expect((await house.submit(REPORTER, SHARED, form, { otherDate: '10月18日' })).refused).toBe(
      'inspection.not-a-working-day',
    );
    expect((await house.submit(REPORTER, SHARED, form, {})).refused).toBe('input.missing');
    await house.submit(REPORTER, SHARED, form, { otherDate: '下周三' });
    for (const channel of [SHARED, '@projectManager', 'team']) {
      expect(kinds(house, channel).filter((kind) => kind === 'inspection.moved')).toHaveLength(1);
      expect(wordsOf(cardIn(house, channel))).toContain(dateName(language, '2026-10-14'));
    }
    const second = await house.press('desk', 'team', 'inspection.reconfirm', { on: must(old) });
    expect(second.refused).toBe('inspection.moved-meanwhile');
    expect(second.text).toContain(t(language, 'who.customer'));
    expect(second.text).toContain('2026-10-14');
    const late = await house.submit('desk', 'team', form, { date: '2026-10-13' });
    expect(late.refused).toBe('inspection.moved-meanwhile');
  });

  it('cancelled after the notice: everyone is told once, and no more notices are sent', async () => {
    const house = await planned();
    await house.forward(untilNotice);
    await house.press(REPORTER, SHARED, 'inspection.cancel');
    expect((await house.forge(REPORTER, SHARED, 'inspection.cancel', { inspection: 'I-1' })).refused).toBe(
      'inspection.already-cancelled',
    );
    await house.forward({ days: 40 });
    for (const channel of [SHARED, '@projectManager'])
      expect(kinds(house, channel)).toEqual(['inspection.notice', 'inspection.cancelled']);
    expect([kinds(house, '@coordinator'), commands(house, SHARED)]).toEqual([[], []]);
  });

  it('the checklist is filled in page by page; one tap makes a finding a ticket of its level', async () => {
    const house = await planned();
    const first = must((await house.press('engineer1', 'team', 'inspection.check')).form);
    expect(first.fields).toHaveLength(7);
    const second = must(
      (await house.submit('engineer1', 'team', first, { 'item-ports': 'severe', 'item-cpu': 'ok' })).form,
    );
    expect(second.fields.map(({ name }) => name).at(-1)).toBe('note');
    await house.submit('engineer1', 'team', second, {
      'item-logs': 'general',
      'item-room': 'na',
      note: 'port 7 flaps',
    });
    const card = cardIn(house, 'team');
    expect(wordsOf(card)).toContain(t(language, 'inspection.marks', { ok: 1, found: 2, na: 1 }));
    await house.press('engineer1', 'team', 'inspection.open-item');
    const ticket = house.seen('team').cards.at(-1);
    expect(wordsOf(ticket)).toContain('port 7 flaps');
    expect(ticket?.title).toContain(language === 'en' ? 'Ports' : '端口');
    expect(wordsOf(cardIn(house, 'team'))).toContain('T-1');
    const again = { inspection: 'I-1', item: 'ports' };
    expect((await house.forge('engineer1', 'team', 'inspection.open-item', again)).refused).toBe(
      'inspection.no-open-item',
    );
    const kept = must((await house.press('engineer1', 'team', 'inspection.check')).form);
    expect(kept.fields.find(({ name }) => name === 'item-ports')?.initial).toBe('severe');
  });

  it('a form asks for a finding; the customer is told when it was solved', async () => {
    const house = await planned();
    const form = must((await house.press('engineer1', 'team', 'inspection.record-finding')).form);
    await house.submit('engineer1', 'team', form, { text: 'dust in the filter', level: 'general' });
    await house.say('engineer1', 'team', '/desk resolve T-1');
    expect(kinds(house, '@engineer1')).toEqual(['inspection.feedback-due']);
    expect((await house.say('engineer1', 'team', '/desk inspection feedback I-1')).refused).toBeUndefined();
    expect((await house.say('engineer1', 'team', '/desk inspection feedback I-1')).refused).toBe(
      'inspection.no-feedback-owed',
    );
  });

  it('the report is signed by the customer with a tap, checked, refused with a reason, and owed again', async () => {
    const house = await planned();
    await house.forward(untilNotice);
    await house.say('projectManager', 'team', '/desk inspection finish I-1');
    await house.press('projectManager', 'team', 'inspection.deliver-report');
    expect(badges(house, 'team')).toEqual(state('report-there'));
    const args = { inspection: 'I-1' };
    expect((await house.forge('desk', 'team', 'inspection.accept-report', args)).refused).toBe('inspection.not-signed');
    expect((await house.forge('desk', 'team', 'inspection.sign', args)).refused).toBe('ticket.customer-only');
    await house.press(REPORTER, SHARED, 'inspection.sign');
    expect(wordsOf(cardIn(house, 'team'))).toContain(REPORTER);
    const form = must((await house.press('desk', 'team', 'inspection.refuse-report')).form);
    await house.submit('desk', 'team', form, { reason: 'page 2 is missing' });
    expect(badges(house, 'team')).toEqual(state('report-owed'));
    expect(wordsOf(cardIn(house, 'team'))).toContain('page 2 is missing');
    expect(wordsOf(cardIn(house, SHARED))).not.toContain('page 2 is missing');
    await house.say('projectManager', 'team', '/desk 巡检 报告 I-1');
    await house.say('desk', 'team', '/desk inspection unsigned I-1 nobody was there');
    expect((await house.press('desk', 'team', 'inspection.countersign')).refused).toBe('inspection.manager-only');
    await house.press('manager1', 'team', 'inspection.countersign');
    await house.press('desk', 'team', 'inspection.accept-report');
    expect([badges(house, 'team'), commands(house, 'team')]).toEqual([state('done'), []]);
  });

  it('at the end of the month the director gets one card with all missing reports', async () => {
    const house = await planned();
    await house.say('projectManager', 'team', '/desk inspection plan 10/13');
    await house.forward({ days: 16 });
    for (const number of ['I-1', 'I-2']) await house.say('projectManager', 'team', `/desk inspection finish ${number}`);
    await house.forward({ days: 20 });
    expect(house.seen('@director').cards.map(({ title }) => title)).toEqual([
      t(language, 'inspection.missing', { count: 2 }),
    ]);
    expect(kinds(house, '@director')).toEqual(['inspection.report-missing', 'inspection.report-missing']);
  });

  it('customers see only their own inspections; an unknown word is answered with the known ones', async () => {
    const house = await open({ book: withRival(await sampleBook(language)) });
    await house.say('projectManager', 'team', '/desk inspection plan sample main 10/12');
    expect(
      (await house.forge('customer-rival-1', 'customer-rival', 'inspection.cancel', { inspection: 'I-1' })).refused,
    ).toBe('inspection.not-found');
    const none = await house.say('customer-rival-1', 'customer-rival', '/desk inspections');
    expect(wordsOf(none.card)).toContain(t(language, 'inspection.list-empty'));
    expect(wordsOf((await house.say(REPORTER, SHARED, '/desk inspections')).card)).toContain('I-1');
    expect((await house.say(REPORTER, SHARED, '/desk inspection finish I-1')).refused).toBe('command.staff-only');
    expect((await house.say('desk', 'team', '/desk inspection mvoe I-1')).text).toContain('move');
    expect((await house.say('desk', 'team', '/desk inspection move I-9 tomorrow')).refused).toBe(
      'inspection.not-found',
    );
    const asked = must((await house.say('desk', 'team', '/desk inspection plan')).form);
    expect(asked.fields.map(({ name }) => name)).toEqual(['customer', 'date', 'otherDate']);
    expect(wordsOf((await house.say('desk', 'team', '/desk 巡检 I-1')).card)).toContain('I-1');
  });
});

function must<T extends Form | object>(found: T | undefined): T {
  if (!found) throw new Error('nothing came');
  return found;
}
