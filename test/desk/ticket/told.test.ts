import { describe, expect, it } from 'vitest';
import { prepareBook } from '../../../src/desk/book/book.ts';
import type { BookSource } from '../../../src/desk/book/schema.ts';
import { documentOf } from '../../../src/desk/paper/content.ts';
import { foldTicket } from '../../../src/desk/ticket/case/fold.ts';
import type { Ticket, TicketId } from '../../../src/desk/ticket/case/ticket.ts';
import { decideStep } from '../../../src/desk/ticket/verb/step.ts';
import type { Actor } from '../../../src/desk/ticket/verb/verb.ts';
import { callerBook } from '../../support/caller-book.ts';
import { storiesOf } from '../../support/story.ts';

const telecom = await storiesOf('telecom-province');

describe('a call that was written down later', () => {
  it('starts the clocks at the call: nothing else happens where nothing fell due meanwhile', () => {
    expect(telecom().report('10:30', { calledAt: '10:00' }).until('11:30').told('ticket.opened', 'sla')).toEqual([
      '10:30 ticket.opened general {respond 11:00}',
      '10:45 sla.warning respond due 11:00 → engineer1',
      '11:00 sla.breached respond due 11:00 → manager1',
      '11:30 sla.raised respond due 11:00 → manager2',
    ]);
  });

  it('breaks at once what was due, with the ladder counted from then, and raises the tier whose line has passed', () => {
    const story = telecom().report('13:00', { calledAt: '10:00' }).until('14:00');
    expect(story.told('ticket.opened', 'sla', 'ticket.tier-raised')).toEqual([
      '13:00 ticket.opened general {respond 11:00}',
      '13:00 sla.breached respond due 11:00 late by told → manager1',
      '13:00 ticket.tier-raised 2 (overdue)',
      '13:30 sla.raised respond due 11:00 → manager2',
      '14:00 sla.raised respond due 11:00 → manager3',
    ]);
    expect(story.ticket.reportedAt).toBe(story.ticket.asOfAt - 4 * 60 * 60 * 1000);
  });

  it('stands in the fault report with who told us and when, not with who wrote it down', () => {
    const { ticket, log, terms, source } = telecom().report('13:00', { calledAt: '10:00' });
    const view = { source, terms, language: 'en' } as const;
    const id = 1 as TicketId;
    const about = { about: 'ticket', customer: 'sample', id, ticket, entries: log, spares: [], view } as const;
    const edition = { state: 'draft', identity: { number: 'D-1', version: 1 }, signatures: [] } as const;
    const { facts } = documentOf('fault-report', about, {}, edition, ticket.asOfAt);
    expect(new Map(facts).get('Reported')).toBe('2026-11-23 10:00 · Ms Zhao');
  });
});

describe('a correction', () => {
  it('leaves no device behind in a log that was stored', async () => {
    const source: BookSource = await callerBook('en');
    const { ticket, log, terms } = telecom().report('10:00', { device: 'device1' });
    const by: Actor = { key: 'engineer1', staff: true, director: false };
    const asked = { verb: 'correct', device: '-', site: '', contact: '', book: prepareBook(1, source) } as const;
    const taken = decideStep(ticket, asked, terms, by, ticket.asOfAt + 1);
    if (!taken.ok) throw new Error(taken.code);
    const stored = JSON.parse(JSON.stringify([...log, ...taken.value.added]));
    const folded: Ticket = foldTicket(stored);
    expect(folded.facts.device).toBeUndefined();
    expect(folded.facts).toEqual(taken.value.ticket.facts);
  });
});
