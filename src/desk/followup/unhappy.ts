import type { Button } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import type { TicketId } from '../ticket/case/ticket.ts';

/**
 * The customer is not happy with a fix: whoever heard it reopens the ticket on their word, or puts down a complaint.
 * `reopen` is the command that knows what was said.
 */
export function unhappyButtons(id: TicketId, reopen: string, language: Language): Button[] {
  const button = (command: string, label: string, style: Button['style']): Button => ({
    label: t(language, label),
    command,
    args: { ticket: `T-${id}` },
    style,
    confirm: '',
  });
  return [button(reopen, 'button.reopen', 'primary'), button('complaint.open', 'button.open-complaint', 'plain')];
}
