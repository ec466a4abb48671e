import { expect, it } from 'vitest';
import type { ChatMessage } from '../../src/chat/event.ts';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, clocksOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, readAs, reportSevere, SHARED } from '../support/report.ts';

const COLLEAGUE = 'customer-sample-2';

/** The card of a ticket in a channel, as it stands now. */
function cardOf(house: TestHouse, channel: string, title: string) {
  const found = house.seen(channel).cards.find((card) => card.title.startsWith(`${title} `));
  if (!found) throw new Error(`no card of ${title} in ${channel}`);
  return found;
}

/** The thread of a ticket's card in a channel, as a message in it names it. */
function threadOf(house: TestHouse, channel: string, title: string) {
  const found = house.seen(channel).messages.find(({ card }) => card?.title.startsWith(`${title} `));
  if (!found) throw new Error(`no card of ${title} in ${channel}`);
  return { message: { threadId: found.thread || found.id, link: '', files: [] } satisfies ChatMessage };
}

/** The lines in the thread of a ticket. */
function linesIn(house: TestHouse, channel: string, title: string): readonly string[] {
  const { threadId } = threadOf(house, channel, title).message;
  return house
    .seen(channel)
    .messages.filter(({ thread, id }) => thread === threadId || id === threadId)
    .map(({ line }) => line);
}

