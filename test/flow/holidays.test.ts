import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { NOTICE_2027, published } from '../desk/holiday/notices.ts';
import { clocksOn, wordsOf } from '../support/card-words.ts';
import { eachHouse, type OpenHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

const NOTICE = published(2027, NOTICE_2027);
const DESK = '/desk holidays';

eachHouse((open, language) => {
  /** The last known day: deadlines on the office calendar reach into the new year, whose first Friday is a holiday. */
  async function houseWithTicket() {
    const house = await open({
      book: await sampleBook(language, 'bureau-system'),
      at: Date.parse('2026-12-31T17:30:00+08:00'),
    });
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'printing is slow', level: 'level2' });
    return house;
  }

  const clocks = (house: Awaited<ReturnType<OpenHouse>>, channel = 'team') =>
    clocksOn(house.seen(channel).cards[0]).map(({ when, note }) => `${when} ${note}`);
  const note = t(language, 'card.note.provisional');

  it('typed by an engineer, shown with what moves, applied by the director, taken back', async () => {
    const house = await houseWithTicket();
    const before = clocks(house);
    expect(before.filter((clock) => clock.includes(note))).toHaveLength(2);

    const shown = await house.say('engineer1', 'team', `${DESK} ${NOTICE}`);
    const words = wordsOf(shown.card);
    expect(words).toContain(t(language, 'holidays.card.title', { year: 2027 }));
    expect(words).toContain('T-1');
    expect(words).toContain('→');
    expect(shown.card?.parts.some(({ part }) => part === 'actions')).toBe(false);
    expect(clocks(house), 'nothing is done yet').toEqual(before);

    const asked = house.seen('@director').cards.find(({ subject }) => subject === 'holidays/2027');
    expect(wordsOf(asked)).toContain('→');
    expect((await house.press('engineer1', 'team', 'holidays.apply', { on: must(asked) })).refused).toBe(
      'holidays.only-director',
    );
    const applied = await house.press('director', 'team', 'holidays.apply', { on: must(asked) });
    expect(applied.text).toBe(t(language, 'holidays.reply.applied', { year: 2027, moved: 2 }));
    expect(clocks(house)).not.toEqual(before);
    for (const channel of ['team', SHARED]) {
      expect(clocks(house, channel).some((clock) => clock.includes(note))).toBe(false);
      expect(house.seen(channel).lines.join('\n')).toContain('2027');
    }
    expect(wordsOf(house.seen('team').cards.at(-1))).toContain(t(language, 'holidays.applied.title', { year: 2027 }));
    expect((await house.press('director', 'team', 'holidays.apply', { on: must(asked) })).refused).toBe(
      'holidays.already-decided',
    );
    expect(wordsOf((await house.say('engineer1', 'team', DESK)).card)).toContain('2027');
    expect(wordsOf((await house.say('engineer1', 'team', `${DESK} 2027`)).card)).toContain(
      t(language, 'holiday.labour-day'),
    );
    expect(wordsOf((await house.say('engineer1', 'team', '/desk why T-1')).card)).toContain(
      t(language, 'holiday.new-year'),
    );
    const again = await house.say('director', 'team', `${DESK} ${NOTICE}`);
    expect(wordsOf(again.card)).toContain(t(language, 'holidays.card.same'));

    const back = await house.say('director', 'team', `${DESK} take-back 2027`);
    expect(back.text).toBe(t(language, 'holidays.reply.taken-back', { year: 2027, moved: 2 }));
    expect(clocks(house)).toEqual(before);
    expect((await house.say('director', 'team', `${DESK} take-back 2027`)).refused).toBe('holidays.not-loaded');
  });

  it('a ticket that is reported afterwards counts by the loaded days', async () => {
    const house = await houseWithTicket();
    const { card } = await house.say('director', 'team', `${DESK} ${NOTICE}`);
    await house.press('director', 'team', 'holidays.apply', { on: must(card) });
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'again slow', level: 'level2' });
    const [one, two] = await house.database.query<{ due: Date }>('select next_due_at as due from ticket order by id');
    expect(two).toEqual(one);
    await house.forward({ days: 6 });
    const breached = house.seen('escalation').messages.filter(({ about }) => about?.kind === 'sla.breached');
    expect(breached.length).toBeGreaterThan(0);
    for (const { about } of breached) expect(String(about?.at)).toBe(String(about?.fields?.due));
  });

  it('a bad notice is refused with its line, and nothing is stored', async () => {
    const house = await houseWithTicket();
    const wrong = NOTICE.replace('至5日（周一）', '至5日（周二）');
    const told = await house.say('director', 'team', `${DESK} ${wrong}`);
    expect(told.refused).toBe('holidays.weekday');
    expect(told.text).toContain('9');
    expect(await house.database.query('select * from holiday_load')).toEqual([]);
  });

  it('customers have no part in it', async () => {
    const house = await houseWithTicket();
    expect((await house.say(REPORTER, SHARED, DESK)).refused).toBe('command.staff-only');
  });

  it('the button asks for the notice by a form', async () => {
    const house = await houseWithTicket();
    const { card } = await house.say('director', 'team', DESK);
    const { form } = await house.press('director', 'team', 'holidays.load', { on: must(card) });
    if (!form) throw new Error('no form');
    const checked = await house.submit('director', 'team', form, { notice: NOTICE });
    expect(wordsOf(checked.card)).toContain(t(language, 'holidays.card.title', { year: 2027 }));
  });
});
