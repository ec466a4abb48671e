import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, SHARED } from '../support/report.ts';

const THERE = { platform: 'feishu' };
const codeIn = (text: string) => /[A-Z2-9]{8}/.exec(text)?.[0] ?? '';

eachHouse((open, language) => {
  it('the owner of two accounts is the same person on both platforms', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    expect((await house.say('ou_1', '@ou_1', '/desk mine', THERE)).refused).toBe('ticket.customer-unknown');
    const code = codeIn((await house.say('engineer1', '@engineer1', '/desk link')).text);
    const linked = await house.say('ou_1', '@ou_1', `/desk link ${code.toLowerCase()}`, THERE);
    expect(linked).toMatchObject({ refused: undefined, text: t(language, 'person.linked') });

    const acknowledge = (id: string) =>
      house.forge('ou_1', '@ou_1', 'ticket.acknowledge', { ticket: 'T-1' }, { ...THERE, id });
    expect((await acknowledge('first')).refused).toBeUndefined();
    expect(await house.database.query('select assignee from ticket')).toEqual([{ assignee: 'engineer1' }]);
    expect((await house.say('engineer1', '@engineer1', '/desk unlink')).refused).toBeUndefined();
    expect((await acknowledge('second')).refused).toBe('command.staff-only');
  });

  it('a code works once, for ten minutes, and not for a user who is known already', async () => {
    const house = await open();
    const ask = async () => codeIn((await house.say('engineer1', '@engineer1', '/desk link')).text);
    const say = async (person: string, code: string, id: string) =>
      (await house.say(person, `@${person}`, `/desk link ${code}`, { ...THERE, id })).refused;
    expect(await say('ou_1', 'ABCDEFGH', 'guess')).toBe('person.code-wrong');
    const code = await ask();
    expect((await house.say('engineer2', '@engineer2', `/desk link ${code}`)).refused).toBe('person.known-here');
    expect(await say('ou_1', code, 'used')).toBeUndefined();
    expect(await say('ou_2', code, 'again')).toBe('person.code-wrong');
    const late = await ask();
    house.wait({ minutes: 11 });
    expect(await say('ou_2', late, 'late')).toBe('person.code-wrong');
    expect((await house.say(REPORTER, SHARED, '/desk link')).refused).toBe('input.missing');
  });
});