eachHouse((open, language) => {
  const other = (key: Parameters<typeof t>[1], ticket: string) => t(language, key, { other: ticket });

  it('the reporter withdraws a slip alone in the first minutes: the engineer is told, and no promise runs on', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    house.wait({ minutes: 9 });
    const { form } = await house.press(REPORTER, SHARED, 'ticket.withdraw');
    const done = await house.submit(REPORTER, SHARED, must(form), { text: 'it was the wrong room' });
    expect(done.refused).toBeUndefined();
    for (const channel of [SHARED, 'team']) {
      const card = cardOf(house, channel, 'T-1');
      expect(card.badges.map(({ text }) => text)).toEqual([t(language, 'card.taken-back.withdrawn')]);
      expect(wordsOf(card)).toContain('it was the wrong room');
      expect(wordsOf(card)).toContain(REPORTER);
      expect(clocksOn(card)).toEqual([]);
    }
    expect(house.seen('team').messages.at(-1)?.mentions).toEqual(house.seen('team').messages.at(0)?.mentions);
    await house.forward({ days: 3 });
    expect(house.seen('escalation').messages).toEqual([]);
    expect(house.seen('@engineer1').messages).toEqual([]);
    const list = await house.say('engineer1', 'team', '/desk open');
    expect(wordsOf(list.card)).toContain(t(language, 'list.empty'));
    const log = await house.say('engineer1', 'team', '/desk log T-1');
    expect(wordsOf(log.card)).toContain('it was the wrong room');
    expect((await house.say(REPORTER, SHARED, '/desk show T-1')).card?.title).toContain('core switch down');
    for (const words of ['ack T-1', 'resolve T-1', 'withdraw T-1 so', 'update T-1 so'])
      expect((await house.say('engineer1', 'team', `/desk ${words}`)).refused, words).toBe('ticket.already-withdrawn');
  });

  it('later, and by a colleague at any time, it is a wish that the team reads; a withdrawal by staff settles it', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    const asked = await house.say(COLLEAGUE, SHARED, '/desk withdraw T-1 we pulled the plug');
    expect(asked.text).toBe(t(language, 'reply.withdraw-asked', { ticket: 'T-1' }));
    expect(house.seen('team').lines.at(-1)).toContain('we pulled the plug');
    const card = cardOf(house, 'team', 'T-1');
    expect(wordsOf(card)).toContain(t(language, 'card.field.withdraw-wish'));
    expect(clocksOn(card)).not.toEqual([]);
    expect((await house.say(COLLEAGUE, SHARED, '/desk withdraw T-1')).refused).toBe('ticket.withdraw-asked');
    expect(buttonsOn(cardOf(house, SHARED, 'T-1')).map(({ command }) => command)).not.toContain('ticket.withdraw');

    expect((await house.say('engineer1', 'team', '/desk withdraw T-1')).form?.fields).toMatchObject([
      { name: 'text', required: true, initial: 'we pulled the plug' },
    ]);
    const settled = await house.say('engineer1', 'team', '/desk 撤回 T-1 agreed on the phone');
    expect(settled.refused).toBeUndefined();
    expect(house.seen(SHARED).lines.at(-1)).toContain('agreed on the phone');
    expect(wordsOf(cardOf(house, 'team', 'T-1'))).not.toContain(t(language, 'card.field.withdraw-wish'));
  });

  it('the reporter, too, only asks after ten minutes', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.forward({ minutes: 11 });
    const asked = await house.say(REPORTER, SHARED, '/desk 撤销 T-1');
    expect(asked.text).toBe(t(language, 'reply.withdraw-asked', { ticket: 'T-1' }));
    expect(wordsOf(cardOf(house, SHARED, 'T-1'))).not.toContain(t(language, 'card.taken-back.withdrawn'));
  });

  it('a ping that went out says that nothing is owed any more', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.forward({ minutes: 70 });
    expect(house.seen('escalation').cards).toHaveLength(1);
    await house.say('engineer1', 'team', '/desk withdraw T-1 a drill');
    // The engineer was warned first, and told when the promise broke.
    for (const [channel, pings] of [
      ['escalation', 1],
      ['@manager1', 1],
      ['@engineer1', 2],
    ] as const)
      expect(house.seen(channel).cards.map(({ badges }) => badges.map(({ text }) => text))).toEqual(
        Array.from({ length: pings }, () => [t(language, 'card.taken-back.withdrawn')]),
      );
    await house.forward({ days: 2 });
    expect(house.seen('escalation').messages).toHaveLength(1);
  });

  it('a duplicate ends in favour of the other ticket, and both sides are told where the work goes on', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say(COLLEAGUE, SHARED, '/fault no network');
    await house.say(COLLEAGUE, SHARED, '/fault network is gone');
    const told = await house.say('engineer1', 'team', '/desk duplicate T-2 of T-1');
    expect(told.text).toBe(t(language, 'reply.duplicate', { ticket: 'T-2', other: 'T-1' }));
    expect(linesIn(house, SHARED, 'T-2').at(-1)).toContain('T-1');
    expect(linesIn(house, 'team', 'T-1').at(-1)).toContain('T-2');
    const card = cardOf(house, SHARED, 'T-2');
    expect(card.badges.map(({ text }) => text)).toEqual([other('card.taken-back.duplicate', 'T-1')]);
    const [show] = buttonsOn(card);
    expect(show).toMatchObject({ command: 'ticket.show', args: { ticket: 'T-1' } });

    // A duplicate of a duplicate belongs to the ticket in which the work goes on.
    await house.say('engineer1', 'team', '/desk 重复 T-3 T-2');
    expect(cardOf(house, 'team', 'T-3').badges.map(({ text }) => text)).toEqual([
      other('card.taken-back.duplicate', 'T-1'),
    ]);
    const late = await house.say(COLLEAGUE, SHARED, '/desk update T-2 third floor');
    expect(late.text).toBe(t(language, 'ticket.goes-on', { other: 'T-1' }));
    await house.forward({ days: 1 });
    const breached = house.seen('escalation').cards.map(({ title }) => title.split(' ')[0]);
    expect(new Set(breached)).toEqual(new Set(['T-1']));
  });

  it('in its own thread a duplicate needs only the number of the other; later words there belong to the other', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say(COLLEAGUE, SHARED, '/fault no network');
    expect((await house.say('engineer1', 'team', 'duplicate T-1', threadOf(house, 'team', 'T-2'))).refused).toBe(
      undefined,
    );
    await house.say(COLLEAGUE, SHARED, 'update the third floor as well', threadOf(house, SHARED, 'T-2'));
    expect(linesIn(house, 'team', 'T-1').at(-1)).toContain('the third floor as well');
    const back = await house.say('engineer1', 'team', 'reopen T-2 they differ', threadOf(house, 'team', 'T-2'));
    expect(back.refused).toBeUndefined();
    await house.say(COLLEAGUE, SHARED, 'update and the fourth', threadOf(house, SHARED, 'T-2'));
    expect(linesIn(house, 'team', 'T-2').at(-1)).toContain('and the fourth');
  });

  it('what cannot be joined is refused, and nothing has changed', async () => {
    const house = await open();
    for (const text of ['core switch down', 'no network', 'dark video wall'])
      await house.say(REPORTER, SHARED, `/fault ${text}`);
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'which port?', kind: 'question' });
    await house.say('engineer1', 'team', '/desk withdraw T-3 a drill');
    await house.say('engineer1', 'team', '/desk duplicate T-2 T-1');
    const refused = async (words: string) => (await house.say('engineer1', 'team', `/desk ${words}`)).refused;
    expect(await refused('duplicate T-1 T-1')).toBe('ticket.join-itself');
    expect(await refused('duplicate T-1 T-2')).toBe('ticket.join-itself');
    expect(await refused('duplicate T-1 T-3')).toBe('ticket.join-withdrawn');
    expect(await refused('duplicate T-1 T-99')).toBe('ticket.not-found');
    expect(await refused('duplicate T-1 the other one')).toBe('input.not-understood');
    expect(await refused('duplicate T-3 T-1')).toBe('ticket.already-withdrawn');
    expect(await refused('duplicate T-2 T-4')).toBe('ticket.goes-on');
    expect(await refused('merge T-4 into T-1')).toBe('ticket.merge-kinds');
    await house.say('engineer1', 'team', '/desk resolve T-1');
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    await house.say(REPORTER, SHARED, '/fault once more');
    expect(await refused('merge T-5 into T-1')).toBe('ticket.merge-closed');
    expect((await house.forge(REPORTER, SHARED, 'ticket.merge', { ticket: 'T-5', other: 'T-4' })).refused).toBe(
      'command.staff-only',
    );
    expect(cardOf(house, 'team', 'T-5').badges.map(({ text }) => text)).not.toContain(
      other('card.taken-back.merged', 'T-1'),
    );
  });

  it('a merge shows first what it does; then words go over, and an earlier report may make a promise late', async () => {
    const house = await open();
    await reportSevere(house, 'no network');
    await house.say(REPORTER, SHARED, '/desk update T-1 third floor only');
    await house.say('engineer1', 'team', '/desk update T-1 they sound angry');
    await house.forward({ minutes: 9 });
    await house.say('engineer1', 'team', '/desk ack T-1');
    await house.forward({ minutes: 56 });
    await reportSevere(house, 'core switch down');
    const escalated = house.seen('escalation').messages.length;
    expect(escalated).toBe(1);

    const { card } = await house.say('engineer1', 'team', '/desk merge T-1 into T-2');
    const preview = wordsOf(must(card));
    // Workaround: 60 minutes. T-1 was reported 10:10, T-2 11:15.
    for (const time of ['12:15', '11:10']) expect(preview).toContain(readAs(language, time));
    for (const key of ['preview.late', 'preview.kept'] as const) expect(preview).toContain(t(language, key).trim());
    expect(cardOf(house, 'team', 'T-1').badges.map(({ text }) => text)).not.toContain(
      other('card.taken-back.merged', 'T-2'),
    );
    const done = await house.press('engineer1', 'team', 'ticket.merge', { on: must(card) });
    expect(done.text).toBe(t(language, 'reply.merge', { ticket: 'T-1', other: 'T-2' }));

    expect(cardOf(house, SHARED, 'T-1').badges.map(({ text }) => text)).toEqual([
      other('card.taken-back.merged', 'T-2'),
    ]);
    const late = house.seen('escalation').messages.slice(escalated);
    expect(late.map(({ about }) => about?.fields)).toMatchObject([{ metric: 'workaround', late: 'merge' }]);
    const clocks = clocksOn(cardOf(house, 'team', 'T-2'));
    expect(clocks.find(({ note }) => note.includes(t(language, 'card.note.late-merge')))?.when).toBe(
      readAs(language, '11:10'),
    );
    expect(wordsOf(house.seen('escalation').cards[0])).toContain(
      t(language, 'ping.withdrawn.goes-on', { other: 'T-2' }),
    );
    // The response to T-1 was one to the same trouble.
    expect(clocks[0]).toMatchObject({ state: 'met', when: readAs(language, '10:20') });
    const log = wordsOf((await house.say('engineer1', 'team', '/desk log T-2')).card);
    for (const words of ['T-1', 'no network', 'third floor only', 'they sound angry']) expect(log).toContain(words);
    const theirs = wordsOf((await house.say(REPORTER, SHARED, '/desk log T-2')).card);
    expect(theirs).toContain('third floor only');
    expect(theirs).not.toContain('they sound angry');
    await house.say(REPORTER, SHARED, 'update still dark', threadOf(house, SHARED, 'T-1'));
    expect(linesIn(house, 'team', 'T-2').at(-1)).toContain('still dark');
  });

  it('files of the report and a call that is owed go over', async () => {
    const house = await open();
    const file = { name: 'rack.jpg', link: 'https://chat.example/rack.jpg' };
    const message = { threadId: 'theirs', link: '', files: [file] };
    await house.say(REPORTER, SHARED, '/fault fan is loud', { message });
    await house.say(REPORTER, SHARED, '/fault fan is dead');
    await house.say(REPORTER, SHARED, '/fault fan again');
    await house.say('desk', 'team', '/desk callback T-1 010-1 Ms Zhou');
    await house.say('desk', 'team', '/desk callback T-3 010-3 Ms Hu');
    const { card } = await house.say('engineer1', 'team', '/desk merge T-1 T-2');
    expect(wordsOf(must(card))).toContain(t(language, 'preview.merge.goes-over', { words: 1, files: 1, people: 1 }));
    // Both were reported at the same instant.
    const moves = t(language, 'preview.nothing');
    expect(wordsOf(must(card))).toContain(t(language, 'preview.merge.moves', { other: 'T-2', moves }));
    await house.press('engineer1', 'team', 'ticket.merge', { on: must(card) });
    const survivor = () => wordsOf(cardOf(house, 'team', 'T-2'));
    for (const words of ['rack.jpg', '010-1']) expect(survivor()).toContain(words);
    expect(wordsOf(cardOf(house, 'team', 'T-1'))).not.toContain('010-1');
    expect(wordsOf((await house.say('engineer1', 'team', '/desk log T-2')).card)).toContain('rack.jpg');
    await house.say('desk', 'team', '/desk called-back T-2 told her');
    await house.say('engineer1', 'team', '/desk duplicate T-3 T-2');
    expect(survivor()).toContain('010-3');
  });

  it('two people who join the same two tickets at once: one ticket goes on', async () => {
    const house = await open();
    for (const text of ['core switch down', 'no network']) await house.say(REPORTER, SHARED, `/fault ${text}`);
    const told = await Promise.all([
      house.say('engineer1', 'team', '/desk duplicate T-1 T-2'),
      house.say('engineer2', 'team', '/desk duplicate T-2 T-1'),
    ]);
    expect(told.map(({ refused }) => refused).toSorted()).toEqual(['ticket.join-itself', undefined]);
    const rows = await house.database.query<{ status: string }>('select status from ticket order by status');
    expect(rows.map(({ status }) => status)).toEqual(['open', 'withdrawn']);
  });

  it('people of both tickets are asked after a merge', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say(COLLEAGUE, SHARED, '/fault no network');
    const { form } = await house.press('engineer1', 'team', 'ticket.merge');
    const [which] = must(form).fields;
    expect(which?.kind === 'choice' && which.options).toEqual([{ value: 'T-2', label: 'T-2 · no network' }]);
    const { card } = await house.submit('engineer1', 'team', must(form), { other: 'T-2' });
    await house.press('engineer1', 'team', 'ticket.merge', { on: must(card) });
    await house.say('engineer1', 'team', '/desk ask T-2 which floor?');
    expect(house.seen(SHARED).messages.at(-1)?.mentions).toEqual([COLLEAGUE, REPORTER]);
  });

  it('a closed ticket is opened again by the customer within seven days, by staff at any time, with the reason', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    expect((await house.say('engineer1', 'team', '/desk reopen T-1 oops')).refused).toBe('ticket.not-closed');
    await house.say('engineer1', 'team', '/desk resolve T-1');
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    await house.forward({ days: 6 });
    expect((await house.say(REPORTER, SHARED, '/desk reopen T-1')).form?.fields).toMatchObject([{ required: true }]);
    const back = await house.say(REPORTER, SHARED, '/desk reopen T-1 it blinks again');
    expect(back.refused).toBeUndefined();
    expect(house.seen('team').lines.at(-1)).toContain('it blinks again');
    const told = house.seen('@engineer1').messages.at(-1);
    expect(told?.mentions).toEqual(['engineer1']);
    expect(wordsOf(told?.card)).toContain('it blinks again');
    expect(wordsOf(cardOf(house, SHARED, 'T-1'))).not.toContain(t(language, 'card.closed'));

    await house.say('engineer1', 'team', '/desk resolve T-1');
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    await house.forward({ days: 8 });
    expect((await house.say(REPORTER, SHARED, '/desk reopen T-1 again')).refused).toBe('ticket.reopen-too-late');
    expect((await house.say('desk', 'team', '/desk 重开 T-1 they called')).refused).toBeUndefined();
    expect(house.seen(SHARED).lines.at(-1)).toContain('they called');
  });

  it('staff reopen what was withdrawn by mistake: its promises count from the report, and late ones are told once', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say('engineer1', 'team', '/desk withdraw T-1 a drill');
    await house.forward({ hours: 2 });
    expect((await house.say(REPORTER, SHARED, '/desk reopen T-1 it is real')).refused).toBe('ticket.reopen-withdrawn');
    await house.say('desk', 'team', '/desk reopen T-1 it is real');
    expect(house.seen('escalation').messages.map(({ about }) => about?.fields)).toMatchObject([
      { metric: 'respond', late: 'reopen' },
    ]);
    expect(clocksOn(cardOf(house, 'team', 'T-1'))[0]).toMatchObject({
      when: readAs(language, '11:10'),
      note: t(language, 'card.note.late-reopen'),
    });
  });
});
