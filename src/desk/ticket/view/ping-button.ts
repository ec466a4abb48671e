import type { Button } from '../../../chat/card.ts';
import type { Language } from '../../../lib/language.ts';
import { ticketButton } from '../../card/button.ts';
import type { Entry } from '../case/entry.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import { type Buttons, buttonsOf, offeredButton } from './button.ts';
import type { CardView } from './view.ts';

/** The buttons of pings. */

/**
 * What the reader of a ping can do at once: what it asks for by name, the assignee their next step, the holder of a support tier take it, a manager
 * take the ticket over or give it to another.
 */
export function pingActions(id: TicketId, entry: Entry, ticket: Ticket, view: CardView, reader: string): Buttons {
  const { language } = view;
  const [show, why] = [pingButton(id, 'show', language), pingButton(id, 'why', language)];
  if (entry.kind === 'callback.due' || entry.kind === 'callback.overdue')
    return { main: [pingButton(id, 'called-back', language, 'primary'), show], more: [] };
  if (entry.kind === 'incident.report-reminder' || entry.kind === 'incident.report-overdue')
    return { main: [pingButton(id, 'report-incident', language, 'primary'), show], more: [] };
  // Whose the ticket is already cannot take it over: they do their next step.
  if (reader === ticket.assignee) return ownActions(buttonsOf(id, ticket, view, 'team').main, show, why);
  switch (entry.kind) {
    case 'ticket.tier-raised': {
      const take = offeredButton(id, ticket, 'take-tier', 'team', view);
      return { main: [...take.map((each) => ({ ...each, style: 'primary' as const })), show], more: [why] };
    }
    case 'sla.breached':
    case 'sla.raised':
    case 'ticket.stale':
    case 'ticket.unreached':
    case 'go-live.missed':
      return {
        main: [pingButton(id, 'take-over', language, 'primary'), pingButton(id, 'assign', language)],
        more: [show, why],
      };
    case 'sla.warning':
      return ownActions(
        entry.data.metric === 'respond' ? [pingButton(id, 'acknowledge', language, 'primary')] : [],
        show,
        why,
      );
    default:
      return { main: [pingButton(id, 'show', language, 'primary'), why], more: [] };
  }
}

function ownActions([first]: readonly Button[], show: Button, why: Button): Buttons {
  return first ? { main: [first, show], more: [why] } : { main: [show, why], more: [] };
}

/** A button that stands on pings alone, or opens more about the ticket. */
export function pingButton(
  id: TicketId,
  verb: 'take-over' | 'assign' | 'acknowledge' | 'called-back' | 'report-incident' | 'show' | 'why',
  language: Language,
  style: Button['style'] = 'plain',
) {
  return ticketButton(id, `ticket.${verb}`, `button.${verb}`, language, style);
}
