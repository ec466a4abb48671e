import { describe, expect, it } from 'vitest';
import { foldTicket } from '../../../src/desk/ticket/case/fold.ts';
import { alsoHears, outlineNotice } from '../../../src/desk/ticket/view/audience.ts';
import { type Story, storiesOf } from '../../support/story.ts';

const telecom = await storiesOf('telecom-province');

/** Every notice of a story as `kind → audiences`, once each. */
function heard({ log, source, terms }: Story): string[] {
  const said = log.map((_, index) => {
    const entries = log.slice(0, index + 1);
    const entry = entries.at(-1);
    const announcement = entry && outlineNotice(entry, foldTicket(entries), { source, terms });
    return announcement && `${announcement.kind} → ${announcement.to.join(', ')}`;
  });
  return [...new Set(said.filter((each) => each !== undefined))];
}

describe('who is told of what', () => {
  it('customer and team are told of the course of a ticket, the team of its details, the ladder of broken promises', () => {
    const story = telecom()
      .report('10:00', { level: 'severe', outageSince: '09:00', affectedPercent: 50 })
      .step('10:05', 'assign', { to: 'engineer2' })
      .step('10:06', 'acknowledge')
      .step('10:10', 'dispatch')
      .step('10:12', 'ask-customer')
      .step('10:20', 'customer-answered')
      .until('13:00')
      .step('13:01', 'arrive')
      .until('15:30')
      .step('15:31', 'resolve')
      .step('15:40', 'reject-fix')
      .step('15:41', 'resolve')
      .step('15:42', 'confirm');
    expect(heard(story)).toEqual([
      'ticket.opened → customer, team',
      'ticket.assigned → team',
      'ticket.acknowledged → customer, team',
      'ticket.dispatched → customer, team',
      'ticket.updated → team',
      'clock.paused → customer, team',
      'clock.resumed → customer, team',
      'sla.warning → engineer2',
      'sla.breached → escalation, manager1',
      'sla.raised → manager2',
      'sla.raised → manager3',
      'ticket.tier-raised → escalation, team, senior',
      'ticket.stale → team, manager1',
      'ticket.level-changed → customer, team',
      'ticket.arrived → customer, team',
      'ticket.stale → team, manager2',
      'ticket.resolved → customer, team',
      'ticket.reopened → customer, team',
      'ticket.closed → customer, team',
    ]);
  });

  it('the escalation channel sees every step of the ladder', () => {
    const story = telecom().report('10:00', { level: 'major' }).until('10:35');
    const raised = story.log.filter(({ kind }) => kind === 'sla.raised');
    expect(raised.map((entry) => alsoHears(entry, story.ticket))).toEqual([['escalation']]);
  });

  it("a note by staff stays inside; questions to the customer and the customer's own words do not", () => {
    const story = telecom()
      .report('10:00')
      .step('10:01', 'update')
      .step('10:02', 'update', { by: 'customer' })
      .step('10:03', 'ask-customer')
      .step('10:04', 'propose-workaround')
      .step('10:05', 'submit-plan')
      .step('10:06', 'approve-plan')
      .step('10:07', 'leave-site');
    const shown = story.log
      .map((entry, index) => ({ entry, ticket: foldTicket(story.log.slice(0, index + 1)) }))
      .filter(({ entry, ticket }) => alsoHears(entry, ticket).includes('customer'))
      .map(({ entry }) => (entry.kind === 'ticket.updated' ? `${entry.data.what} by ${entry.by}` : entry.kind));
    expect(shown).toEqual([
      'update by customer',
      'ask-customer by engineer1',
      'propose-workaround by engineer1',
      'approve-plan by director',
    ]);
  });
});
