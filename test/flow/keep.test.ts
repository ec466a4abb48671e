import { expect, it } from 'vitest';

import { keepByNight } from '../../src/control/privacy/nightly.ts';
import { letGo } from '../../src/desk/privacy/keep/flow.ts';
import { type Logger, silentLog } from '../../src/lib/log.ts';
import { tablesWith } from '../support/all-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { inTurns, PARTS, verified } from '../support/privacy.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { listeningBook } from '../support/sample-book.ts';

const RUNNING = new AbortController().signal;
const sweep = (house: TestHouse, days: Parameters<typeof letGo>[1]) =>
  letGo(inTurns(house), days, house.now(), RUNNING);
const countOf = async (house: TestHouse, table: string) =>
  must((await house.database.query<{ count: number }>(`select count(*)::int as count from ${table}`))[0]).count;

eachHouse((open, language) => {
  it('words of cases go so many days after their end; those of open cases stay, and the chains hold', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault quokkaword firewall');
    await house.say('engineer1', 'team', '/desk resolve T-1 quokkaword reloaded');
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    await house.forge(REPORTER, SHARED, 'complaint.open', { text: 'quokkaword nobody came' });
    await house.forge('manager1', '@manager1', 'complaint.answer', { complaint: 'C-1', text: 'quokkaword sorry' });
    await house.forge(REPORTER, SHARED, 'complaint.close', { complaint: 'C-1', sure: 'yes' });
    await house.say(REPORTER, SHARED, '/fault wombatword printer');
    await house.database.query(
      `insert into attachment (id, ticket_id, name, media_type, bytes, sha256, at)
         select 'a' || id, id, 'quokkaword.png', 'image/png', 1, '', now() from ticket`,
    );
    await house.forward({ days: 29 });
    expect(await sweep(house, { caseWords: 30, caseFiles: 30 })).toEqual({ caseWords: 0, caseFiles: 0 });
    await house.forward({ days: 2 });
    expect(await sweep(house, { caseFiles: 30 })).toEqual({ caseFiles: 1 });
    expect(await countOf(house, 'attachment')).toBe(1);
    await house.database.query('delete from attachment');
    expect(await sweep(house, { caseWords: 30 })).toEqual({ caseWords: 2 });
    expect(await tablesWith(house.database, 'quokkaword')).toEqual([]);
    expect(await tablesWith(house.database, 'wombatword')).toContain('ticket_event');
    expect(await verified(house)).toMatchObject({ status: 0 });
    expect(await sweep(house, { caseWords: 30 })).toEqual({ caseWords: 0 });
  });

  it('messages, offers and records of access go after their days, each by its own setting', async () => {
    const house = await open({ book: await listeningBook(language) });
    await house.say(REPORTER, SHARED, '/fault quokkaword firewall');
    await house.say('wang', SHARED, 'the firewall is down again', { overheard: true });
    const at = new Date(house.now());
    await house.database.prisma.confidentialAccess.create({
      data: { at, customer: 'sample', person: 'director', what: 'opened', about: 'T-1' },
    });
    await house.database.prisma.mailStranger.create({ data: { address: 'ann@example.com', at } });
    await house.database.prisma.mailMessage.create({ data: { channel: 'm', id: '1', thread: '1', at } });
    const tables = ['listen_offer', 'confidential_access', 'mail_stranger', 'mail_message', 'notice'];
    const counts = async () =>
      Object.fromEntries(await Promise.all(tables.map(async (each) => [each, await countOf(house, each)])));
    const before = await counts();
    expect(before).toMatchObject({ listen_offer: 1, confidential_access: 1, mail_stranger: 1, mail_message: 1 });
    await house.forward({ days: 10 });
    const all = { mail: 20, notices: 20, chat: 20, access: 20 };
    expect(await sweep(house, {})).toEqual({});
    expect(await sweep(house, all)).toEqual({ mail: 0, notices: 0, chat: 0, access: 0 });
    await house.say('engineer1', 'team', '/desk resolve T-1 done');
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    await house.forward({ days: 11 });
    const told = await countOf(house, 'notice');
    const logged: unknown[][] = [];
    const log = { ...silentLog, info: (...line: unknown[]) => void logged.push(line) } as Logger;
    const parts = {
      ...PARTS.turnParts,
      log,
      database: house.database,
      clock: house,
      house: { ...PARTS.turnParts, ...PARTS },
    };
    await keepByNight({ ...parts, days: all }, RUNNING)();
    // Counts, and nothing of what it was.
    const [[swept, line] = []] = logged as [Record<string, number>, string][];
    expect([logged.length, line, Object.keys(swept ?? {})]).toEqual([1, 'privacy.let-go', Object.keys(all)]);
    expect(swept).toMatchObject({ mail: 2, chat: 2, access: 1 });
    expect(must(swept?.notices)).toBeGreaterThan(0);
    expect(await counts()).toMatchObject({
      listen_offer: 0,
      confidential_access: 0,
      mail_stranger: 0,
      mail_message: 0,
    });
    expect(await countOf(house, 'notice')).toBeLessThan(told);
    await expect(house.database.query('delete from confidential_access')).resolves.toEqual([]);
  });
});
