import type { Button } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import type { KeyAfter, TextKey } from '../../lib/text-key.ts';
import { type Numbered, numberOf } from '../address/number.ts';

/**
 * Makes a plain button without arguments and without a question; what is given overrides that. `label` is finished
 * text.
 */
export function makeButton(given: Pick<Button, 'label' | 'command'> & Partial<Button>): Button {
  return { args: {}, style: 'plain', confirm: '', ...given };
}

/** Makes a button of a numbered matter: `complaint.answer` for C-3. Its label is the text `button.<command>`. */
export function numberedButton(
  kind: Numbered,
  id: number,
  command: KeyAfter<'button.'> & `${Numbered}.${string}`,
  language: Language,
  more: Partial<Pick<Button, 'style' | 'confirm'>> = {},
): Button {
  return makeButton({
    label: t(language, `button.${command}`),
    command,
    args: { [kind]: numberOf(kind, id) },
    ...more,
  });
}

/** Makes a button about a ticket: `command` gets the ticket's number, `label` is a text key. */
export function ticketButton(
  ticketId: number,
  command: string,
  label: TextKey,
  language: Language,
  style: Button['style'] = 'plain',
): Button {
  return makeButton({ label: t(language, label), command, args: { ticket: `T-${ticketId}` }, style });
}

/** The button that opens a ticket's card. */
export function showTicketButton(ticketId: number, language: Language): Button {
  return ticketButton(ticketId, 'ticket.show', 'button.show', language);
}
