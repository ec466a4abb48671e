import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { eachHouse } from '../support/each-house.ts';
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
});
