import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { when } from '../../src/i18n/when.ts';
import { buttonsOn, clocksOn } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

eachHouse((open, language) => {
  /** Plan C on Monday, 28 September: reported at 10:10, an engineer is on site at 10:30. */
  async function onSite(): Promise<TestHouse> {
    const house = await open({ book: await sampleBook(language, 'video-conference') });
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'no picture', device: 'device1' });
    await house.say('engineer1', 'team', '/desk ack T-1');
    await house.forward({ minutes: 20 });
    await house.say('engineer1', 'team', '/desk arrive T-1');
    return house;
  }

  const partCard = (house: TestHouse, channel = 'team') =>
    house.seen(channel).cards.find(({ subject }) => subject.includes('|part|'));
  const read = (time: string) => when(language, Date.parse(`${time}:00+08:00`), 'Asia/Shanghai');
  const toldIn = (house: TestHouse, channel: string) => house.seen(channel).lines.join('\n');

  it('C2: not repaired 2 hours after the arrival, a part is suggested; not a minute earlier', async () => {
    const house = await onSite();
    await house.forward({ minutes: 119 });
    expect(toldIn(house, 'team')).not.toContain(t(language, 'line.part.suggested'));
    await house.forward({ minutes: 1 });
    expect(toldIn(house, 'team')).toContain(t(language, 'line.part.suggested'));
    const offered = house.seen('team').cards.filter(({ subject }) => subject.includes('part-suggested'));
    expect(offered.flatMap(buttonsOn).map(({ command }) => command)).toContain('part.request');
  });

  it('C2: a part is on its way within 24 hours and with the customer within 2 working days', async () => {
    const house = await onSite();
    await house.say('engineer1', 'team', '/desk part T-1 codec board');
    expect(clocksOn(partCard(house)).map(({ when: due, state }) => `${due} ${state}`)).toEqual([
      `${read('2026-09-29T10:30')} running`,
      `${read('2026-09-30T18:00')} running`,
    ]);
    await house.forward({ hours: 23 });
    await house.press('engineer1', 'team', 'part.dispatch');
    await house.forward({ hours: 24 });
    await house.press('engineer1', 'team', 'part.deliver');
    await house.forward({ days: 7 });
    expect(clocksOn(partCard(house)).map(({ state }) => state)).toEqual(['met', 'met']);
    expect(partCard(house, 'escalation'), 'nothing was late').toBeUndefined();
    expect(toldIn(house, 'escalation')).not.toContain('P-1');
  });

  it('C2: escalation hears at 24 hours that the part was not sent, and at the close of the second working day that it is not there', async () => {
    const house = await onSite();
    await house.say('engineer1', 'team', '/desk part T-1 codec board');
    await house.forward({ hours: 24 });
    const words = { part: 'P-1', ticket: 'T-1' };
    const late = t(language, 'line.part.dispatch-late', { ...words, due: read('2026-09-29T10:30') });
    const overdue = t(language, 'line.part.overdue', { ...words, due: read('2026-09-30T18:00') });
    expect(toldIn(house, 'escalation')).toContain(late);
    expect(house.seen('escalation').mentions).toContain('engineer1');
    await house.forward({ hours: 31 });
    expect(toldIn(house, 'escalation')).not.toContain(overdue);
    await house.forward({ minutes: 30 });
    expect(toldIn(house, 'escalation')).toContain(overdue);
    await house.press('engineer1', 'team', 'part.deliver');
    expect(
      clocksOn(partCard(house, 'escalation')).map(({ state }) => state),
      'late stays late',
    ).toEqual(['breached', 'breached']);
  });
});
