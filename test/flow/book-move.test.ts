import { expect, it } from 'vitest';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { checkLog } from '../../src/desk/chain/chain.ts';
import { findLog } from '../../src/desk/chain/store.ts';
import { foldTicket } from '../../src/desk/ticket/case/fold.ts';
import type { Ticket, TicketId } from '../../src/desk/ticket/case/ticket.ts';
import { listEntries } from '../../src/desk/ticket/store.ts';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, clocksOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, readAs, SHARED } from '../support/report.ts';
import { sampleBook, withRespondWithin, withRival } from '../support/sample-book.ts';

/** Reported at 10:10, a general fault is answered within 60 minutes. */
const MOVE = '/desk book move';
const DIRECTOR = 'director';

/** The book with another ladder. */
function withLadder(source: BookSource, every: string, people?: readonly string[]): BookSource {
  const policies = Object.entries(source.policies).map(([key, policy]) => [
    key,
    { ...policy, ladder: { ...policy.ladder, every, ...(people ? { people } : {}) } },
  ]);
  return { ...source, policies: Object.fromEntries(policies) };
}

eachHouse((open, language) => {
  const look = async (house: TestHouse, words = MOVE) => must((await house.say(DIRECTOR, 'team', words)).card);
  const go = async (house: TestHouse, words = MOVE) =>
    house.press(DIRECTOR, 'team', 'book.move', { on: await look(house, words) });
  const versions = async ({ database }: TestHouse) =>
    (await database.query<{ version: number }>('select book_version_id as version from ticket order by id')).map(
      ({ version }) => version,
    );
  const log = async ({ database }: TestHouse, id = 1) => database.transaction((tx) => listEntries(tx, id as TicketId));
  const cardOf = (house: TestHouse, number: string, channel = 'team') =>
    must(house.seen(channel).cards.find((card) => wordsOf(card).includes(number)));
  /** What was told beside the threads of the tickets: to people and to the escalation channel. */
  const alerts = (house: TestHouse) =>
    house
      .seen()
      .messages.filter(({ about }) => /^(sla|promise|ticket\.(stale|paged|unreached))/.test(about?.kind ?? ''))
      .map(({ about, channel }) => `${about?.kind} ${channel}`);

  it('shows each deadline that changes before anything does, and a tap moves the ticket to the new terms', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault no signal');
    await house.forward({ minutes: 10 });
    await house.apply(withRespondWithin(house.book, '20m'));

    const shown = await look(house);
    const [was, is] = ['11:10', '10:30'].map((time) => readAs(language, time));
    expect(wordsOf(shown)).toContain(
      t(language, 'move.change', { metric: t(language, 'metric.respond'), from: must(was), to: '10:30' }),
    );
    expect(wordsOf(shown)).toContain('T-1');
    expect(await versions(house)).toEqual([1]);

    const told = await house.press(DIRECTOR, 'team', 'book.move', { on: shown });
    expect(told.text).toBe(t(language, 'move.reply', { version: 2, goes: 1, stays: 0 }));
    expect(await versions(house)).toEqual([2]);
    for (const channel of ['team', SHARED])
      expect(clocksOn(cardOf(house, 'T-1', channel)).map(({ when }) => when)).toEqual([is]);
    expect(wordsOf((await house.say('engineer1', 'team', '/desk why T-1')).card)).toContain(
      t(language, 'why.book', { version: 2 }),
    );
    const moved = (await log(house)).filter(({ kind }) => kind === 'ticket.moved');
    expect(moved).toMatchObject([{ by: DIRECTOR, staff: false, data: { from: 1, to: 2 } }]);
    const words = wordsOf((await house.say('engineer1', 'team', '/desk log T-1')).card);
    expect(words).toContain(`${must(was)} → 10:30`);
    expect(wordsOf(house.seen('team').cards.at(-1))).toContain(t(language, 'move.told.title', { version: 2 }));

    await house.forward({ minutes: 10 });
    const breaches = (await log(house)).filter(({ kind }) => kind === 'sla.breached' || kind === 'sla.warning');
    expect(breaches.map(({ kind, at }) => `${kind} ${readAs(language, at)}`)).toEqual([
      `sla.warning ${readAs(language, '10:25')}`,
      `sla.breached ${is}`,
    ]);
  });

  it('what is late by the new version is said beforehand, told to no one, and climbs the ladder one step later', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault no signal');
    await house.forward({ minutes: 40 });
    await house.apply(withRespondWithin(house.book, '20m'));
    const shown = await look(house);
    expect(wordsOf(shown)).toContain(t(language, 'move.change.broken', { change: '' }).trim());
    await house.press(DIRECTOR, 'team', 'book.move', { on: shown });
    expect(alerts(house)).toEqual([]);
    expect(clocksOn(cardOf(house, 'T-1')).map(({ state, when }) => [state, when])).toEqual([
      ['breached', readAs(language, '10:30')],
    ]);
    expect(wordsOf(cardOf(house, 'T-1'))).toContain(t(language, 'card.note.late-moved'));

    // Moved at 10:50, the ladder climbs every 30 minutes.
    await house.forward({ minutes: 29 });
    expect(alerts(house)).toEqual([]);
    await house.forward({ minutes: 1 });
    expect(alerts(house)).toContain('sla.raised @manager1');
    await house.forward({ minutes: 30 });
    expect(alerts(house).filter((each) => each.startsWith('sla.raised @'))).toEqual([
      'sla.raised @manager1',
      'sla.raised @manager2',
    ]);
    await house.say('engineer1', 'team', '/desk ack T-1');
    const [row] = await house.database.query<{ figures: string }>('select figures from ticket');
    expect(JSON.parse(must(row).figures).promises).toMatchObject([{ what: 'respond', outcome: 'keptLate' }]);
  });

  it('reached steps of a ladder stay reached, and steps that a shorter ladder would have had are not caught up', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault no signal');
    // Broken at 11:10; manager2 hears at 11:40.
    await house.forward({ minutes: 95 });
    const before = alerts(house);
    expect(before).toContain('sla.raised @manager2');
    const quick = withLadder(house.book, '1m', ['manager1', 'manager2', 'manager3', 'director']);
    await house.apply(withRespondWithin(quick, '90m'));
    const shown = await look(house);
    expect(wordsOf(shown)).not.toContain(t(language, 'metric.respond'));
    await house.press(DIRECTOR, 'team', 'book.move', { on: shown });
    expect(alerts(house)).toEqual(before);
    await house.forward({ minutes: 1 });
    const raised = (all: readonly string[]) => all.filter((each) => each.startsWith('sla.raised @'));
    expect(raised(alerts(house)).slice(raised(before).length)).toEqual(['sla.raised @manager3']);
    await house.forward({ minutes: 1 });
    expect(raised(alerts(house)).slice(raised(before).length)).toEqual([
      'sla.raised @manager3',
      'sla.raised @director',
    ]);
  });

  it('a promise that was kept or broken stays so, with its clause, and a later version counts from there on', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault answered in time');
    await house.say(REPORTER, SHARED, '/fault answered late');
    await house.forward({ minutes: 30 });
    await house.say('engineer1', 'team', '/desk ack T-1');
    await house.forward({ minutes: 40 });
    await house.say('engineer1', 'team', '/desk ack T-2');
    const next = withRespondWithin(house.book, '5m');
    const policies = Object.entries(next.policies).map(([key, policy]) => {
      const { respond } = policy.clocks;
      return [key, { ...policy, clocks: { ...policy.clocks, respond: { ...must(respond), clause: 'X1' } } }];
    });
    await house.apply({ ...next, policies: Object.fromEntries(policies) });
    await go(house);
    expect(await versions(house)).toEqual([2, 2]);
    const figures = await house.database.query<{ figures: string }>('select figures from ticket order by id');
    expect(figures.map((row) => JSON.parse(row.figures).promises)).toMatchObject([
      [{ what: 'respond', clause: 'D2', outcome: 'kept' }],
      [{ what: 'respond', clause: 'D2', outcome: 'keptLate' }],
    ]);
    expect(clocksOn(cardOf(house, 'T-1')).map(({ state, when }) => [state, when])).toEqual([
      ['met', readAs(language, '11:10')],
    ]);
    const why = wordsOf((await house.say('engineer1', 'team', '/desk why T-1')).card);
    expect(why).toContain(t(language, 'why.settled', { version: 1 }));
  });

  it('its log stays under the hash chain and gives the stored ticket', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault no signal');
    await house.forward({ minutes: 40 });
    await house.apply(withLadder(withRespondWithin(house.book, '20m'), '10m'));
    await go(house);
    await house.forward({ hours: 1 });
    const [row] = await house.database.query<{ state: Ticket }>('select state from ticket');
    expect(JSON.parse(JSON.stringify(foldTicket(await log(house))))).toEqual(must(row).state);
    const chained = must(await house.database.transaction((tx) => findLog(tx, 1)));
    expect(checkLog(chained)).toEqual([]);
  });

  it('people whom only the older version has are still named in the log', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault no signal');
    await house.say('engineer2', 'team', '/desk update T-1 looked at it');
    const { engineer2, ...people } = house.book.people;
    const rotations = Object.entries(house.book.rotations).map(([key, rotation]) => [
      key,
      { ...rotation, members: rotation.members?.filter((each) => each !== 'engineer2') },
    ]);
    await house.apply({ ...house.book, people, rotations: Object.fromEntries(rotations) } as BookSource);
    await go(house);
    expect(await versions(house)).toEqual([2]);
    const words = wordsOf((await house.say('engineer1', 'team', '/desk log T-1')).card);
    expect(words).toContain(language === 'en' ? must(engineer2).name.en : must(engineer2).name.zh);
    expect(words).not.toContain('engineer2');
  });

  it('says what stays and why, and moves the others', async () => {
    const house = await open({ book: withRival(await sampleBook(language)) });
    await house.say(REPORTER, SHARED, '/fault stays here');
    await house.say('customer-rival-1', 'customer-rival', '/fault goes away');
    const { rival, ...customers } = house.book.customers;
    const { 'customer-rival': gone, ...channels } = house.book.channels;
    await house.apply(withRespondWithin({ ...house.book, customers, channels }, '20m'));
    const shown = await look(house);
    expect(wordsOf(shown)).toContain(t(language, 'move.stays.customer'));
    expect(wordsOf(shown)).toContain(language === 'en' ? must(rival).name.en : must(rival).name.zh);
    await house.press(DIRECTOR, 'team', 'book.move', { on: shown });
    expect(await versions(house)).toEqual([2, 1]);
    const rest = await look(house);
    expect(buttonsOn(rest)).toEqual([]);
  });

  it('a site, a device or a level that the new version lacks keeps a ticket where it is', async () => {
    const house = await open();
    const { sample } = house.book.customers;
    const device = must(must(sample).devices[0]);
    const { form } = await house.say(REPORTER, SHARED, '/fault');
    await house.submit(REPORTER, SHARED, must(form), { text: 'with a device', device: device.key });
    const policies = Object.entries(house.book.policies).map(([key, policy]) => [key, { ...policy, undoWithin: '9m' }]);
    await house.apply({
      ...house.book,
      policies: Object.fromEntries(policies),
      customers: { ...house.book.customers, sample: { ...must(sample), devices: must(sample).devices.slice(1) } },
    });
    expect(wordsOf(await look(house))).toContain(t(language, 'move.stays.device'));
  });

  it('a preview that is no longer true moves nothing, and says what happened since', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault first');
    await house.say(REPORTER, SHARED, '/fault second');
    await house.apply(withRespondWithin(house.book, '20m'));
    const [one, other] = [await look(house), await look(house)];
    await house.forward({ minutes: 1 });
    await house.say('engineer1', 'team', '/desk ack T-2');
    const changed = await house.press(DIRECTOR, 'team', 'book.move', { on: one });
    expect(changed.refused).toBe('move.stale');
    expect(changed.text).toContain('T-2');
    expect(await versions(house)).toEqual([1, 1]);

    await go(house);
    const moved = await house.press(DIRECTOR, 'team', 'book.move', { on: other });
    expect(moved.refused).toBe('move.stale');
    const { director } = house.book.people;
    expect(moved.text).toContain(language === 'en' ? must(director).name.en : must(director).name.zh);
    expect((await log(house)).filter(({ kind }) => kind === 'ticket.moved')).toHaveLength(1);

    await house.say(REPORTER, SHARED, '/fault third');
    await house.apply(withRespondWithin(house.book, '25m'));
    const third = await look(house);
    await house.apply(withRespondWithin(house.book, '30m'));
    const newer = await house.press(DIRECTOR, 'team', 'book.move', { on: third });
    expect(newer.refused).toBe('book.changed-meanwhile');
    expect(newer.text).not.toContain('{{');
  });

  it('a promise that breaks by waiting makes the preview old as well', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault no signal');
    await house.apply(withRespondWithin(house.book, '20m'));
    const shown = await look(house);
    await house.forward({ minutes: 25 });
    const told = await house.press(DIRECTOR, 'team', 'book.move', { on: shown });
    expect(told.refused).toBe('move.stale');
    expect(told.text).toContain(t(language, 'move.since.time'));
  });

  it('moves one ticket, or those of one customer; a closed one keeps its version', async () => {
    const house = await open({ book: withRival(await sampleBook(language)) });
    await house.say(REPORTER, SHARED, '/fault first');
    await house.say(REPORTER, SHARED, '/fault second');
    await house.say('customer-rival-1', 'customer-rival', '/fault theirs');
    await house.apply(withRespondWithin(house.book, '20m'));
    await go(house, `${MOVE} T-2`);
    expect(await versions(house)).toEqual([1, 2, 1]);
    const { rival } = house.book.customers;
    await go(house, `/desk ${language === 'en' ? 'book move' : '手册 迁移'} ${must(rival).name.zh}`);
    expect(await versions(house)).toEqual([1, 2, 2]);
    expect((await house.say(DIRECTOR, 'team', `${MOVE} T-2`)).text).toBe(t(language, 'move.nothing', { version: 2 }));
    expect((await house.say(DIRECTOR, 'team', `${MOVE} T-9`)).refused).toBe('ticket.not-found');
    expect((await house.say(DIRECTOR, 'team', `${MOVE} no such customer`)).refused).toBe('input.not-understood');

    await house.say('engineer1', 'team', '/desk resolve T-1 done');
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    expect((await house.say(DIRECTOR, 'team', `${MOVE} T-1`)).refused).toBe('move.over');
    expect((await house.say(DIRECTOR, 'team', MOVE)).text).toBe(t(language, 'move.nothing', { version: 2 }));
    expect(await versions(house)).toEqual([1, 2, 2]);
  });

  it('is for the technical director alone, also behind the button', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault no signal');
    await house.apply(withRespondWithin(house.book, '20m'));
    expect((await house.say('engineer1', 'team', MOVE)).refused).toBe('book.only-director');
    const button = must(buttonsOn(await look(house)).find(({ command }) => command === 'book.move'));
    for (const person of ['engineer1', REPORTER])
      expect((await house.forge(person, 'team', 'book.move', button.args)).refused, person).toBeDefined();
    expect((await house.forge(DIRECTOR, 'team', 'book.move', {})).refused).toBe('move.look-first');
    expect((await house.forge(DIRECTOR, 'team', 'book.move', { ...button.args, ticket: 'T-9' })).refused).toBe(
      'move.stale',
    );
    expect(await versions(house)).toEqual([1]);
  });

  it('two hundred tickets are counted, the first of them listed, and moved with one message to the team', async () => {
    const house = await open();
    for (let number = 1; number <= 200; number += 1) await house.say(REPORTER, SHARED, `/fault number ${number}`);
    await house.apply(withRespondWithin(house.book, '20m'));
    const shown = await look(house);
    expect(wordsOf(shown)).toContain(t(language, 'move.heading.changed', { number: 200 }));
    expect(wordsOf(shown).match(/T-\d+ ·/g)).toHaveLength(12);
    await house.press(DIRECTOR, 'team', 'book.move', { on: shown });
    expect(new Set(await versions(house))).toEqual(new Set([2]));
    const summaries = house
      .seen('team')
      .cards.filter((card) => wordsOf(card).includes(t(language, 'move.told.title', { version: 2 })));
    expect(summaries).toHaveLength(1);
  });
});
