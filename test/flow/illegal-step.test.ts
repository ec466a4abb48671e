import { expect, it } from 'vitest';
import { hasText } from '../../src/i18n/i18n.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, reportSevere, SHARED } from '../support/report.ts';
import { storedIn } from '../support/stored.ts';

type Try = readonly [person: string, verb: string, refused: string, args?: Record<string, string>];

eachHouse((open, language) => {
  async function refuses(house: TestHouse, tries: readonly Try[]): Promise<void> {
    const [before, seen] = [await storedIn(house.database), house.seen()];
    for (const [person, verb, refused, args] of tries) {
      const channel = person === REPORTER ? SHARED : 'team';
      const input = { ticket: 'T-1', sure: 'yes', text: 'x', ...args };
      const told = await house.forge(person, channel, `ticket.${verb}`, input);
      expect([verb, told.refused]).toEqual([verb, refused]);
      expect(hasText(language, refused)).toBe(true);
      expect(told.text).not.toBe('');
    }
    expect(await storedIn(house.database)).toEqual(before);
    expect(house.seen()).toEqual(seen);
  }

  it('a step that an open ticket does not allow is refused with its reason, and nothing changes', async () => {
    const house = await open();
    await reportSevere(house);
    await refuses(house, [
      [REPORTER, 'confirm', 'ticket.not-resolved'],
      [REPORTER, 'reject-fix', 'ticket.not-resolved'],
      [REPORTER, 'customer-answered', 'ticket.nothing-asked'],
      [REPORTER, 'approve-plan', 'ticket.no-plan'],
      ['engineer1', 'undo-acknowledge', 'ticket.not-acknowledged'],
      ['engineer1', 'set-level', 'ticket.same-level', { level: 'severe' }],
      ['engineer1', 'set-level', 'ticket.unknown-level', { level: 'apocalyptic' }],
      ['engineer1', 'assign', 'ticket.unknown-person', { to: 'nobody-we-know' }],
      ['engineer1', 'answer', 'ticket.questions-only'],
      ['engineer1', 'set-outage', 'ticket.outage-in-future', { since: '2026-09-28T10:11' }],
      ['engineer1', 'set-outage', 'input.not-an-instant', { since: 'yesterday' }],
      ['engineer1', 'update', 'input.missing', { text: ' \n ' }],
      ['engineer1', 'acknowledge', 'ticket.not-found', { ticket: 'T-2' }],
      ['engineer1', 'acknowledge', 'input.not-understood', { ticket: "T-1'; drop table ticket" }],
      ['engineer1', 'acknowledge', 'ticket.not-found', { ticket: 'T-999999999' }],
      ['engineer1', 'explode', 'command.unknown'],
    ]);
  });

  it('if there is nothing to choose, the press is refused instead of opening an empty form', async () => {
    const house = await open();
    await reportSevere(house);
    await house.forge('engineer1', 'team', 'ticket.raise-tier', { ticket: 'T-1', tier: '4', sure: 'yes' });
    const told = await house.forge('engineer1', 'team', 'ticket.raise-tier', { ticket: 'T-1' });
    expect(told.refused).toBe('input.missing');
  });

  it('a step that a resolved or closed ticket does not allow is refused with its reason, and nothing changes', async () => {
    const house = await open();
    await reportSevere(house);
    await house.say('engineer1', 'team', '/desk resolve T-1 line card replaced');
    await refuses(house, [
      ['engineer1', 'acknowledge', 'ticket.already-resolved'],
      ['engineer1', 'resolve', 'ticket.already-resolved'],
      ['engineer1', 'set-level', 'ticket.already-resolved', { level: 'general' }],
    ]);
    await house.press(REPORTER, SHARED, 'ticket.confirm');
    await refuses(house, [
      ['engineer1', 'acknowledge', 'ticket.already-closed'],
      ['engineer1', 'update', 'ticket.already-closed'],
      [REPORTER, 'confirm', 'ticket.already-closed'],
      [REPORTER, 'reject-fix', 'ticket.already-closed'],
    ]);
  });

  it('a refusal does not lose what fell due meanwhile: the breach still comes at its own instant', async () => {
    const house = await open();
    await reportSevere(house);
    await house.down({ minutes: 0 });
    await house.forge('engineer1', 'team', 'ticket.undo-acknowledge', { ticket: 'T-1' });
    await house.forward({ minutes: 10 });
    const { log } = await storedIn(house.database);
    expect(log.filter(({ kind }) => kind === 'sla.breached').map(({ at }) => new Date(at).toISOString())).toEqual([
      '2026-09-28T02:20:00.000Z',
    ]);
  });
});
