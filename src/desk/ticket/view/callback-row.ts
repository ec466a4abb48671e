import type { CardField, CardPart } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import { when } from '../../../i18n/when.ts';
import type { Language } from '../../../lib/language.ts';
import type { Withdrawal } from '../../../outbox/notice.ts';
import type { BookSource } from '../../book/schema.ts';
import { fieldIn } from '../../card/field.ts';
import { subjectOf } from '../case/names.ts';
import type { Callback } from '../case/record.ts';
import { isDone, type Ticket } from '../case/ticket.ts';
import type { TicketChange } from './view.ts';

/** What our people see of a call that is owed (B5). Customers' cards have none of it, because the number stays inside. */

/** Phone, contact and company of the call that is owed, and until when; empty if none is. */
export function callbackRow({ callback, withdrawn }: Ticket, source: BookSource, language: Language): CardField[] {
  if (!callback || withdrawn) return [];
  const { phone, contact, company } = callback;
  const words = [phone, contact, company, callUntil(callback, source, language)].filter(Boolean).join(' · ');
  return fieldIn(language)('callback', words);
}

/** "by Mon 28 Sep 14:00"; empty for a call that was noted before calls had a limit. */
export function callUntil({ until }: Callback, { provider }: BookSource, language: Language): string {
  return until === undefined ? '' : t(language, 'card.call-until', { at: when(language, until, provider.timeZone) });
}

/** Tells the customer why they cannot confirm yet; empty unless a call is all that is missing. */
export function callbackNote(ticket: Ticket, language: Language): CardPart[] {
  const { callback, status } = ticket;
  if (!callback || status === 'withdrawn' || !isDone(ticket)) return [];
  return [{ part: 'text', style: 'small', text: t(language, 'ticket.callback-owed') }];
}

export const CALLBACK_PINGS = ['callback.due', 'callback.overdue'] as const;

/** A call that was made is not reminded of any longer. */
export function callbackWithdrawals({ id, before, after }: TicketChange): Withdrawal[] {
  if (!before?.callback || after.callback) return [];
  const subject = subjectOf(id);
  return CALLBACK_PINGS.map((kind) => ({ subject, keyPrefix: `${subject}|${kind}|` }));
}
