import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../src/desk/ticket/verb/step.ts';
import { ASKED_VERBS, offerOf, verbOf } from '../../../src/desk/ticket/verb/table.ts';
import type { Actor, CardSide } from '../../../src/desk/ticket/verb/verb.ts';
import { type Story, storiesOf } from '../../support/story.ts';

const telecom = await storiesOf('telecom-province');
const bureau = await storiesOf('bureau-system');

const LEADER: Actor = { key: 'engineer1', staff: true, director: true, manager: true };
const CUSTOMER: Actor = { key: 'customer', staff: false, director: false };
const REPLY = { reply: { solution: 'yes', impact: '', effort: '', plan: '', goLive: '' } };

function offered({ ticket, terms }: Story, side: CardSide) {
  const card = { side, policy: terms.policy, calendars: terms.calendars, now: ticket.asOfAt };
  return ASKED_VERBS.filter((verb) => offerOf(verb, ticket, card));
}

const severe = () => telecom().report('10:00', { level: 'catastrophic', outageSince: '09:00', affectedPercent: 50 });
const requirement = () => bureau().report('10:00', { kind: 'requirement' });

const STATES: Record<string, () => Story> = {
  reported: severe,
  acknowledged: () => severe().step('10:05', 'acknowledge'),
  'acknowledged long ago': () => severe().step('10:05', 'acknowledge').step('10:20', 'update'),
  asked: () => severe().step('10:05', 'ask-customer'),
  'a plan with the director': () => severe().step('10:05', 'submit-plan'),
  'a plan with the customer': () =>
    severe().step('10:05', 'submit-plan').step('10:06', 'approve-plan', { by: 'director' }),
  'on site': () => severe().step('10:05', 'dispatch').step('10:30', 'arrive'),
  resolved: () => severe().step('10:05', 'resolve'),
  closed: () => severe().step('10:05', 'resolve').step('10:06', 'confirm'),
  withdrawn: () => severe().step('10:05', 'withdraw', { text: 'no fault' }),
  'the customer asks to withdraw it': () => severe().step('10:25', 'withdraw', { by: 'customer', text: 'no fault' }),
  'a question': () => bureau().report('10:00', { kind: 'question' }),
  'a requirement': requirement,
  'a requirement with its reply': () => requirement().step('10:05', 'deliver', REPLY),
  'a requirement that was resolved with its reply': () =>
    requirement().step('10:05', 'deliver', REPLY).step('10:06', 'resolve'),
};

describe('what a card offers', () => {
  it.each(Object.keys(STATES))('would not be refused: %s', (state) => {
    const story = STATES[state]?.() ?? severe();
    const { ticket, terms } = story;
    for (const [side, by] of [
      ['team', LEADER],
      ['customer', CUSTOMER],
    ] as const) {
      const verbs = offered(story, side);
      const refused = verbs.filter((verb) => refusalOf(verb, { ticket, terms, by, now: ticket.asOfAt }, {}));
      expect(refused, side).toEqual([]);
    }
  });

  it('an acknowledgement is taken back for five minutes: a card that is drawn later has no button for it', () => {
    expect(offered(severe().step('10:05', 'acknowledge').step('10:10', 'update'), 'team')).toContain(
      'undo-acknowledge',
    );
    expect(offered(severe().step('10:05', 'acknowledge').step('10:11', 'update'), 'team')).not.toContain(
      'undo-acknowledge',
    );
  });

  it('the facts of an outage can be corrected while it lasts, in a form that shows them', () => {
    const story = severe();
    const { ticket, source, terms } = story;
    const card = { side: 'team', policy: terms.policy, calendars: terms.calendars, now: ticket.asOfAt } as const;
    expect(offerOf('set-outage', ticket, card)).toMatchObject({ label: 'correct-outage' });
    expect(offerOf('set-outage', story.step('10:10', 'end-outage').ticket, card)).toEqual({});
    const about = { ticket, source, policy: terms.policy, isStaff: true, others: [] };
    expect(verbOf('set-outage').form?.fields(about)).toMatchObject([
      { name: 'since', initial: '2026-11-23T01:00:00.000Z' },
      { name: 'affectedPercent', initial: '50' },
    ]);
  });

  it('after a resolve the customer confirms the fix, also where a written reply had not been confirmed', () => {
    const replied = requirement().step('10:05', 'deliver', REPLY);
    expect(offered(replied, 'customer')).toEqual(['accept-reply', 'reject-fix', 'withdraw']);
    expect(offered(replied.step('10:06', 'resolve'), 'customer')).toEqual(['confirm', 'reject-fix', 'withdraw']);
  });
});
