import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { isoOf, MINUTE, SECOND } from '../../src/lib/instant.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';

const HEALTH = '/desk health';

eachHouse((open, language) => {
  it('says in words that all is well, and how much waits', async () => {
    const house = await open();
    await house.say('customer-sample-1', 'customer-sample', '/fault core switch is down');
    const { card } = await house.say('director', 'team', HEALTH);
    expect(must(card).title).toBe(t(language, 'health.title.good'));
    expect(wordsOf(card)).toContain(t(language, 'health.value.promises', { running: 1, broken: 0 }));
    expect(wordsOf(card)).toContain(t(language, 'health.value.queue'));
  });

  it('names what is wrong, the worst first: deadlines, an untold promise, a shut platform, late and dead messages', async () => {
    const house = await open();
    await house.say('customer-sample-1', 'customer-sample', '/fault core switch is down');
    const { query } = house.database;
    const notice = (platform: string, status: string, error: string | null, agoMs: number) =>
      query(
        `insert into notice (key, kind, subject, at, audience, platform, channel, lane, post, status, error)
         values ($1, 'x', 'ticket/1', $2, 'team', $5, 'oc', 'urgent', '{}', $3, $4)`,
        [`x/${status}/${error}`, isoOf(house.now() - agoMs), status, error, platform],
      );
    await notice('feishu', 'pending', 'unavailable', 2 * MINUTE);
    await notice('slack', 'pending', null, 5 * MINUTE);
    await notice('slack', 'dead', 'rejected', MINUTE);
    await query(`insert into receipt (platform, event_id, at, state) values ('slack', 'E1', $1, 'waiting')`, [
      isoOf(house.now() - MINUTE),
    ]);
    // The promise broke, but the clock was not looked at, and nothing was written of it.
    const [due] = await query<{ at: Date }>('select promise_at as at from ticket');
    house.wait({ minutes: (must(due).at.getTime() - house.now() + 31 * SECOND) / MINUTE });
    const { card } = await house.say('director', 'team', HEALTH);
    expect(must(card).title).toBe(t(language, 'health.title.bad', { count: 6 }));
    const span = t(language, 'span.minutes', { count: 1 });
    const one = { count: 1, span };
    const platform = t(language, 'account.platform.feishu');
    const expected = [
      t(language, 'health.trouble.deadlines', one),
      t(language, 'health.trouble.untold', one),
      t(language, 'health.trouble.door.unavailable', { ...one, platform }),
      t(language, 'health.trouble.notices', one),
      t(language, 'health.trouble.intake', one),
      t(language, 'health.trouble.dead', one),
    ];
    const shapes = (texts: readonly string[]) => texts.map((text) => text.replaceAll(/\d+/g, '#'));
    const said = must(card).parts.flatMap((part) => (part.part === 'text' ? [part.text] : []));
    expect(shapes(said)).toEqual(shapes(expected));
  });

  it('is quiet about a promise that broke and was told', async () => {
    const house = await open();
    await house.say('customer-sample-1', 'customer-sample', '/fault core switch is down');
    const [due] = await house.database.query<{ at: Date }>('select promise_at as at from ticket');
    await house.forward({ minutes: (must(due).at.getTime() - house.now() + MINUTE) / MINUTE });
    const { card } = await house.say('manager1', 'team', HEALTH);
    expect(must(card).title).toBe(t(language, 'health.title.good'));
    expect(wordsOf(card)).toContain(t(language, 'health.value.promises', { running: 0, broken: 1 }));
  });

  it('is for directors and managers', async () => {
    const house = await open();
    expect((await house.say('engineer1', 'team', HEALTH)).refused).toBe('health.only-director');
    expect((await house.say('customer-sample-1', 'customer-sample', HEALTH)).card).toBeUndefined();
  });
});
