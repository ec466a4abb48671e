import { expect, it } from 'vitest';
import { personName } from '../../src/desk/person/person.ts';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, clocksOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';
import { REPORTER, readAs, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';
import { withTriage } from '../support/triage-book.ts';
import { turnsIn } from '../support/turn-cards.ts';

/** Monday 28 September 2026, 10:10, in office hours. */
eachHouse((open, language) => {
  const reviewing = async () => open({ book: withTriage(await sampleBook(language, 'bureau-system')) });

  it('A8: a new ticket waits for the appointed person, who alone is told; the customer reads that it is reviewed', async () => {
    const house = await reviewing();
    await house.say(REPORTER, SHARED, '/fault login fails');
    const { cards, messages } = house.seen('@coordinator');
    expect(messages.map(({ mentions }) => mentions)).toEqual([['coordinator']]);
    expect(wordsOf(cards[0])).toContain(readAs(language, '13:10'));
    expect(buttonsOn(cards[0])[0]?.command).toBe('ticket.triage');
    expect(house.seen('team').messages.flatMap(({ mentions }) => mentions)).toEqual([]);
    expect(wordsOf(house.seen('team').cards[0])).not.toContain(personName(house.book.people, 'engineer1', language));
    expect(wordsOf(house.seen(SHARED).cards[0])).toContain(t(language, 'card.in-review'));
    for (const place of [SHARED, 'team'])
      expect(house.seen(place).lines[0], 'no one is on duty for it').toBe(t(language, 'line.ticket.opened.review'));
    // The promises of level 3 run from the report: 4 working hours to respond, with the lunch break in between.
    expect(clocksOn(house.seen(SHARED).cards[0])[0]?.when).toContain(readAs(language, '15:10'));
  });

  it('A8: only the appointed person reviews; level, order and engineer are set, and only then the engineer is pinged', async () => {
    const house = await reviewing();
    await house.say(REPORTER, SHARED, '/fault login fails');
    await house.forward({ minutes: 20 });
    expect(house.seen('@engineer2').messages).toEqual([]);
    const form = must((await house.press('coordinator', '@coordinator', 'ticket.triage')).form);
    const chosen = { level: 'level2', rank: '1', to: 'engineer2', text: 'counter service stands still' };
    const refused = await house.submit('engineer1', 'team', form, chosen);
    expect(refused.refused).toBe('ticket.triage-by-other');
    expect(refused.text).toContain(personName(house.book.people, 'coordinator', language));
    expect((await house.submit('coordinator', '@coordinator', form, chosen)).refused).toBeUndefined();
    expect(turnsIn(house, '@engineer2').map(({ mentions }) => mentions)).toEqual([['engineer2']]);
    const team = wordsOf(house.seen('team').cards[0]);
    expect(team).toContain(personName(house.book.people, 'engineer2', language));
    expect(team).toContain(t(language, 'triage.rank.1'));
    expect(wordsOf(house.seen(SHARED).cards[0])).not.toContain(t(language, 'card.in-review'));
    // Level 2: 2 working hours from the report at 10:10, not from the review.
    expect(clocksOn(house.seen('team').cards[0])[0]?.when).toContain(readAs(language, '13:10'));
    expect(wordsOf(house.seen('@coordinator').cards[0])).toContain(t(language, 'triage.state.done'));
    expect(buttonsOn(house.seen('@coordinator').cards[0]).map(({ command }) => command)).toEqual(['ticket.show']);
  });

  it('A8: the queue lists what waits, and what was reviewed in the order it was given', async () => {
    const house = await reviewing();
    for (const title of ['printer jams', 'login fails', 'report is slow', 'mail is down'])
      await house.say(REPORTER, SHARED, `/fault ${title}`);
    const review = (ticket: string, more: Record<string, string>) =>
      house.forge('coordinator', '@coordinator', 'ticket.triage', { ticket, sure: 'yes', ...more });
    await review('T-1', { rank: '4', to: 'engineer1' });
    await review('T-2', { rank: '2', to: 'engineer1' });
    await review('T-3', { rank: '1' });
    const { card } = await house.say('coordinator', 'team', '/desk queue');
    const rows = must(card).parts.flatMap((part) => (part.part === 'fields' ? part.fields : []));
    expect(rows.map(({ label }) => label.slice(0, 3))).toEqual(['T-3', 'T-4', 'T-2', 'T-1']);
    expect(must(card).title).toBe(t(language, 'triage.queue', { count: 2 }));
    expect(buttonsOn(card).map(({ args }) => args.ticket)).toEqual(['T-3', 'T-4']);
  });

  it('A8: a review that does not come is reminded after three quarters of its time, and at its due told to the escalation', async () => {
    const house = await reviewing();
    await house.say(REPORTER, SHARED, '/fault login fails');
    await house.forward({ hours: 1, minutes: 29 });
    expect(house.seen('@coordinator').messages).toHaveLength(1);
    await house.forward({ minutes: 1 });
    expect(house.seen('@coordinator').lines.at(-1)).toContain(readAs(language, '13:10').slice(-5));
    expect(house.seen('escalation').messages).toEqual([]);
    await house.forward({ minutes: 90 });
    const told = must(house.seen('escalation').messages.find(({ card }) => card?.subject.endsWith('|triage')));
    expect(told.mentions).toEqual(['coordinator']);
    expect(buttonsOn(told.card)[0]?.command).toBe('ticket.triage');
  });

  it('A8: in the preset the engineer on duty is paged at once, and the coordinator confirms level and order', async () => {
    const house = await open({ book: await sampleBook(language, 'bureau-system') });
    await house.say(REPORTER, SHARED, '/fault login fails');
    expect(house.seen('team').messages.flatMap(({ mentions }) => mentions)).toEqual(['engineer1']);
    const form = must((await house.press('coordinator', '@coordinator', 'ticket.triage')).form);
    await house.submit('coordinator', '@coordinator', form, { level: 'level3', rank: '2', to: 'engineer1' });
    expect(
      house.seen('team').messages.flatMap(({ mentions }) => mentions),
      'no one is pinged twice',
    ).toEqual(['engineer1']);
    expect(wordsOf(house.seen('team').cards[0])).toContain(t(language, 'triage.rank.2'));
    const { card } = await house.say('coordinator', 'team', '/desk queue');
    expect(wordsOf(card)).toContain(t(language, 'triage.queue.empty'));
  });
});
