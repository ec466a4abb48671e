import { siteName } from '../../card/customer.ts';
import { levelName } from '../../ticket/case/names.ts';
import type { Terms } from '../../ticket/case/terms.ts';
import type { Ticket, TicketId } from '../../ticket/case/ticket.ts';
import type { ExportSide } from '../export.ts';
import type { Column, TableView } from '../table.ts';
import { customerColumn, deviceName, who, word, yes } from './names.ts';

/** A ticket with the terms that it was opened under. */
export interface ExportedTicket {
  readonly id: TicketId;
  readonly ticket: Ticket;
  readonly terms: Terms;
  readonly bookVersion: number;
}

/** One row for each ticket. Customers get what they were told; no notes of ours are among the columns of either side. */
export function ticketColumns(view: TableView, side: ExportSide): Column<ExportedTicket>[] {
  return [
    { name: 'ticket', kind: 'text', of: ({ id }) => `T-${id}` },
    ...(side === 'team' ? [customerColumn<ExportedTicket>(view, ({ ticket }) => ticket.facts.customer)] : []),
    ...whatColumns(view),
    ...timeColumns(),
    { name: 'score', kind: 'number', of: ({ ticket }) => ticket.rating?.score },
    ...(side === 'team' ? ownColumns(view) : []),
  ];
}

function whatColumns(view: TableView): Column<ExportedTicket>[] {
  const { source, language } = view;
  return [
    { name: 'kind', kind: 'text', of: ({ ticket }) => word(view, ticket.facts.kind) },
    { name: 'status', kind: 'text', of: ({ ticket }) => word(view, ticket.status) },
    {
      name: 'level',
      kind: 'text',
      of: ({ ticket: { level }, terms }) => level && levelName(terms.policy, level, language),
    },
    { name: 'title', kind: 'text', of: ({ ticket }) => ticket.facts.title },
    { name: 'details', kind: 'text', of: ({ ticket }) => ticket.facts.details },
    { name: 'site', kind: 'text', of: ({ ticket }) => siteName(source, ticket.facts, language) },
    {
      name: 'device',
      kind: 'text',
      of: ({ ticket: { facts } }) => deviceName(view, facts.customer, facts.device),
    },
    { name: 'serial', kind: 'text', of: ({ ticket }) => ticket.facts.unit },
    { name: 'contact', kind: 'text', of: ({ ticket }) => ticket.facts.contact },
    { name: 'assignee', kind: 'text', of: ({ ticket }) => who(view, ticket.assignee) },
  ];
}

function timeColumns(): Column<ExportedTicket>[] {
  return [
    { name: 'reported', kind: 'at', of: ({ ticket }) => ticket.reportedAt },
    { name: 'responded', kind: 'at', of: ({ ticket }) => ticket.acknowledged?.at ?? ticket.respondedAt },
    { name: 'arrived', kind: 'at', of: ({ ticket }) => ticket.arrivedAt },
    { name: 'resolved', kind: 'at', of: ({ ticket }) => ticket.resolvedAts.at(-1) },
    { name: 'closed', kind: 'at', of: ({ ticket }) => ticket.closedAt },
    { name: 'withdrawn', kind: 'at', of: ({ ticket }) => ticket.withdrawn?.at },
  ];
}

/** For our own bookkeeping. */
function ownColumns(view: TableView): Column<ExportedTicket>[] {
  return [
    {
      name: 'broken',
      kind: 'number',
      of: ({ ticket: { breaches, pastBreaches } }) => Object.keys(breaches).length + pastBreaches.length,
    },
    { name: 'service-level', kind: 'text', of: ({ ticket }) => ticket.facts.serviceLevel },
    { name: 'billable', kind: 'text', of: ({ ticket }) => yes(view, ticket.facts.billable) },
    { name: 'book', kind: 'number', of: ({ bookVersion }) => bookVersion },
  ];
}
