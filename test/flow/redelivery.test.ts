import { expect, it } from 'vitest';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { storedIn } from '../support/stored.ts';

eachHouse((open) => {
  it('a platform that delivers a report and a press again, and again, changes nothing twice', async () => {
    const house = await open();
    const report = () => house.say(REPORTER, SHARED, '/fault core switch down', { id: 'the-report' });
    const press = () => house.forge('engineer1', 'team', 'ticket.acknowledge', { ticket: 'T-1' }, { id: 'the-press' });
    await report();
    const reported = await storedIn(house.database);
    await report();
    expect(await storedIn(house.database)).toEqual(reported);

    await press();
    const pressed = await storedIn(house.database);
    expect(pressed).not.toEqual(reported);
    expect(await press()).toMatchObject({ refused: undefined, text: '' });
    await house.forward({ hours: 1 });
    await press();
    await report();
    expect(await storedIn(house.database)).toEqual(pressed);
  });

  it('a form that was refused comes again, corrected, under the same id, and then counts once', async () => {
    const house = await open();
    const { form } = await house.say(REPORTER, SHARED, '/fault');
    if (!form) throw new Error('no form');
    const submit = (outageSince: string) =>
      house.submit(REPORTER, SHARED, form, { text: 'core switch down', outageSince }, { id: 'view/1' });
    expect(await submit('yesterday')).toMatchObject({ refused: 'input.not-an-instant' });
    expect(await submit('')).toMatchObject({ refused: undefined });
    await submit('');
    expect((await storedIn(house.database)).tickets).toHaveLength(1);
  });

  it('deliveries of one event that arrive together make one ticket and one answer', async () => {
    const house = await open();
    const told = await Promise.all(
      Array.from({ length: 8 }, () => house.say(REPORTER, SHARED, '/fault core switch down', { id: 'the-report' })),
    );
    expect(told.filter(({ text }) => text !== '')).toHaveLength(1);
    expect((await storedIn(house.database)).tickets).toHaveLength(1);
    expect(house.seen('team').cards).toHaveLength(1);

    const pressed = await Promise.all(
      Array.from({ length: 8 }, () => house.press('engineer1', 'team', 'ticket.acknowledge', { id: 'the-press' })),
    );
    expect(pressed.map(({ refused }) => refused)).toEqual(Array(8).fill(undefined));
    expect((await storedIn(house.database)).log.map(({ kind }) => kind)).toEqual([
      'ticket.opened',
      'ticket.acknowledged',
    ]);
  });
});
