import { expect, it } from 'vitest';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { personName } from '../../src/desk/person/person.ts';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';
import { REPORTER, reportSevere, SHARED } from '../support/report.ts';
import { sampleBook, withRival } from '../support/sample-book.ts';

const HOTLINE = '400-000-0000';
const ON_DUTY = '138-0000-0001';
const LADDER = ['138-0000-0007', '138-0000-0008', '138-0000-0009'];
const DIRECTOR = '138-0000-0006';
/** An evening of a working day. */
const EVENING = Date.parse('2026-09-28T20:00:00+08:00');

eachHouse((open, language) => {
  const now = (number: string) => t(language, 'contact.now', { number });
  const free = language === 'en' ? 'who is on duty?' : '现在谁值班？';

  it('B4: a customer reads the hotline in office hours and the mobile on duty outside them, however they ask', async () => {
    for (const [at, called] of [
      [undefined, () => t(language, 'contact.now.hotline', { phone: HOTLINE })],
      [EVENING, (book: BookSource) => `${personName(book.people, 'engineer1', language)} ${ON_DUTY}`],
    ] as const) {
      const house = await open(at === undefined ? {} : { at });
      for (const words of ['/desk who', '联系人', 'who', '/desk oncall', '/desk help', free]) {
        const said = wordsOf((await house.say(REPORTER, SHARED, words)).card);
        expect(said, words).toContain(now(called(house.book)));
        for (const number of [HOTLINE, ON_DUTY, 'service@beichen.example', ...LADDER]) expect(said).toContain(number);
      }
    }
  });

  it('D18: what customers read has the ladder in order, and no number that their contract does not give', async () => {
    const house = await open();
    const said = wordsOf((await house.say(REPORTER, SHARED, '/desk who')).card);
    expect(LADDER.map((number) => said.indexOf(number))).toEqual(
      LADDER.map((number) => said.indexOf(number)).toSorted((one, other) => one - other),
    );
    for (const number of [DIRECTOR, '138-0000-0002', '138-0000-0004']) expect(said).not.toContain(number);
  });

  it('B4: a contract that gives the hotline alone shows no number of a person anywhere', async () => {
    const source = await sampleBook(language);
    const book = { ...source, policies: { standard: { ...must(source.policies.standard), contacts: ['hotline'] } } };
    const house = await open({ book: book as BookSource });
    await house.forge('engineer1', SHARED, 'channel.joined', {});
    await reportSevere(house);
    await house.forward({ hours: 3 });
    for (const words of ['/desk who', '/desk help', '/desk oncall', '/desk show T-1', '/desk why T-1', '/desk log T-1'])
      expect(wordsOf((await house.say(REPORTER, SHARED, words)).card), words).not.toMatch(/138-0000/);
    const channel = [...house.seen(SHARED).cards.map(wordsOf), ...house.seen(SHARED).lines].join('\n');
    expect(channel).toContain(HOTLINE);
    expect(channel).not.toMatch(/138-0000/);
  });

  it('B4: a stranger reads no number, staff read everyone with those on duty first', async () => {
    const house = await open();
    expect((await house.say('stranger', '@stranger', '/desk who')).refused).toBe('ticket.customer-unknown');
    expect(wordsOf((await house.say('stranger', '@stranger', '/desk help')).card)).not.toMatch(/138-0000|400-000/);
    const said = wordsOf((await house.say('engineer2', 'team', '/desk who')).card);
    for (const { phone } of Object.values(house.book.people)) expect(said).toContain(phone);
    expect(said).toContain(`${ON_DUTY} · ${t(language, 'contact.on-duty')}`);
    expect(said.indexOf(ON_DUTY)).toBeLessThan(said.indexOf('138-0000-0002'));
  });

  it("B4: the pinned card of a customer's channel says whom to call, and follows the bell", async () => {
    const house = await open({
      at: Date.parse('2026-10-05T08:50:00+08:00'),
      book: withRival(await sampleBook(language)),
    });
    await house.forge('engineer1', SHARED, 'channel.joined', {});
    const card = () => wordsOf(house.seen(SHARED).cards[0]);
    for (const number of [HOTLINE, ON_DUTY, ...LADDER]) expect(card()).toContain(number);
    await house.forward({ minutes: 15 });
    expect(card(), 'the handoff at nine').toContain('138-0000-0002');
    expect(card()).not.toContain(ON_DUTY);
    expect(house.seen('customer-rival').cards, 'a channel without the card gets none').toEqual([]);
    await house.say('engineer2', 'team', '/desk swap primary 2026-10-05T09:00 2026-10-05T18:00 senior');
    await house.press('senior', '@senior', 'cover.take');
    expect(card(), 'a swap').toContain('138-0000-0004');
    expect(house.seen(SHARED).cards).toHaveLength(1);
  });

  it('D18: an overdue ticket says whom to call: our side the assignee and the manager, the customer the manager', async () => {
    const house = await open();
    await reportSevere(house);
    await house.forward({ minutes: 15 });
    const ping = house.seen('@manager1').cards[0];
    expect(wordsOf(ping)).toContain(ON_DUTY);
    expect(wordsOf(ping), 'no one calls themselves').not.toContain(LADDER[0]);
    for (const shown of [house.seen('escalation').cards[0], house.seen('team').cards[0]]) {
      expect(wordsOf(shown)).toContain(t(language, 'card.field.call'));
      for (const number of [ON_DUTY, LADDER[0]]) expect(wordsOf(shown)).toContain(number);
    }
    const theirs = wordsOf(house.seen(SHARED).cards[0]);
    for (const number of [HOTLINE, LADDER[0]]) expect(theirs).toContain(number);
    expect(theirs).not.toContain(ON_DUTY);
    await house.say('engineer1', 'team', '/desk ack T-1');
    for (const channel of ['team', '@manager1'])
      expect(wordsOf(house.seen(channel).cards[0]), 'met late').not.toContain(t(language, 'card.field.call'));
  });

  it('B4: what else is overdue says whom to call as well: papers, the call after a fix, parts', async () => {
    const house = await open();
    await reportSevere(house);
    await house.say('engineer1', 'team', '/desk ack T-1');
    await house.forge('engineer1', 'team', 'part.request', { ticket: 'T-1', text: 'power supply' });
    const call = (channel: string, kind: string) =>
      wordsOf(house.seen(channel).messages.find(({ about }) => about?.kind === kind)?.card);
    await house.forward({ hours: 5 });
    expect(call('escalation', 'part.overdue')).toContain(ON_DUTY);
    await house.say('engineer1', 'team', '/desk resolve T-1 new power supply');
    await house.forward({ days: 3 });
    expect(call('escalation', 'paper.overdue'), 'the engineer who owes it').toContain(ON_DUTY);
    expect(call('@coordinator', 'followup.overdue'), 'the service desk, who call').toContain(HOTLINE);
    for (const [channel, kind] of [
      ['escalation', 'paper.overdue'],
      ['@coordinator', 'followup.overdue'],
    ] as const)
      expect(call(channel, kind)).toContain(t(language, 'card.field.call'));
  });

  it('D18: a late complaint tells the customer whom to turn to, with the number', async () => {
    const house = await open();
    const { form } = await house.say(REPORTER, SHARED, '/complaint');
    await house.submit(REPORTER, SHARED, must(form), { text: 'no one answers', answerIn: 'channel' });
    await house.forward({ hours: 3 });
    const told = [...house.seen(SHARED).cards, ...house.seen(`@${REPORTER}`).cards].map(wordsOf).join('\n');
    expect(told).toContain(LADDER[1]);
  });
});
