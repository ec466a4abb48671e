import type { Button } from '../../chat/card.ts';
import type { Language } from '../../lib/language.ts';
import { ticketButton } from '../card/button.ts';
import type { TicketId } from '../ticket/case/ticket.ts';

/**
 * Buttons for a colleague who hears that the customer is not happy with a fix: reopen the ticket, or record a
 * complaint. `reopen` is the command that looks up what the customer said.
 */
export function unhappyButtons(id: TicketId, reopen: string, language: Language): Button[] {
  return [
    ticketButton(id, reopen, 'button.reopen', language, 'primary'),
    ticketButton(id, 'complaint.open', 'button.open-complaint', language),
  ];
}
