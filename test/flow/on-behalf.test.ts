import { expect, it } from 'vitest';
import type { Form } from '../../src/chat/form.ts';
import { personName } from '../../src/desk/person/person.ts';
import { t } from '../../src/i18n/i18n.ts';
import { HOUR, MINUTE } from '../../src/lib/instant.ts';
import type { Args, Told } from '../support/asking.ts';
import { callerBook } from '../support/caller-book.ts';
import { clocksOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, readAs, SHARED } from '../support/report.ts';

const ZHAO = { contact: 'Ms Zhao', phone: '138 0000 1111' };

function formOf({ form, refused }: Told): Form {
  if (!form) throw new Error(`no form, refused: ${refused}`);
  return form;
}

/** What stands in the fields of a form before it is filled in. */
function initials({ fields }: Form): Args {
  return Object.fromEntries(fields.map(({ name, initial }) => [name, initial]));
}

eachHouse((open, language) => {
  const openHouse = async () => open({ book: await callerBook(language) });

  /** Fills in what stands in the form already, and `more`, and sends it. */
  function send(house: TestHouse, form: Form, more: Args = {}): Promise<Told> {
    return house.submit('desk', 'team', form, { ...initials(form), ...more });
  }

  /** Both sendings of the second form: the deadlines are looked at and taken as they are. */
  async function report(house: TestHouse, more: Args): Promise<Told> {
    const form = formOf(await house.say('desk', SHARED, '/fault'));
    const shown = formOf(await house.submit('desk', SHARED, form, { ...initials(form), ...more }));
    return house.submit('desk', SHARED, shown, { ...initials(shown) });
  }

  it('a phone report with device and outage: preview, then the ticket in the customer’s channel, and a callback that is owed', async () => {
    const house = await openHouse();
    const first = formOf(await house.say('desk', 'team', '/fault'));
    expect(first.fields.map(({ name }) => name)).toEqual(['caller', 'customer']);
    const second = formOf(await send(house, first, { caller: 'Ms Zhao 138 0000 1111', customer: 'sample' }));
    expect(initials(second)).toMatchObject({ ...ZHAO, way: 'phone', kind: 'fault', text: '' });
    const devices = second.fields.flatMap((field) =>
      field.name === 'device' && field.kind === 'choice' ? field.options : [],
    );
    expect(devices.map(({ value }) => value)).toEqual(['device1', 'router']);

    const typed = {
      text: 'core switch down',
      device: 'device1',
      outageSince: new Date(house.now() - 2 * HOUR).toISOString(),
      affectedPercent: '40',
      callback: '30',
    };
    const shown = formOf(await send(house, second, typed));
    expect(initials(shown)).toMatchObject({ ...ZHAO, ...typed });
    expect(shown.intro).toContain(
      t(language, 'behalf.level.proposed', { level: language === 'en' ? 'Severe' : '严重故障' }),
    );
    expect(shown.intro).toContain(`${t(language, 'metric.respond')} ${readAs(language, '10:20')}`);
    expect(house.seen(SHARED).cards, 'nothing is reported by looking').toEqual([]);

    const { text } = await send(house, shown);
    expect(text).toContain('T-1');
    const by = personName(house.book.people, 'desk', language);
    const [theirs, ours] = [house.seen(SHARED), house.seen('team')];
    const who = t(language, 'told.caller', { name: 'Ms Zhao', number: '138 **** 1111' });
    const assignee = personName(house.book.people, 'engineer1', language);
    for (const { lines } of [theirs, ours])
      expect(lines).toContain(t(language, 'line.ticket.opened.phone', { who, by, assignee }));
    const told = (caller: string) => t(language, 'told.card', { who: caller, way: t(language, 'way.phone'), by });
    expect(wordsOf(theirs.cards[0])).toContain(told(who));
    expect(wordsOf(theirs.cards[0]), 'the number is for the team').not.toContain('138 0000 1111');
    expect(wordsOf(ours.cards[0])).toContain(
      told(t(language, 'told.caller', { name: 'Ms Zhao', number: '138 0000 1111' })),
    );
    expect(wordsOf(ours.cards[0])).toContain(t(language, 'card.call-until', { at: readAs(language, '10:40') }));
    expect(wordsOf(theirs.cards[0])).toContain('SN-D-0001');
    expect(clocksOn(theirs.cards[0])[0]).toMatchObject({ when: readAs(language, '10:20'), state: 'running' });
    expect(ours.mentions).toContain('engineer1');
    const log = await house.say(REPORTER, SHARED, '/desk log T-1');
    expect(wordsOf(log.card)).toContain(t(language, 'line.ticket.opened.phone', { who, by, assignee }));
    expect((await house.press('desk', 'team', 'ticket.called-back')).refused).toBeUndefined();
  });

  it('a number or a name that is known brings customer, site and contact', async () => {
    const house = await openHouse();
    await report(house, { ...ZHAO, text: 'router restarts', device: 'router' });
    const again = formOf(await house.say('engineer1', 'team', '/desk report-for +86-13800001111'));
    expect(again.args.customer).toBe('sample');
    expect(initials(again)).toMatchObject({ contact: 'Ms Zhao', phone: '+86-13800001111', site: 'branch' });
    const byName = formOf(await house.say('engineer1', 'team', '/desk 代报障 ms zhao'));
    expect(initials(byName)).toMatchObject({ contact: 'ms zhao', phone: '138 0000 1111', site: 'branch' });
    const byBook = formOf(await house.say('engineer1', 'team', '/desk report-for 139-0000-2222'));
    expect(byBook.args.customer).toBe('sample');
    expect(['周蕾', 'Zhou Lei']).toContain(initials(byBook).contact);
  });

  it('an unknown caller, or one of two customers, is asked about, and the form keeps what was typed', async () => {
    const house = await openHouse();
    const asked = formOf(await house.say('desk', 'team', '/desk report-for 010-5555 6666'));
    expect(asked.intro).toBe(t(language, 'ticket.caller-unknown'));
    expect(initials(asked).caller).toBe('010-5555 6666');
    expect((await send(house, asked)).refused).toBe('ticket.caller-unknown');
    const nothing = formOf(await house.say('desk', 'team', '/fault'));
    expect((await send(house, nothing)).refused).toBe('input.missing');
    // Both customers have a person of this name in the book.
    const { refused } = await send(house, nothing, { caller: language === 'en' ? 'Chen Jing' : '陈静' });
    expect(refused).toBe('ticket.caller-of-several');
  });

  it('words of staff outside a customer’s channel begin the form', async () => {
    const house = await openHouse();
    const first = formOf(await house.say('desk', 'team', '/fault printer on fire\nsecond floor'));
    expect(initials(first).text).toBe('printer on fire\nsecond floor');
    const second = formOf(await send(house, first, { customer: 'rival' }));
    expect(initials(second).text).toBe('printer on fire\nsecond floor');
    const shown = formOf(await send(house, second));
    expect((await send(house, shown)).text).toContain('T-1');
    expect(house.seen('customer-rival').cards[0]?.title).toBe('T-1 · printer on fire');
    expect(house.seen(SHARED).cards).toEqual([]);
  });

  it('where there is one customer the first form falls away, and the words stand in the second', async () => {
    const house = await open({});
    const form = formOf(await house.say('desk', 'team', '/fault printer on fire'));
    expect(initials(form)).toMatchObject({ text: 'printer on fire', way: 'phone' });
    expect(house.seen('team').cards).toEqual([]);
  });

  it('in a customer’s own channel the first form falls away; staff’s words there report at once, as before', async () => {
    const house = await openHouse();
    const form = formOf(await house.say('desk', SHARED, '/fault'));
    expect(form.args).toMatchObject({ stage: 'report', customer: 'sample' });
    expect((await house.say('desk', SHARED, '/fault slow printer')).text).toContain('T-1');
    expect(house.seen('customer-rival').cards).toEqual([]);
  });

  it('the clocks begin with the call; what is late by then is seen before, and told once', async () => {
    const house = await openHouse();
    const calledAt = new Date(house.now() - 2 * HOUR).toISOString();
    const form = formOf(await house.say('desk', SHARED, '/fault'));
    const shown = formOf(
      await house.submit('desk', SHARED, form, { ...initials(form), ...ZHAO, text: 'no answer at noon', calledAt }),
    );
    const late = `${t(language, 'metric.respond')} ${readAs(language, '09:10')}${t(language, 'preview.late')}`;
    expect(shown.intro).toContain(late);
    await house.submit('desk', SHARED, shown, initials(shown));
    const [card] = house.seen('team').cards;
    expect(clocksOn(card)[0]).toMatchObject({ when: readAs(language, '09:10'), state: 'breached' });
    expect(wordsOf(card)).toContain(t(language, 'card.note.late-told'));
    const breaches = () => house.seen('escalation').messages.filter(({ about }) => about?.kind === 'sla.breached');
    expect(breaches()).toHaveLength(1);
    await house.forward({ minutes: 20 });
    expect(breaches()).toHaveLength(1);
  });

  it.each<[string, Args, string]>([
    ['a call in the future', { calledAt: '2026-09-28T10:11' }, 'ticket.call-in-future'],
    ['a call the day before yesterday', { calledAt: '2026-09-27T10:09' }, 'ticket.call-too-old'],
    ['a time that is none', { calledAt: 'sometime' }, 'input.not-an-instant'],
    ['a callback without a number', { phone: '', callback: 'open' }, 'ticket.callback-needs-number'],
    ['a way that is none', { way: 'pigeon' }, 'input.not-understood'],
    ['a device of another customer', { device: 'none-such' }, 'input.not-understood'],
    ['a percentage that is none', { affectedPercent: 'many', outageSince: '2026-09-28T09:00' }, 'input.not-understood'],
    ['an outage in the future', { outageSince: '2026-09-28T11:00' }, 'ticket.outage-in-future'],
    ['no words', { text: ' ' }, 'input.missing'],
  ])('%s is refused beside its field and reports nothing', async (_what, wrong, code) => {
    const house = await openHouse();
    const form = formOf(await house.say('desk', SHARED, '/fault'));
    const values = { ...initials(form), ...ZHAO, text: 'core switch down', ...wrong };
    expect((await house.submit('desk', SHARED, form, values)).refused).toBe(code);
    expect(house.seen('team').cards).toEqual([]);
  });

  it('a number that was typed behind the name is a number, and is not shown to the customer’s channel', async () => {
    const house = await openHouse();
    await report(house, { contact: 'Ms Zhao, 138 0000 1111', text: 'core switch down', callback: 'open' });
    const who = t(language, 'told.caller', { name: 'Ms Zhao', number: '138 **** 1111' });
    expect(wordsOf(house.seen(SHARED).cards[0])).toContain(who);
    const { cards, lines } = house.seen(SHARED);
    expect([...cards.map(wordsOf), ...lines].join('\n')).not.toContain('138 0000 1111');
  });

  it('D1: a level below that of the outage is not what counts, and the form says so before', async () => {
    const house = await openHouse();
    const form = formOf(await house.say('desk', SHARED, '/fault'));
    const outageSince = new Date(house.now() - 5 * MINUTE).toISOString();
    const values = { ...initials(form), ...ZHAO, text: 'core switch down', level: 'general', outageSince };
    const shown = formOf(await house.submit('desk', SHARED, form, values));
    expect(shown.intro).toContain(
      t(language, 'behalf.level.proposed', { level: language === 'en' ? 'Severe' : '严重故障' }),
    );
  });

  it('a form that was changed after its deadlines were shown shows them again before it counts', async () => {
    const house = await openHouse();
    const form = formOf(await house.say('desk', SHARED, '/fault'));
    const values = { ...initials(form), ...ZHAO, text: 'core switch down' };
    const shown = formOf(await house.submit('desk', SHARED, form, values));
    const again = formOf(await house.submit('desk', SHARED, shown, { ...values, level: 'major' }));
    expect(again.intro).toContain(
      t(language, 'behalf.level.chosen', { level: language === 'en' ? 'Major' : '重大故障' }),
    );
    expect(again.intro).toContain(readAs(language, '10:15'));
    expect((await house.submit('desk', SHARED, again, initials(again))).text).toContain('T-1');
  });

  it('customers cannot report on behalf of anyone, and the button stands on the home page of staff alone', async () => {
    const house = await openHouse();
    const forged = await house.forge(REPORTER, SHARED, 'ticket.report-for', { stage: 'report', customer: 'rival' });
    expect(forged.refused).toBe('command.staff-only');
    const stage = { stage: 'report', customer: 'rival', text: 'forged', way: 'phone', contact: 'x', seen: '' };
    await house.forge(REPORTER, SHARED, 'ticket.report', stage);
    expect(house.seen('customer-rival').cards).toEqual([]);
    expect(wordsOf(house.seen('team').cards[0])).not.toContain(t(language, 'card.field.told'));
    const label = t(language, 'button.report-for');
    const home = async (person: string) => (await house.forge(person, `@${person}`, 'desk.home', {})).card;
    expect(wordsOf(await home('desk'))).toContain(label);
    expect(wordsOf(await home(REPORTER))).not.toContain(label);
    const card = await home('desk');
    const pressed = await house.press('desk', '@desk', 'ticket.report', card ? { on: card } : {});
    expect(formOf(pressed).fields[0]?.name).toBe('caller');
  });

  it('the device is corrected later: what it moves is shown first, both sides read it, the clocks follow', async () => {
    const house = await openHouse();
    const outageSince = new Date(house.now() - 2 * HOUR).toISOString();
    await report(house, { ...ZHAO, text: 'all down', outageSince, affectedPercent: '40' });
    await house.say('engineer1', 'team', '/desk dispatch T-1');
    const onSite = () =>
      clocksOn(house.seen('team').cards[0]).find(({ label }) => label === t(language, 'metric.on-site'));
    expect(onSite()?.when).toBe(readAs(language, '10:40'));

    const form = formOf(await house.press('engineer1', 'team', 'ticket.correct'));
    expect(initials(form)).toEqual({ device: '', site: 'main', contact: 'Ms Zhao 138 0000 1111' });
    const { card } = await house.submit('engineer1', 'team', form, { ...initials(form), device: 'router' });
    expect(wordsOf(card)).toContain(readAs(language, '13:10'));
    expect(wordsOf(card)).toContain(t(language, 'card.billable'));
    expect(wordsOf(house.seen('team').cards[0]), 'looking changes nothing').not.toContain('SN-BRANCH');
    await house.press('engineer1', 'team', 'ticket.correct', card ? { on: card } : {});

    const by = personName(house.book.people, 'engineer1', language);
    for (const channel of ['team', SHARED]) {
      const { cards, lines } = house.seen(channel);
      expect(wordsOf(cards[0])).toContain('SN-BRANCH');
      expect(wordsOf(cards[0])).toContain(t(language, 'card.billable'));
      const line = lines.find((each) => each.startsWith(`${by}`) && each.includes('SN-BRANCH')) ?? '';
      expect(line).toContain(t(language, 'corrected.nothing'));
      expect(line).toContain(language === 'en' ? 'Branch site' : '分部机房');
    }
    expect(onSite()?.when).toBe(readAs(language, '13:10'));
    await house.forward({ minutes: 40 });
    expect(onSite(), 'the old deadline has passed').toMatchObject({
      when: readAs(language, '13:10'),
      state: 'running',
    });
  });

  it('a correction that makes a promise late says so, and breaks it once', async () => {
    const house = await openHouse();
    const outageSince = new Date(house.now() - 2 * HOUR).toISOString();
    await report(house, { ...ZHAO, text: 'all down', outageSince, affectedPercent: '40', device: 'router' });
    await house.say('engineer1', 'team', '/desk dispatch T-1');
    await house.press('engineer1', 'team', 'ticket.acknowledge');
    await house.forward({ minutes: 50 });
    const { card } = await house.forge('engineer1', 'team', 'ticket.correct', { ticket: 'T-1', device: 'device1' });
    expect(wordsOf(card)).toContain(t(language, 'preview.late').trim());
    await house.press('engineer1', 'team', 'ticket.correct', card ? { on: card } : {});
    expect(wordsOf(house.seen('team').cards[0])).toContain(t(language, 'card.note.late-correction'));
    const breaches = () => house.seen('escalation').messages.filter(({ about }) => about?.kind === 'sla.breached');
    const count = breaches().length;
    await house.forward({ minutes: 1 });
    expect(breaches()).toHaveLength(count);
  });

  it('the contact is corrected by the customer too, and nothing else is', async () => {
    const house = await openHouse();
    await report(house, { ...ZHAO, text: 'core switch down', device: 'device1' });
    const form = formOf(await house.say(REPORTER, SHARED, '更正 T-1'));
    expect(form.fields.map(({ name }) => name)).toEqual(['contact']);
    await house.submit(REPORTER, SHARED, form, { contact: 'Mr Sun 137 0000 3333' });
    expect(wordsOf(house.seen('team').cards[0])).toContain('Mr Sun 137 0000 3333');
    expect(house.seen(SHARED).lines.join('\n')).not.toContain('137 0000 3333');
    const forged = await house.forge(REPORTER, SHARED, 'ticket.correct', {
      ticket: 'T-1',
      device: 'router',
      sure: 'yes',
    });
    expect(forged.refused).toBe('ticket.staff-only');
  });

  it.each<[string, Args, string]>([
    ['what it says already', { device: 'device1', site: 'main' }, 'ticket.nothing-corrected'],
    ['a device that is none', { device: 'device9' }, 'input.not-understood'],
    ['a site where the device is not', { device: 'device1', site: 'branch' }, 'ticket.device-elsewhere'],
  ])('a correction to %s is refused', async (_what, wrong, code) => {
    const house = await openHouse();
    await report(house, { ...ZHAO, text: 'core switch down', device: 'device1' });
    const form = formOf(await house.press('desk', 'team', 'ticket.correct'));
    expect((await house.submit('desk', 'team', form, { ...initials(form), ...wrong })).refused).toBe(code);
  });

  it('a device can be taken away, and the site then chosen', async () => {
    const house = await openHouse();
    await report(house, { ...ZHAO, text: 'core switch down', device: 'device1' });
    const form = formOf(await house.press('desk', 'team', 'ticket.correct'));
    const moved = await house.submit('desk', 'team', form, { ...initials(form), device: '-', site: 'branch' });
    expect(wordsOf(moved.card), 'no device there is under warranty').toContain(t(language, 'card.billable'));
    await house.press('desk', 'team', 'ticket.correct', moved.card ? { on: moved.card } : {});
    const { card } = await house.forge('desk', 'team', 'ticket.show', { ticket: 'T-1' });
    expect(wordsOf(card)).not.toContain('SN-D-0001');
    expect(wordsOf(card)).toContain(language === 'en' ? 'Branch site' : '分部机房');
  });

  it('a callback that was promised until a time is on the team’s card; the coordinator hears when it was not made', async () => {
    const house = await openHouse();
    await report(house, { ...ZHAO, text: 'which port?', kind: 'question', callback: '60' });
    const due = house.now() + 60 * MINUTE;
    const until = t(language, 'card.call-until', { at: readAs(language, due) });
    expect(wordsOf(house.seen('team').cards[0])).toContain(until);
    expect(wordsOf(house.seen(SHARED).cards[0])).not.toContain(until);
    const asked = t(language, 'line.callback.due', { due: readAs(language, due) });
    expect(house.seen('@engineer1').cards.filter((card) => wordsOf(card).includes(asked))).toHaveLength(1);
    const line = t(language, 'line.callback.overdue', { due: readAs(language, due) });
    const told = (person: string) => house.seen(`@${person}`).cards.filter((card) => wordsOf(card).includes(line));
    await house.forward({ minutes: 59 });
    expect(told('coordinator')).toEqual([]);
    await house.forward({ minutes: 1 });
    expect([told('coordinator').length, told('engineer1').length]).toEqual([1, 1]);
    await house.forward({ hours: 3 });
    expect(told('coordinator')).toHaveLength(1);
    await house.press('desk', 'team', 'ticket.called-back');
    expect(wordsOf(house.seen('team').cards[0])).not.toContain(until);
    expect(told('coordinator'), 'the message says that the call was made').toEqual([]);
    expect(wordsOf(house.seen('@coordinator').cards.at(-1))).toContain(t(language, 'ping.callback.made.text'));
  });

  it('a callback that was made in time is not reminded of', async () => {
    const house = await openHouse();
    await report(house, { ...ZHAO, text: 'which port?', kind: 'question', callback: '30' });
    const line = t(language, 'line.callback.overdue', { due: readAs(language, house.now() + 30 * MINUTE) });
    await house.press('desk', 'team', 'ticket.called-back');
    await house.forward({ hours: 2 });
    for (const person of ['@engineer1', '@coordinator'])
      expect(house.seen(person).cards.map(wordsOf).join(), person).not.toContain(line);
  });
});
