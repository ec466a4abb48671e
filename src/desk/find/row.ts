import type { CardField } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { type Language, named } from '../../lib/language.ts';
import type { Book } from '../book/book.ts';
import { findCustomerName } from '../card/customer.ts';
import { shorten } from '../input.ts';
import { brokePromise } from '../ticket/case/ticket.ts';
import { knowledgeOf } from './knowledge.ts';
import type { FoundTicket } from './store.ts';

/** Longest cause or solution in a list; the ticket's card and log have all of it. */
const MOST_CHARS = 160;

/** Who reads a list of found tickets. */
export interface RowReader {
  readonly staff: boolean;
  readonly language: Language;
}

/** A found ticket as a row: number and title; what is known of it; state, customer, device and the day of its report. */
export function foundRow(found: FoundTicket, book: Book, { staff, language }: RowReader): CardField {
  const { id, ticket } = found;
  const { facts, status, reportedAt } = ticket;
  const { cause, solution } = knowledgeOf(found, book, staff ? 'team' : 'told');
  const device = book.source.customers[facts.customer]?.devices.find(({ key }) => key === facts.device);
  const about = [
    t(language, `find.state.${status}`),
    brokePromise(ticket) ? t(language, 'card.breached') : undefined,
    staff ? findCustomerName(book.source, facts.customer, language) : undefined,
    device && named(device.name, language),
    book.always.dateOf(reportedAt),
  ];
  const lines = [
    solution && t(language, 'find.solution', { text: brief(solution) }),
    cause && t(language, 'find.cause', { text: brief(cause) }),
    about.filter(Boolean).join(' · '),
  ];
  return { label: `T-${id} · ${facts.title}`, value: lines.filter(Boolean).join('\n') };
}

/** A text on one line. */
function brief(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return [...line].length > MOST_CHARS ? `${shorten(line, MOST_CHARS - 1)}…` : line;
}
