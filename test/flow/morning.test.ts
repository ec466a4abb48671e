import { expect, it } from 'vitest';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { loadBook } from '../../src/desk/book/store.ts';
import { startMornings } from '../../src/desk/morning/flow.ts';
import { paperTitle } from '../../src/desk/ticket/view/line.ts';
import { t } from '../../src/i18n/i18n.ts';
import { dateName, dayName } from '../../src/i18n/when.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

eachHouse((open, language) => {
  async function openMorning(book?: BookSource): Promise<TestHouse> {
    const house = await open({ at: Date.parse('2026-09-29T17:00:00+08:00'), ...(book ? { book } : {}) });
    const begin = () =>
      house.database.transaction(async (tx) => startMornings({ tx, now: house.now() }, await loadBook(tx, 1)));
    await begin();
    await begin();
    return house;
  }
  const mornings = (house: TestHouse, person: string) =>
    house.seen(`@${person}`).cards.filter(({ subject }) => subject.startsWith('morning/'));

  it('when the office opens, each engineer and the service desk get one message with what they have to do today', async () => {
    const house = await openMorning();
    for (const text of ['slow link', 'core switch down', 'all fine again'])
      await house.say(REPORTER, SHARED, `/fault ${text}`);
    await house.say('engineer1', 'team', '/desk level T-2 catastrophic');
    await house.forge('engineer1', 'team', 'ticket.set-level', { ticket: 'T-2', level: 'catastrophic', sure: 'yes' });
    await house.say('engineer1', 'team', '/desk resolve T-3');
    await house.forward({ hours: 16 });
    const [card, ...others] = mornings(house, 'engineer1');
    expect(others, 'however often the desk was started').toEqual([]);
    expect(card?.title).toContain(language === 'en' ? '30 September 2026' : '9月30日');
    const words = wordsOf(card);
    expect(words).toContain(t(language, 'morning.tickets', { count: 2 }));
    expect(words.indexOf('core switch down'), 'the more urgent first').toBeLessThan(words.indexOf('slow link'));
    expect(words).not.toContain('all fine again');
    expect(words).toContain(paperTitle('fault-report', language));
    expect(wordsOf(mornings(house, 'desk')[0])).toContain('T-3');
    expect(mornings(house, 'engineer2'), 'nothing is before them').toEqual([]);
  });

  it('a confirmed go-live date is listed from three working days before until the delivery (A5)', async () => {
    const house = await openMorning(await sampleBook(language, 'bureau-system'));
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'we need an export', kind: 'requirement' });
    const { form } = await house.press('engineer1', 'team', 'ticket.deliver');
    // Saturday 10 October is a working day: from Friday the 9th it is three working days to Tuesday the 13th.
    await house.submit('engineer1', 'team', must(form), { solution: 'by month', goLive: '2026-10-13' });
    await house.press(REPORTER, SHARED, 'ticket.accept-reply');
    const promised = t(language, 'morning.go-live', { date: dateName(language, '2026-10-13') });
    // The engineer on duty gets the ticket and is told of it.
    const days = () =>
      ['engineer2', 'engineer3']
        .flatMap((engineer) => mornings(house, engineer))
        .filter((card) => wordsOf(card).includes(promised))
        .map(({ title }) => title);
    await house.forward({ days: 16 });
    expect(days()).toEqual(
      ['2026-10-09', '2026-10-10', '2026-10-12', '2026-10-13', '2026-10-14', '2026-10-15'].map((date) =>
        t(language, 'morning.title', { day: dayName(language, Date.parse(`${date}T09:00+08:00`), 'Asia/Shanghai') }),
      ),
    );
    await house.say('engineer1', 'team', '/desk resolve T-1');
    await house.forward({ days: 1 });
    expect(days().length).toBe(6);
  });

  it('a call that is owed and a final report stand there until they are done, with their dues (B5, D20)', async () => {
    const house = await openMorning();
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'which port?', kind: 'question' });
    await house.forge('engineer1', 'team', 'ticket.callback', {
      ticket: 'T-1',
      phone: '010-8888 1234',
      contact: 'Zhou',
    });
    await house.say('engineer1', 'team', '/desk answer T-1 port 8443');
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.forge('director', 'team', 'ticket.declare-incident', { ticket: 'T-2', speaker: 'projectManager' });
    await house.forge('director', 'team', 'ticket.end-incident', { ticket: 'T-2' });
    await house.forward({ hours: 16 });
    const theirs = (person: string) => wordsOf(mornings(house, person).at(-1));
    expect(theirs('engineer1')).toContain(t(language, 'morning.callbacks', { count: 1 }));
    expect(theirs('engineer1')).toContain('010-8888 1234');
    expect(theirs('projectManager')).toContain(t(language, 'morning.final-reports', { count: 1 }));
    await house.forge('engineer1', 'team', 'ticket.called-back', { ticket: 'T-1' });
    await house.forge('projectManager', 'team', 'ticket.report-incident', { ticket: 'T-2', text: 'the board' });
    await house.forward({ days: 9 });
    expect(theirs('engineer1')).not.toContain('010-8888 1234');
    expect(mornings(house, 'projectManager'), 'nothing is owed any longer').toHaveLength(1);
  });

  it('on holidays no message is sent; the next one comes on the first working day after', async () => {
    const house = await openMorning();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.forward({ days: 8 });
    expect(mornings(house, 'engineer1')).toHaveLength(1);
    await house.forward({ days: 1 });
    expect(mornings(house, 'engineer2').length + mornings(house, 'engineer1').length).toBe(2);
  });
});
