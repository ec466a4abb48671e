import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import { pendingConsent } from '../case/consent.ts';
import type { Ticket } from '../case/ticket.ts';

/** What a ticket waits for, in words; undefined: for nothing that stops its clocks. */
export function waitReason(ticket: Ticket, language: Language): string | undefined {
  if (ticket.withdrawn) return undefined;
  if (ticket.reply && ticket.isAnswered) return t(language, 'card.waits.reply');
  if (ticket.waitsForPlan) return t(language, `card.waits.plan-${ticket.waitsForPlan}`);
  if (ticket.waitsForAnswer) return t(language, 'card.waits.answer');
  return pendingConsent(ticket, undefined) && t(language, 'card.waits.consent');
}
