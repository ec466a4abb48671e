import type { Instant } from '../../lib/instant.ts';
import { spanOf } from '../book/schema.ts';
import type { MatterState } from '../matter/store.ts';
import { layOut, type SpanCalendars } from '../sla/sla.ts';
import type { TicketId } from '../ticket/case/ticket.ts';
import type { PartProgress } from './part.ts';

/** A suggestion to request a part, some time after the engineer arrived on site (C2). */
export interface Suggestion extends MatterState {
  readonly ticketId: TicketId;
  readonly status: 'open' | 'suggested' | 'withdrawn';
  readonly at: Instant;
}

/** The first arrival of an engineer on site. */
export interface Arrival {
  readonly customer: string;
  readonly ticketId: TicketId;
  readonly by: string;
  readonly at: Instant;
}

/** An engineer arrived on site: a part will be suggested `after` a span. */
export function beginSuggestion({ customer, ticketId, by, at }: Arrival, after: string, calendars: SpanCalendars) {
  const allowed = layOut(spanOf(after), at, calendars);
  const suggestAt = allowed.calendar.add(at, allowed.ms);
  const state: Suggestion = { customer, ticketId, status: 'open', at: suggestAt };
  return {
    state,
    added: [{ kind: 'part.to-be-suggested', at, by, data: { suggestAt } }],
  } satisfies PartProgress<Suggestion>;
}

/** When the suggestion is made; undefined: it was made or withdrawn. */
export function suggestionAt({ status, at }: Suggestion): Instant | undefined {
  return status === 'open' ? at : undefined;
}

/** Makes the suggestion if it is due by `now`. The entry is dated to the due instant. */
export function lapseSuggestion(suggestion: Suggestion, now: Instant): PartProgress<Suggestion> {
  const at = suggestionAt(suggestion);
  if (at === undefined || at > now) return { state: suggestion, added: [] };
  return {
    state: { ...suggestion, status: 'suggested' },
    added: [{ kind: 'part.suggested', at, by: 'clock', data: {} }],
  };
}

/** Withdraws the suggestion: the fault is fixed, or a part was requested. */
export function withdrawSuggestion(suggestion: Suggestion, by: string, now: Instant): PartProgress<Suggestion> {
  return {
    state: { ...suggestion, status: 'withdrawn' },
    added: [{ kind: 'part.withdrawn', at: now, by, data: {} }],
  };
}
