import type { Button } from '../../chat/card.ts';
import type { Language } from '../../lib/language.ts';
import { ticketButton } from '../card/button.ts';
import type { TicketId } from '../ticket/case/ticket.ts';

/**
 * The customer is not happy with a fix: whoever heard it reopens the ticket on their word, or puts down a complaint.
 * `reopen` is the command that knows what was said.
 */
export function unhappyButtons(id: TicketId, reopen: string, language: Language): Button[] {
  return [
    ticketButton(id, reopen, 'button.reopen', language, 'primary'),
    ticketButton(id, 'complaint.open', 'button.open-complaint', language),
  ];
}
