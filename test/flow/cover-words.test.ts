import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';

/** Monday; engineer1 has the week until Monday the 5th, engineer2 the next one, engineer3 the one after. */
const AT = Date.parse('2026-09-28T10:00:00+08:00');

eachHouse((open, language) => {
  const begun = () => open({ at: AT });
  const valuesOf = async (house: TestHouse, person: string, text: string) => {
    const form = must((await house.say(person, 'team', text)).form);
    const fields = Object.fromEntries(form.fields.map(({ name, initial }) => [name, initial]));
    return { command: form.command, ...fields };
  };
  const night = { rotation: 'primary', from: '2026-10-02T18:00:00+08:00', until: '2026-10-03T09:00:00+08:00' };
  const instants = ({ from, until, ...others }: Record<string, string | undefined>) => ({
    ...others,
    from: new Date(must(from)).getTime(),
    until: new Date(must(until)).getTime(),
  });

  it.each([
    'cover me Friday night',
    'who can cover for me on Friday night?',
    '谁能替我周五晚上',
    '/desk cover fri night',
    '/desk cover primary fri night',
    '/desk 替班 周五晚上',
  ])('%s: the form asks everyone, with that night', async (text) => {
    const house = await begun();
    expect(instants(await valuesOf(house, 'engineer1', text))).toEqual(instants({ command: 'cover.ask', ...night }));
  });

  it.each(['swap me with Zhang Min on Friday night', '我周五晚上和张敏换班', '/desk swap fri night Zhang Min'])(
    '%s: the form asks one colleague, with that night',
    async (text) => {
      const house = await begun();
      const wanted = { command: 'oncall.swap', ...night, to: 'engineer2' };
      expect(instants(await valuesOf(house, 'engineer1', text))).toEqual(instants(wanted));
    },
  );

  it('what the form says is asked', async () => {
    const house = await begun();
    const form = must((await house.say('engineer1', 'team', '谁能替我周五晚上')).form);
    const values = Object.fromEntries(form.fields.map(({ name, initial }) => [name, initial]));
    await house.submit('engineer1', 'team', form, values);
    await house.press('engineer3', 'team', 'cover.take');
    const rows = await house.database.query<{ person: string; from_at: Date }>(
      'select person, from_at from duty_override',
    );
    expect(rows).toEqual([{ person: 'engineer3', from_at: new Date(night.from) }]);
  });

  it('without such a shift the next ones are named', async () => {
    const house = await begun();
    const told = await house.say('engineer2', 'team', 'cover me Friday night');
    expect(told.refused).toBe('cover.none-then');
    expect(told.text).toContain(language === 'en' ? 'Mon 5 Oct' : '10月5日');
    const never = await house.say('senior', 'team', '谁能替我周五晚上');
    expect(never.text).toBe(t(language, 'cover.no-shifts'));
  });

  it.each(['cover me Friday night', '谁能替我周五晚上', 'swap me with Li Wei on Saturday', '我周六和李伟换班'])(
    'the same words of a customer do nothing special: %s',
    async (text) => {
      const house = await begun();
      const told = await house.say(REPORTER, SHARED, text);
      expect(told.form).toBeUndefined();
      expect(told.refused ?? '').not.toMatch(/^(?:cover|oncall)\./);
      expect(told.refused).not.toBe('command.staff-only');
    },
  );

  it('typed instants are read as before, and overheard words are left alone', async () => {
    const house = await begun();
    const asked = await house.say('engineer1', 'team', '/desk cover 2026-10-02T18:00 2026-10-03T09:00');
    expect(asked.form).toBeUndefined();
    const silent = await house.say('engineer1', 'team', '谁能替我周五晚上', { overheard: true });
    expect([silent.form, silent.text, silent.refused]).toEqual([undefined, '', undefined]);
  });
});
