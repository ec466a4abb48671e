import { expect, it } from 'vitest';
import { personName } from '../../src/desk/person/person.ts';
import { t } from '../../src/i18n/i18n.ts';
import type { Language } from '../../src/lib/language.ts';
import { clocksOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, readAs, reportSevere, SHARED } from '../support/report.ts';

eachHouse((open, language) => {
  it('a fault goes from report to closed with every promise kept, warned of, broken and raised in its channel, and then rests', async () => {
    const house = await open();
    await reportSevere(house);
    sawPromises(house, language);
    await house.forward({ minutes: 5 });
    await acknowledge(house, language);
    await house.forward({ minutes: 39 });
    expect(house.seen('@engineer1').messages).toEqual([]);
    await house.forward({ minutes: 1 });
    sawWarning(house, language);
    await house.forward({ minutes: 14 });
    expect(house.seen('escalation').messages).toEqual([]);
    await house.forward({ minutes: 1 });
    sawBreach(house, language);
    await house.forward({ minutes: 30 });
    expect(toldManagers(house)).toEqual([['sla.breached'], ['sla.raised'], []]);
    await house.forward({ minutes: 30 });
    expect(toldManagers(house)).toEqual([['sla.breached'], ['sla.raised'], ['sla.raised']]);

    await house.forward({ minutes: 4 });
    await house.say('engineer1', 'team', '/desk resolve T-1 line card replaced');
    expect(wordsOf(house.seen(SHARED).cards[0])).toContain(t(language, 'card.resolved'));
    await house.forward({ minutes: 5 });
    await house.press(REPORTER, SHARED, 'ticket.confirm');
    expect(wordsOf(house.seen('team').cards[0])).toContain(t(language, 'card.closed'));

    expect((await house.say(REPORTER, SHARED, '/desk rate T-1 5')).refused).toBeUndefined();

    const told = toldOfTickets(house);
    await house.forward({ days: 14 });
    expect(toldOfTickets(house)).toEqual(told);
    expect(house.seen('team').messages.length, 'the rotation went on').toBeGreaterThan(told.get('team') ?? 0);
  });
});

function sawPromises(house: TestHouse, language: Language): void {
  expect(house.seen('team').cards.map(({ title }) => title)).toEqual(['T-1 · core switch down']);
  expect(promises(house, 'team')).toEqual([
    [t(language, 'metric.respond'), readAs(language, '10:20'), 'running'],
    [t(language, 'metric.workaround'), readAs(language, '11:10'), 'running'],
  ]);
  expect(promises(house, SHARED)).toEqual(promises(house, 'team'));
  expect(house.seen('team').mentions).toEqual(['engineer1']);
}

async function acknowledge(house: TestHouse, language: Language): Promise<void> {
  const by = personName(house.book.people, 'engineer1', language);
  await house.press('engineer1', 'team', 'ticket.acknowledge');
  for (const channel of ['team', SHARED]) {
    const [card, line] = house.seen(channel).messages;
    expect(promises(house, channel)[0]?.[2]).toBe('met');
    expect(line?.thread).toBe(card?.id);
    expect(line?.line).toBe(t(language, 'line.ticket.acknowledged', { by }));
  }
}

function sawWarning(house: TestHouse, language: Language): void {
  const { messages, mentions, cards } = house.seen('@engineer1');
  expect(messages.map(({ about }) => about?.kind)).toEqual(['sla.warning']);
  expect(mentions).toEqual(['engineer1']);
  expect(wordsOf(cards[0])).toContain(readAs(language, '11:10'));
}

function sawBreach(house: TestHouse, language: Language): void {
  for (const channel of ['team', SHARED]) expect(promises(house, channel)[1]?.[2]).toBe('breached');
  const { messages, cards, mentions } = house.seen('escalation');
  expect(messages.map(({ about }) => about?.kind)).toEqual(['sla.breached']);
  expect(wordsOf(cards[0])).toContain(personName(house.book.people, 'manager1', language));
  expect(mentions).toEqual(['manager1']);
  expect(toldManagers(house)).toEqual([['sla.breached'], [], []]);
}

function promises(house: TestHouse, channel: string): string[][] {
  return clocksOn(house.seen(channel).cards[0]).map(({ label, when, state }) => [label, when, state]);
}

function toldManagers(house: TestHouse): (string | undefined)[][] {
  return ['@manager1', '@manager2', '@manager3'].map((channel) =>
    house.seen(channel).messages.map(({ about }) => about?.kind),
  );
}

/** How many messages about the ticket itself are in each channel, without those about duty and what is owed after a fix. */
function toldOfTickets(house: TestHouse): Map<string, number> {
  const messages = house
    .seen()
    .messages.filter(({ about, card }) =>
      about ? /^(ticket|sla|clock)\./.test(about.kind) : !card?.subject.startsWith('duty/'),
    );
  return new Map(
    [...Map.groupBy(messages, ({ channel }) => channel)].map(([channel, { length }]) => [channel, length]),
  );
}
