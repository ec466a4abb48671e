import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';
import { reportSevere } from '../support/report.ts';

const T1 = { ticket: 'T-1' };
const ON_CARD = { subject: 'ticket/1' };

eachHouse((open, language) => {
  it('a press on a button that the card no longer has does nothing and says what happened, and others see nothing of it', async () => {
    const house = await open();
    await reportSevere(house);
    expect(
      await house.forge(
        'engineer1',
        'team',
        'ticket.dispatch',
        { ...T1, sure: 'yes' },
        { subject: 'ticket/1/preview' },
      ),
    ).toMatchObject({
      refused: undefined,
    });
    const lines = house.seen('team').lines.length;
    const late = await house.forge('engineer2', 'team', 'ticket.dispatch', T1, ON_CARD);
    expect(late.refused).toBe('ticket.changed-since.by');
    expect(late.text).toContain(t(language, 'ticket.changed-since.by', { what: '' }).trim());
    expect(house.seen('team').lines).toHaveLength(lines);

    await house.forge('engineer1', 'team', 'ticket.acknowledge', T1, ON_CARD);
    const second = await house.forge('engineer2', 'team', 'ticket.acknowledge', T1, ON_CARD);
    expect(second.refused).toBe('ticket.already-acknowledged');
    const theirs = await house.forge('anybody', 'customer-sample', 'ticket.confirm', T1, ON_CARD);
    expect(theirs.refused).toBe('ticket.not-resolved');
  });

  it('an acknowledgement that is taken back after its five minutes: says so, and the card loses the button', async () => {
    const house = await open();
    await reportSevere(house);
    await house.press('engineer1', 'team', 'ticket.acknowledge');
    const isOffered = () =>
      buttonsOn(house.seen('team').cards.find(({ subject }) => subject === 'ticket/1')).some(
        ({ command }) => command === 'ticket.undo-acknowledge',
      );
    expect(isOffered()).toBe(true);
    await house.forward({ minutes: 6 });
    const late = await house.forge('engineer1', 'team', 'ticket.undo-acknowledge', T1, ON_CARD);
    expect(late.refused).toBe('ticket.undo-too-late');
    expect(late.text).toContain(t(language, 'span.minutes', { count: 5 }));
    expect(isOffered()).toBe(false);
    expect(
      buttonsOn((await house.say('engineer1', 'team', '/desk show T-1')).card).map(({ command }) => command),
    ).not.toContain('ticket.undo-acknowledge');
  });

  it('a form of a dispatch that was filled in twice counts once', async () => {
    const house = await open();
    await reportSevere(house);
    const form = must((await house.press('engineer1', 'team', 'ticket.dispatch')).form);
    expect((await house.submit('engineer1', 'team', form, { to: 'engineer1' })).refused).toBeUndefined();
    const lines = house.seen('team').lines.length;
    const again = await house.submit('engineer2', 'team', form, { to: 'engineer2' });
    expect(again.refused).toBe('ticket.dispatched-meanwhile');
    expect(house.seen('team').lines).toHaveLength(lines);
  });
});
