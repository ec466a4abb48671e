import { expect, it } from 'vitest';
import { loadBook } from '../../src/desk/book/store.ts';
import { startMornings } from '../../src/desk/morning/flow.ts';
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

  it('a shift by working days that moves: the bell passes on once, its people are told, the tickets are handed over once', async () => {
    const book = await sampleBook(language, 'bureau-system');
    const primary = must(book.rotations.primary);
    const layer = { members: ['engineer1', 'engineer2'], turn: 'workday' as const, every: 1, weekday: 'mon' as const };
    const { members: _, handoff: __, ...rest } = primary;
    const rotation = { ...rest, start: '2026-12-31', layers: [{ ...layer, time: '09:00' }] };
    const house = await open({
      book: { ...book, rotations: { primary: rotation } },
      at: Date.parse('2027-01-01T10:00:00+08:00'),
    });
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'printing is slow', level: 'level2' });
    const assignee = async () =>
      (await house.database.query<{ assignee: string }>('select assignee from ticket')).map((row) => row.assignee);
    const [first] = await assignee();
    await house.forward({ minutes: 1 });
    const { card } = await house.say('director', 'team', `${DESK} ${NOTICE}`);
    await house.press('director', 'team', 'holidays.apply', { on: must(card) });
    const [then] = await assignee();
    expect(then, 'the first of January is no turn of its own any more').not.toBe(first);
    const seen = (channel: string) => house.seen(channel).messages;
    const handoffs = () => seen('team').filter(({ about }) => about?.kind === 'duty.handoff');
    expect(handoffs()).toHaveLength(1);
    const moved = t(language, 'duty.moved.title', { rotation: primary.name[language === 'en' ? 'en' : 'zh'] });
    for (const person of ['@engineer1', '@engineer2'])
      expect([person, seen(person).filter((each) => each.card?.title === moved).length]).toEqual([person, 1]);
    await house.forward({ days: 2 });
    expect(handoffs(), 'nothing passes on again before the next working day').toHaveLength(1);
    expect(await assignee()).toEqual([then]);
  });

  it('a ticket that is reported afterwards counts by the loaded days', async () => {
    const house = await houseWithTicket();
    const { card } = await house.say('director', 'team', `${DESK} ${NOTICE}`);
    await house.press('director', 'team', 'holidays.apply', { on: must(card) });
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'again slow', level: 'level2' });
    const [one, two] = house
      .seen('team')
      .cards.filter(({ title }) => title.startsWith('T-'))
      .map(clocksOn);
    expect(must(two).map(({ when }) => when)).toEqual(must(one).map(({ when }) => when));
    await house.forward({ days: 6 });
    const breached = house.seen('escalation').messages.filter(({ about }) => about?.kind === 'sla.breached');
    expect(breached.length).toBeGreaterThan(0);
    for (const { about } of breached) expect(String(about?.at)).toBe(String(about?.fields?.due));
  });

  it('a planned inspection on a day that turns out to be a holiday moves, and its notices with it', async () => {
    const house = await open({ at: Date.parse('2026-12-28T10:00:00+08:00') });
    for (const day of ['2027-02-08', '2027-02-15'])
      await house.say('projectManager', 'team', `/desk inspection plan ${day}`);
    const inspections = () =>
      house.database.query<{ date: string; notice: string }>(
        `select state->>'date' as date, state->'chain'->>'notice' as notice from matter where feature = 'inspection' order by id`,
      );
    const before = await inspections();
    const { card } = await house.say('director', 'team', `${DESK} ${NOTICE}`);
    expect(wordsOf(card)).toContain('I-1');
    expect(wordsOf(card)).toContain('I-2');
    await house.press('director', 'team', 'holidays.apply', { on: must(card) });
    const after = await inspections();
    // The Spring Festival ends on Thursday 11 February; three working days before the 15th is now the 3rd.
    expect(after.map(({ date }) => date)).toEqual(['2027-02-12', '2027-02-15']);
    const notices = [before, after].map((each) => new Date(Number(each[1]?.notice)).toISOString().slice(0, 10));
    expect(notices).toEqual(['2027-02-10', '2027-02-03']);
    expect(house.seen('team').messages.some(({ about }) => about?.kind === 'inspection.moved')).toBe(true);
  });

  it('from November on the directors are told once a week, until the year is loaded', async () => {
    const house = await open({ at: Date.parse('2026-10-29T17:00:00+08:00') });
    await house.database.transaction(async (tx) => startMornings({ tx, now: house.now() }, await loadBook(tx, 1)));
    const told = () => house.seen('@director').cards.filter(({ subject }) => subject.startsWith('holidays/missing'));
    await house.forward({ days: 3 });
    expect(told(), 'on a Sunday, the first of November').toEqual([]);
    await house.forward({ days: 5 });
    expect(told().map(({ title }) => title)).toEqual([t(language, 'holidays.missing-year.title', { year: 2027 })]);
    await house.forward({ days: 7 });
    expect(told()).toHaveLength(2);
    const { form } = await house.press('director', '@director', 'holidays.load', { on: must(told()[0]) });
    const { card } = await house.submit('director', '@director', must(form), { notice: NOTICE });
    await house.press('director', '@director', 'holidays.apply', { on: must(card) });
    await house.forward({ days: 14 });
    expect(told()).toHaveLength(2);
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
