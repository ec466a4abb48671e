import { expect, it } from 'vitest';
import type { ConfidentialRule } from '../../src/desk/book/confidential-rule.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { personName } from '../../src/desk/person/person.ts';
import { t } from '../../src/i18n/i18n.ts';
import type { Fallback } from '../../src/outbox/notice.ts';
import { buttonsOn, clocksOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';
import { commandsOn, ticketCardIn, turnsIn } from '../support/turn-cards.ts';

/** A word of the customer's that must stand nowhere else. */
const SECRET = 'quokkasecret';

/** What stands in a channel: its cards and lines. */
function standing(house: TestHouse, channel: string): string {
  const { cards, lines } = house.seen(channel);
  return [...cards.map(wordsOf), ...lines].join('\n');
}

eachHouse((open, language) => {
  /** Preset E: engineers, the desk and the director alone may see the sample customer's data; no channel of ours may. */
  async function closedBook(more: Partial<ConfidentialRule> = {}): Promise<BookSource> {
    const source = await sampleBook(language, 'network-security');
    const sample = must(source.customers.sample);
    const rule: ConfidentialRule = { access: ['engineer', 'desk', 'director'], channels: [], ...more };
    return {
      ...source,
      customers: { ...source.customers, sample: { ...sample, confidential: { ...rule } } },
    };
  }
  const reported = async (book: BookSource) => {
    const house = await open({ book });
    await house.say(REPORTER, SHARED, `/fault ${SECRET} firewall down`);
    return house;
  };

  it('E9 the call after a repair goes to a person who may open the case, and is late to one who may', async () => {
    const house = await reported(await closedBook({ access: ['engineer', 'director'] }));
    await house.say('engineer1', '@engineer1', '/desk resolve T-1');
    const asks = (place: string) =>
      house.seen(place).cards.filter((card) => buttonsOn(card).some(({ command }) => command === 'followup.done'));
    expect(asks('@desk'), 'the desk may not open it').toEqual([]);
    const [call] = asks('@director');
    const { refused } = await house.press('director', '@director', 'followup.done', { on: must(call) });
    expect(refused).toBeUndefined();
    await house.forward({ days: 2 });
    expect(house.seen('@coordinator').cards).toEqual([]);
  });

  it('E9 words stay in the customer’s channel and with the named roles; the team’s card has number, level and clocks', async () => {
    const house = await reported(await closedBook());
    await house.say('engineer1', 'team', `/desk ask T-1 ${SECRET} which rule?`);
    await house.say(REPORTER, SHARED, `/desk answered T-1 ${SECRET} rule 7`);
    await house.forward({ hours: 30 });
    await house.say('engineer1', 'team', `/desk plan T-1 ${SECRET} reload`);
    expect(standing(house, SHARED)).toContain(SECRET);
    for (const channel of ['team', 'escalation', 'managers', '@manager1', '@manager2'])
      expect([channel, standing(house, channel)]).not.toEqual([channel, expect.stringContaining(SECRET)]);
    const card = must(house.seen('team').cards.find(({ subject }) => subject === 'ticket/1'));
    expect(card.title).toBe(`T-1 · ${t(language, 'confidential.badge')}`);
    expect(clocksOn(card).length).toBeGreaterThan(0);
    expect(buttonsOn(card).map(({ command }) => command)).toContain('ticket.resolve');
    expect(standing(house, 'escalation')).toContain('T-1');
    expect(standing(house, '@engineer1'), 'a named role is warned with the words').toContain(SECRET);
  });

  it('E9 who acts next is asked without words where those must not stand, and the customer’s person is not named there', async () => {
    const book = await closedBook();
    const [person] = must(book.customers.sample).people;
    const name = must(person).name[language === 'en' ? 'en' : 'zh'];
    const house = await reported(book);
    await house.say('engineer1', 'team', `/desk ask T-1 ${SECRET} which rule?`);
    const next = t(language, 'next-step.asked');
    expect(wordsOf(turnsIn(house, SHARED).at(-1)?.card)).toContain(t(language, 'next.is', { who: name, what: next }));
    const team = wordsOf(ticketCardIn(house, 'team')?.card);
    expect(team).toContain(next);
    expect(team).not.toContain(name);
    await house.say('engineer1', 'team', '/desk assign T-1 manager1');
    await house.say(REPORTER, SHARED, `/desk answered T-1 ${SECRET} rule 7`);
    const [turn] = turnsIn(house, '@manager1');
    expect(turn?.card?.title).toBe(`T-1 · ${t(language, 'confidential.badge')}`);
    expect(commandsOn(turn)).toContain('resolve');
    expect(standing(house, '@manager1')).not.toContain(SECRET);
  });

  it('E9 a channel that the book vouches for has the words; a press on a card that stands elsewhere brings none', async () => {
    const vouched = await reported(await closedBook({ channels: ['team'] }));
    expect(standing(vouched, 'team')).toContain(SECRET);
    const house = await reported(await closedBook());
    await house.press('engineer1', 'team', 'ticket.acknowledge');
    await house.say('engineer1', 'team', '/desk resolve T-1 done');
    expect(standing(house, 'team')).not.toContain(SECRET);
  });

  it('E9 a handoff of shifts has the words for the named roles alone: its card, its redrawing, the word that it was not taken, fallbacks', async () => {
    const rule = { access: ['engineer' as const], channels: [] };
    const house = await open({ book: await closedBook(rule), at: Date.parse('2026-10-05T08:50:00+08:00') });
    await house.say(REPORTER, SHARED, `/fault ${SECRET} firewall down`);
    await house.forward({ minutes: 25 });
    await house.say('engineer2', '@engineer2', '/desk taken');
    const cardOf = (channel: string, kind: string) =>
      must(house.seen(channel).messages.findLast(({ about }) => about?.kind === kind)?.card);
    const isTaken = t(language, 'handoff.taken');
    expect(wordsOf(cardOf('@engineer2', 'duty.handoff'))).toContain(SECRET);
    expect(wordsOf(cardOf('team', 'duty.handoff'))).toContain(`T-1 · ${t(language, 'confidential.badge')}`);
    expect(wordsOf(cardOf('team', 'duty.handoff')), 'redrawn').toContain(isTaken);
    expect(buttonsOn(cardOf('@engineer2', 'duty.handoff')).map(({ command }) => command)).toContain('ticket.show');
    expect(wordsOf(cardOf('@engineer1', 'duty.untaken'))).toContain(SECRET);
    expect(wordsOf(cardOf('escalation', 'duty.untaken'))).toContain('T-1');
    for (const channel of ['team', 'escalation', 'managers'])
      expect([channel, standing(house, channel)]).not.toEqual([channel, expect.stringContaining(SECRET)]);
    const owed = await house.database.query<{ fallbacks: readonly Fallback[] }>(
      "select fallbacks from notice where kind in ('duty.handoff', 'duty.untaken') and channel like '@%'",
    );
    const elsewhere = owed
      .flatMap(({ fallbacks }) => fallbacks)
      .filter(({ place }) => !place.channelId.startsWith('@'));
    expect(elsewhere.length).toBeGreaterThan(0);
    for (const { post } of elsewhere) expect(JSON.stringify(must(post))).not.toContain(SECRET);
  });

  it('E9 other roles are refused in private with the reason: cards, logs, lists, searches, papers', async () => {
    const house = await reported(await closedBook());
    for (const words of ['show T-1', 'log T-1', 'why T-1', 'update T-1 x', 'similar T-1', 'draft T-1 fault-report']) {
      const told = await house.say('manager1', 'managers', `/desk ${words}`);
      expect([words, told.refused]).toEqual([words, 'confidential.closed']);
      expect(told.text).toContain(t(language, 'role.engineer'));
      expect(told.text).not.toContain(SECRET);
    }
    expect((await house.say('manager1', 'managers', '/desk dossier sample')).refused).toBe('confidential.closed');
    for (const words of ['open', 'cases', 'mine', `find ${SECRET}`, 'papers', 'parts']) {
      const { card, refused } = await house.say('manager1', 'managers', `/desk ${words}`);
      expect([words, refused, wordsOf(card)]).not.toEqual([words, undefined, expect.stringContaining('T-1')]);
    }
    expect(wordsOf((await house.say('engineer2', 'team', `/desk find ${SECRET} firewall`)).card)).toContain('T-1');
  });

  it('E9 every access is on record and the director reads it: who opened, found and exported what, and when', async () => {
    const house = await reported(await closedBook());
    await house.say('engineer2', 'team', '/desk show T-1');
    await house.say('engineer2', 'team', '/desk open');
    await house.say('engineer1', 'team', '/desk resolve T-1 done');
    await house.say('desk', 'team', '/desk draft T-1 documents');
    await house.say('desk', 'team', '/desk dossier sample');
    expect((await house.say('engineer2', 'team', '/desk access sample')).refused).toBe('confidential.director-only');
    const record = wordsOf((await house.say('director', '@director', '/desk access')).card);
    for (const what of ['opened', 'found', 'exported'] as const)
      expect(record).toContain(`${t(language, `confidential.access.${what}`)} · T-1`);
    expect(record).toContain(t(language, 'confidential.about.dossier'));
    expect(record).not.toContain(SECRET);
  });

  it('E9 a year after the case ended the director is offered the deletion; words go, the evidence stays, and it is on record', async () => {
    const house = await reported(await closedBook({ deleteAfter: '365d' }));
    await house.say('engineer1', 'team', `/desk commands T-1 ${SECRET} show run`);
    await house.forge(REPORTER, SHARED, 'complaint.open', { ticket: 'T-1', text: `${SECRET} too slow` });
    await house.forge('manager1', '@manager1', 'complaint.answer', { complaint: 'C-1', text: `${SECRET} sorry` });
    await house.forge(REPORTER, SHARED, 'complaint.close', { complaint: 'C-1', sure: 'yes' });
    await house.say('engineer1', 'team', `/desk resolve T-1 ${SECRET} reloaded`);
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    await house.say(REPORTER, SHARED, '/fault another one');
    const early = (await house.say('director', '@director', '/desk delete-data')).card;
    expect(buttonsOn(early).map(({ command }) => command)).not.toContain('confidential.delete');
    await house.down({ days: 367 });
    const offered = must(house.seen('@director').cards.find(({ subject }) => subject === 'deletion/sample'));
    expect(wordsOf(offered)).toContain('T-1');
    expect(wordsOf(offered)).not.toContain(SECRET);
    const told = await house.press('director', '@director', 'confidential.delete', { on: offered });
    expect(told.text).toContain('T-1');

    for (const table of ['ticket', 'ticket_event', 'ticket_words', 'matter', 'matter_event', 'notice', 'made_file']) {
      const rows = await house.database.query<{ row: string }>(`select to_jsonb(${table})::text as row from ${table}`);
      const ofCase = rows.map(({ row }) => row).filter((row) => row.includes(SECRET));
      expect([table, ofCase]).toEqual([table, []]);
    }
    const log = wordsOf((await house.say('engineer1', 'team', '/desk log T-1')).card);
    const by = personName(house.book.people, 'director', language);
    expect(log).toContain(t(language, 'line.ticket.updated.delete-words', { by }));
    expect(house.seen(SHARED).cards.map(({ title }) => title)).toContain('T-1 · —');
    expect(house.seen().cards.map(wordsOf).join('\n'), 'no card anywhere').not.toContain(SECRET);
    expect((await house.press('director', '@director', 'confidential.delete', { on: offered })).refused).toBe(
      'confidential.delete.done-before',
    );
    const record = wordsOf((await house.say('director', '@director', '/desk access')).card);
    expect(record).toContain(`${t(language, 'confidential.access.deleted')} · T-1`);
  });
});
