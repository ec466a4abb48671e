import { expect, it } from 'vitest';
import { paperTitle } from '../../src/desk/ticket/view/line.ts';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, reportSevere, SHARED } from '../support/report.ts';
import { sampleBook, withRival } from '../support/sample-book.ts';

const RIVAL = 'customer-rival';
const RIVAL_PERSON = 'customer-rival-1';
const REPORT = {
  symptom: 'core switch down',
  impact: 'branch offices cut off',
  handling: 'swapped the power supply',
  cause: 'power supply burnt out',
  solution: 'new power supply',
  prevention: 'check the supplies',
};

eachHouse((open, language) => {
  const titles = (house: Awaited<ReturnType<TestHouse['say']>>) =>
    wordsOf(house.card)
      .split('\n')
      .flatMap((line) => /^(T-\d+) · /.exec(line)?.[1] ?? []);
  const openWithRival = async () => open({ book: withRival(await sampleBook(language)) });

  it('B9: a customer lists all their tickets, closed ones too, newest first, ten a page, with state and rating', async () => {
    const house = await openWithRival();
    for (let number = 1; number <= 12; number += 1) {
      await house.say(REPORTER, SHARED, `/fault device ${number} is down`);
      house.wait({ minutes: 1 });
    }
    await house.say(RIVAL_PERSON, RIVAL, '/fault the rival has a secret');
    await house.say('engineer1', 'team', '/desk resolve T-12 done');
    await house.say(REPORTER, SHARED, '/desk confirm T-12');
    await house.forge(REPORTER, SHARED, 'rating.give', { ticket: 'T-12', score: '4' });
    await house.say('engineer1', 'team', '/desk withdraw T-3 a test');

    const first = await house.say(REPORTER, SHARED, '/desk cases');
    expect(first.card?.title).toBe(t(language, 'case.list', { count: 11 }));
    expect(titles(first)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 2].map((number) => `T-${number}`));
    expect(wordsOf(first.card)).toContain(t(language, 'case.page', { page: 1, pages: 2 }));
    expect(wordsOf(first.card)).toContain(t(language, 'find.state.closed'));
    expect(wordsOf(first.card)).toContain(t(language, 'case.rated', { score: 4 }));
    const turns = buttonsOn(first.card).filter(({ command }) => command === 'dossier.cases');
    expect(turns.map(({ label }) => label)).toEqual([t(language, 'button.find.next')]);
    const second = await house.press(REPORTER, SHARED, 'dossier.cases', { on: must(first.card) });
    expect(titles(second)).toEqual(['T-1']);
    expect(wordsOf(first.card) + wordsOf(second.card)).not.toContain('rival');
    const opened = await house.press(REPORTER, SHARED, 'ticket.show', { on: must(first.card) });
    expect(opened.card?.title).toContain('T-12');
  });

  it('B9: "my tickets" of a customer leads there, however it is said; of staff it lists what they work on', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say('engineer1', 'team', '/desk resolve T-1 done');
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    const words = [
      '/desk cases',
      '/desk mine',
      '/desk 我的工单',
      '我的工单',
      '历史工单',
      'my tickets',
      'show me all our tickets',
    ];
    for (const [person, channel] of [
      [REPORTER, SHARED],
      [REPORTER, `@${REPORTER}`],
    ] as const)
      for (const said of words)
        expect([said, ...titles(await house.say(person, channel, said))]).toEqual([said, 'T-1']);
    const mine = await house.say('engineer1', 'team', '/desk mine');
    expect(mine.card?.title).toBe(t(language, 'list.mine', { count: 0 }));
    expect((await house.say(REPORTER, SHARED, '/desk mine T-1 x')).refused).toBe('command.staff-only');
  });

  it('B9: an own closed ticket opens with the papers that are theirs and its rating; the files can be had again', async () => {
    const house = await openWithRival();
    await reportSevere(house);
    await house.say('engineer1', 'team', '/desk ack T-1');
    await house.say('engineer1', 'team', '/desk resolve T-1 new power supply');
    const shown = () => house.say(REPORTER, SHARED, '/desk show T-1');
    expect((await shown()).otherCards, 'nothing yet').toEqual([]);
    for (const paper of ['fault-report', 'write-up']) {
      const told = await house.forge('engineer1', 'team', 'paper.deliver', { ticket: 'T-1', report: paper });
      const given = Object.fromEntries(
        must(told.form).fields.map(({ name }) => [name, REPORT[name as 'cause'] ?? 'done']),
      );
      expect((await house.submit('engineer1', 'team', must(told.form), given)).refused).toBeUndefined();
    }
    expect((await shown()).otherCards, 'not archived yet').toEqual([]);
    const owed = await house.database.query<{ id: number; state: { paper: string } }>(
      "select number as id, state from matter where feature = 'paper' and status = 'delivered' order by number",
    );
    for (const { id, state } of owed) {
      expect((await house.forge('desk', '@desk', 'paper.accept', { paper: `D-${id}` })).refused).toBeUndefined();
      if (state.paper === 'write-up')
        expect(
          (await house.forge('director', '@director', 'paper.approve', { paper: `D-${id}` })).refused,
        ).toBeUndefined();
    }
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    await house.forge(REPORTER, SHARED, 'rating.give', { ticket: 'T-1', score: '5' });

    const [record] = (await shown()).otherCards;
    expect(wordsOf(record)).toContain(paperTitle('fault-report', language));
    expect(wordsOf(record)).toContain('.docx');
    expect(wordsOf(record)).toContain(t(language, 'card.rated', { score: 5 }));
    expect(wordsOf(record), 'a paper that stays inside').not.toContain(paperTitle('write-up', language));
    const files = (channel = SHARED) => house.seen(channel).messages.flatMap(({ file }) => file ?? []).length;
    const before = files();
    const sent = await house.press(REPORTER, SHARED, 'dossier.send-papers', { on: must(record) });
    expect(sent.text).toBe(t(language, 'case.papers-sent', { ticket: 'T-1' }));
    expect(files()).toBe(before + 1);

    for (const command of ['ticket.show', 'dossier.send-papers'])
      expect((await house.forge(RIVAL_PERSON, RIVAL, command, { ticket: 'T-1' })).refused).toBe('ticket.not-found');
    expect(files(RIVAL)).toBe(0);
    expect(files()).toBe(before + 1);
    expect((await house.forge('engineer1', 'team', 'dossier.send-papers', { ticket: 'T-1' })).refused).toBe(
      'ticket.customer-only',
    );
  });

  it('B9: a stranger lists nothing, a customer without tickets an empty list, and a page that is none is refused', async () => {
    const house = await openWithRival();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    expect((await house.say('stranger', '@stranger', '/desk cases')).refused).toBe('ticket.customer-unknown');
    expect(wordsOf((await house.say(RIVAL_PERSON, RIVAL, '/desk cases')).card)).toContain(t(language, 'case.none'));
    for (const page of ['0', '-1', 'x', '1e9'])
      expect((await house.forge(REPORTER, SHARED, 'dossier.cases', { page })).refused).toMatch(/^input\./);
    expect(titles(await house.say('engineer1', SHARED, '/desk cases')), "staff in the customer's channel").toEqual([
      'T-1',
    ]);
    expect(titles(await house.say('engineer1', RIVAL, '/desk cases'))).toEqual([]);
  });
});
