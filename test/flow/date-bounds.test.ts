import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { dateInYear, dateName, whenInYear } from '../../src/i18n/when.ts';
import { isVisible } from '../../src/lib/visible.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { storedIn } from '../support/stored.ts';

const ZONE = 'Asia/Shanghai';

// A house opens on Monday, 28 September 2026, at 10:10.
eachHouse((open, language) => {
  const named = (date: string) => dateInYear(language, date);
  const at = (wall: string) => whenInYear(language, Date.parse(`${wall}:00+08:00`), ZONE);

  it('an outage that began years ago is asked about with its year, and raises nothing until that is confirmed', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    const before = await storedIn(house.database);
    const { card, refused } = await house.say('engineer1', 'team', '/desk outage T-1 2016-09-28 08:00 60%');
    expect(refused).toBeUndefined();
    expect(wordsOf(card)).toContain(at('2016-09-28T08:00'));
    const [from, level] = language === 'en' ? ['General', 'Catastrophic'] : ['一般故障', '特大故障'];
    expect(wordsOf(card)).toContain(t(language, 'preview.long-ago.level', { from, level }));
    expect(await storedIn(house.database)).toEqual(before);
    if (!card) throw new Error('no question');
    await house.press('engineer1', 'team', 'ticket.set-outage', { on: card });
    await house.forward({ minutes: 1 });
    expect((await storedIn(house.database)).tickets).toMatchObject([{ level: 'catastrophic' }]);
  });

  it('the form of an outage asks too: that its text was shown says nothing about the date', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    const { form } = await house.say('engineer1', 'team', '/desk outage T-1');
    if (!form) throw new Error('no form');
    const values = { since: '2016-09-28T08:00', affectedPercent: '60 %' };
    const { card } = await house.submit('engineer1', 'team', form, values);
    expect(wordsOf(card)).toContain(at('2016-09-28T08:00'));
    expect((await storedIn(house.database)).tickets).toMatchObject([{ level: 'general' }]);
  });

  it('an outage of the last 30 days is recorded at once, as people write it; the answer says since when', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    for (const [words, since] of [
      ['8:10', '2026-09-28T08:10'],
      ['since yesterday 15:00 30%', '2026-09-27T15:00'],
      ['昨天下午3点 约30%', '2026-09-27T15:00'],
      ['8月30日 9点 ３０％', '2026-08-30T09:00'],
    ] as const) {
      const told = await house.say('engineer1', 'team', `/desk outage T-1 ${words}`);
      expect([words, told.refused]).toEqual([words, undefined]);
      const updates = (await storedIn(house.database)).log.filter(({ kind }) => kind === 'ticket.updated');
      expect(updates.at(-1)?.data).toMatchObject({ sinceAt: Date.parse(`${since}:00+08:00`) });
    }
    const { text } = await house.say('engineer1', 'team', '/desk outage T-1 9:00');
    expect(text).toContain('09:00');
  });

  it.each([
    ['2026-09-28 11:00', 'ticket.outage-in-future'],
    ['tomorrow 9:00', 'ticket.outage-in-future'],
    ['2026-02-31 10:00', 'input.no-such-day'],
    ['2026-09-28 25:00', 'input.no-such-time'],
    ['2026-09-27 周一 9:00', 'input.which-day'],
    ['今天3点', 'input.which-one'],
    ['yesterday', 'input.not-an-instant'],
    ['8:10 200%', 'input.not-understood'],
  ])('an outage since %s is refused', async (words, code) => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    const before = await storedIn(house.database);
    expect((await house.say('engineer1', 'team', `/desk outage T-1 ${words}`)).refused).toBe(code);
    expect(await storedIn(house.database)).toEqual(before);
  });

  it('a report with an outage since years ago is refused beside its field, with the date as it was understood', async () => {
    const house = await open();
    const { form } = await house.say(REPORTER, SHARED, '/fault');
    if (!form) throw new Error('no form');
    const told = await house.submit(REPORTER, SHARED, form, { text: 'down', outageSince: '2016-09-28T08:00' });
    expect(told.refused).toBe('ticket.outage-long-ago');
    expect(told.text).toContain(at('2016-09-28T08:00'));
    expect((await storedIn(house.database)).tickets).toEqual([]);
  });

  it.each([
    ['2026-02-31 10:00', '2026-03-02 10:00', 'input.no-such-day'],
    ['2026-10-01 09:00', '2026-10-01 25:00', 'input.no-such-time'],
    ['2028-10-01 09:00', '2028-10-02 09:00', 'input.date-too-far'],
    ['2026-10-01 09:00', '2027-09-29 09:00', 'input.date-too-far'],
    ['2016-10-01 09:00', '2026-10-02 09:00', 'oncall.swap-begins-past'],
    ['2016-10-01 09:00', '2016-10-02 09:00', 'oncall.swap-is-over'],
    ['Fri 1 Oct 2026 09:00', '2026-10-02 09:00', 'input.which-day'],
  ])('duty is not swapped from %s until %s', async (from, until, code) => {
    const house = await open({});
    expect((await house.say('engineer2', 'team', `/desk swap primary ${from} ${until} engineer3`)).refused).toBe(code);
    expect(await house.database.query('select * from duty_override')).toEqual([]);
  });

  it('duty is swapped at most one year ahead; the answer names the year', async () => {
    const house = await open({});
    const words = '/desk swap primary 2027-09-27 09:00 2027-09-28 9:00 engineer3';
    const told = await house.say('engineer2', 'team', words);
    expect(told.refused).toBeUndefined();
    expect(told.text).toContain(at('2027-09-28T09:00'));
    const soon = await house.say('engineer2', 'team', '/desk swap primary 明天9点 至 tomorrow 6pm engineer3');
    expect(soon.refused).toBeUndefined();
    expect(soon.text).not.toContain('2026');
  });

  it.each([
    ['2026-02-31', 'input.no-such-day', [named('2026-02-28'), named('2026-03-01')]],
    ['29 Feb', 'input.no-such-day', [named('2027-02-28'), named('2027-03-01')]],
    ['Fri 12 Oct', 'input.which-day', [named('2026-10-12'), named('2026-10-16')]],
    ['2026-10-16 周一', 'input.which-day', [named('2026-10-16'), named('2026-10-12')]],
    ['Mon 21 Sep', 'input.day-is-past', [named('2026-09-28'), named('2027-09-21')]],
    ['2029-10-12', 'input.date-too-far', [named('2028-09-28')]],
    ['soon', 'input.not-a-date', []],
  ])('an inspection on %s is refused in words that name what may be meant', async (date, code, names) => {
    const house = await open();
    const told = await house.forge('engineer1', 'team', 'inspection.plan', { customer: 'sample', date });
    expect(told.refused).toBe(code);
    for (const name of names) expect(told.text).toContain(name);
    const day = { customer: 'sample', kind: 'call', what: 'a call', person: 'engineer1', date };
    expect((await house.forge('engineer1', 'team', 'appointment.plan', day)).refused).toBe(code);
    const days = { customer: 'sample', name: 'fair', engineer: 'senior', from: date };
    expect((await house.forge('engineer1', 'team', 'assurance.plan', days)).refused).toBe(code);
    const matters = await house.database.query("select * from matter where feature in ('inspection', 'appointment')");
    expect(matters).toEqual([]);
  });

  it('a date in another year is confirmed with its year, one in this year without', async () => {
    const house = await open();
    const plan = (date: string) =>
      house.say('engineer1', 'team', `/desk appointment plan`).then(({ form }) => {
        if (!form) throw new Error('no form');
        return house.submit('engineer1', 'team', form, {
          customer: 'sample',
          kind: 'call',
          what: 'a call',
          person: 'engineer1',
          date,
          repeat: 'none',
        });
      });
    expect((await plan('8 Sep')).text).toContain(named('2027-09-08'));
    const soon = (await plan('12 Oct')).text;
    expect(soon).toContain(dateName(language, '2026-10-12', '2026-09-28'));
    expect(soon).not.toContain('2026');
  });

  it('a text of invisible signs is empty, and one with an open direction mark turns no line of ours around', async () => {
    const house = await open();
    const told = await house.forge(REPORTER, SHARED, 'ticket.report', { text: '\u200b\u3164\u00ad\u202e' });
    expect(told.refused).toBe('input.missing');
    await house.say(REPORTER, SHARED, '/fault \u200b\n\u202eswitch down');
    const { title } = house.seen('team').cards[0] ?? { title: '' };
    expect(title).toBe('T-1 · \u202eswitch down\u202c');
    expect(isVisible(title.slice('T-1 · '.length))).toBe(true);
    expect(wordsOf(house.seen('team').cards[0])).toContain('\u202eswitch down');
    const { log } = await storedIn(house.database);
    expect(JSON.stringify(log[0]?.data)).toContain('\u202eswitch down');
    await house.say('engineer1', 'team', '/desk update T-1 \u2067still down');
    expect(house.seen('team').lines.at(-1)).toMatch(/\u2067still down\u2069/);
  });
});
