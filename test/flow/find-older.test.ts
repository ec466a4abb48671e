import { expect, it } from 'vitest';
import { addAllOlderTickets } from '../../src/clock/older-tickets.ts';
import { silentLog } from '../../src/lib/log.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, SHARED } from '../support/report.ts';

const found = async (house: TestHouse, person: string, channel: string, words: string) =>
  wordsOf((await house.say(person, channel, `/desk find ${words}`)).card).match(/^T-\d+(?= · )/gm) ?? [];

eachHouse((open) => {
  it('a ticket that is older than the search is found after the start as if the search had been there', async () => {
    const house = await open();
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: '核心交换机雷击 core down', device: 'device1' });
    await house.say('engineer1', 'team', '/desk update T-1 internal suspicion');
    await house.say('engineer1', 'team', '/desk resolve T-1 更换防雷模块');
    await house.forge('engineer1', 'team', 'paper.deliver', {
      ticket: 'T-1',
      report: 'fault-report',
      symptom: 's',
      handling: 'h',
      cause: 'grounding was loose',
      solution: 'x',
      prevention: 'p',
    });
    const wordsNow = () =>
      house.database.query('select status, told::text, team::text from ticket_words where ticket_id = 1');
    const written = await wordsNow();
    await house.database.query('delete from ticket_words');
    expect(await found(house, 'engineer1', 'team', '雷击')).toEqual([]);
    // What happens meanwhile is in the log, and found with the rest.
    await house.say('engineer1', 'team', '/desk update T-1 looked again');
    const stopping = new AbortController();
    await addAllOlderTickets(house.database, stopping.signal, silentLog);

    for (const words of ['雷击', '防雷模块', 'suspicion', 'grounding', 'again', 'T-1', '核心交换机'])
      expect([words, await found(house, 'engineer1', 'team', words)]).toEqual([words, ['T-1']]);
    for (const words of ['suspicion', 'grounding']) expect(await found(house, REPORTER, SHARED, words)).toEqual([]);
    expect(await found(house, REPORTER, SHARED, '防雷')).toEqual(['T-1']);
    const [before, after] = [written, await wordsNow()].map((rows) => rows[0] as Record<string, string>);
    expect(after?.told).toBe(before?.told);
    expect(after?.status).toBe(before?.status);
  });

  it('stops between two tickets when the desk stops, and the next start goes on', async () => {
    const house = await open();
    for (let number = 1; number <= 25; number += 1)
      await house.forge(REPORTER, SHARED, 'ticket.report', { text: `door ${number}` });
    await house.database.query('delete from ticket_words');
    const stopping = new AbortController();
    stopping.abort();
    await addAllOlderTickets(house.database, stopping.signal, silentLog);
    expect(await found(house, 'engineer1', 'team', 'door')).toEqual([]);
    await addAllOlderTickets(house.database, new AbortController().signal, silentLog);
    const [row] = await house.database.query<{ count: number }>('select count(*)::int as count from ticket_words');
    expect(row?.count).toBe(25);
  });
});
