import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { dateInYear, dateName } from '../../src/i18n/when.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook, withRival } from '../support/sample-book.ts';

const WHAT = 'Failover of the core';

eachHouse((open, language) => {
  const opened = async () => open({ book: withRival(await sampleBook(language, 'video-conference')) });
  /** Monday 28 September 2026; the drill is on Friday 9 October, after the holiday, and comes every quarter. */
  async function planned(kind = 'drill'): Promise<TestHouse> {
    const house = await opened();
    const { form } = await house.say('projectManager', 'team', '/desk appointment plan');
    expect(form?.fields.map(({ name }) => name)).toEqual(['customer', 'kind', 'what', 'date', 'person', 'repeat']);
    const values = { customer: 'sample', kind, what: WHAT, date: '10/9', person: 'senior', repeat: 'quarter' };
    const told = await house.submit('projectManager', 'team', must(form), values);
    const date = dateName(language, '2026-10-09');
    expect(told.text).toBe(t(language, 'appointment.planned', { appointment: 'E-1', what: WHAT, date }));
    return house;
  }
  const lines = (house: TestHouse, channel: string) => house.seen(channel).messages.length;
  const list = async (house: TestHouse) => wordsOf((await house.say('senior', 'team', '/desk appointment')).card);

  it('the customer is told of a drill at once, its person is reminded, and once it is done the next one is entered (A9)', async () => {
    const house = await planned();
    expect(wordsOf(house.seen(SHARED).cards.at(-1))).toContain(WHAT);
    expect(lines(house, 'customer-rival')).toBe(0);
    expect(lines(house, '@senior')).toBe(1);
    // Three working days before Friday the 9th is Tuesday the 29th: the holiday lies between.
    await house.forward({ days: 1 });
    expect(lines(house, '@senior')).toBe(2);
    expect((await house.press('senior', '@senior', 'appointment.done')).refused).toBe('appointment.not-yet');
    await house.forward({ days: 10 });
    expect(lines(house, '@senior')).toBe(3);
    const told = await house.press('senior', '@senior', 'appointment.done');
    const date = dateInYear(language, '2027-01-11');
    const said = { appointment: 'E-1', what: WHAT, next: 'E-2', date };
    expect(told.text).toBe(t(language, 'appointment.told.repeated', said));
    expect(await list(house)).toContain(date);
    expect(await list(house)).not.toContain('E-1');
    expect(wordsOf((await house.say('senior', 'team', '/desk appointment E-1')).card)).toContain(
      t(language, 'appointment.done'),
    );
  });

  it('not done by the end of its day: the coordinator is told, the customer is not', async () => {
    const house = await planned();
    const [before, customer] = [lines(house, '@coordinator'), lines(house, SHARED)];
    await house.forward({ days: 12 });
    expect(house.seen('@coordinator').lines.at(-1)).toContain('E-1');
    expect([lines(house, '@coordinator'), lines(house, SHARED)]).toEqual([before + 1, customer]);
  });

  it('a contact call is internal: the customer is not told of it or of its end (B6)', async () => {
    const house = await planned('call');
    await house.say('projectManager', 'team', '/desk appointment cancel E-1');
    expect(lines(house, SHARED)).toBe(0);
  });

  it('a cancellation is told once to all who were told of the appointment, and there is no reminder after it', async () => {
    const house = await planned();
    await house.say('projectManager', 'team', '/desk appointment cancel e1');
    expect([lines(house, '@senior'), lines(house, SHARED)]).toEqual([2, 2]);
    const again = await house.say('projectManager', 'team', '/desk appointment cancel E-1');
    expect(again.refused).toBe('appointment.already-cancelled');
    await house.forward({ days: 12 });
    expect([lines(house, '@senior'), lines(house, SHARED)]).toEqual([2, 2]);
    expect(await list(house)).toContain(t(language, 'appointment.none'));
  });

  it('a training at too short notice is refused with the earliest day; impossible plans are refused (D22)', async () => {
    const house = await opened();
    const values = { customer: 'sample', kind: 'training', what: WHAT, date: '10/9', person: 'senior' };
    const told = await house.forge('senior', 'team', 'appointment.plan', values);
    expect(told.refused).toBe('appointment.training-too-soon');
    // 29–30 September, 8–10 October (the 10th is a make-up day), then five weeks of five working days: 30.
    expect(told.text).toContain('2026-11-13');
    for (const [about, refused] of [
      [{ date: 'soon' }, 'input.not-a-date'],
      [{ date: '2026-10-02' }, 'appointment.not-a-working-day'],
      [{ date: 'today' }, 'appointment.date-past'],
      [{ person: 'nobody' }, 'ticket.unknown-person'],
      [{ date: '2026-11-13' }, undefined],
    ] as const)
      expect((await house.forge('senior', 'team', 'appointment.plan', { ...values, ...about })).refused).toBe(refused);
    for (const [person, words, refused] of [
      ['senior', '/desk appointment done E-9', 'appointment.not-found'],
      ['senior', '/desk appointment dome E-1', 'appointment.unknown-word'],
      [REPORTER, '/desk appointment', 'command.staff-only'],
    ] as const)
      expect((await house.say(person, person === REPORTER ? SHARED : 'team', words)).refused).toBe(refused);
  });
});
