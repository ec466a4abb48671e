import type { Button, Card, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { type Book, findCustomer, policyOf } from '../book/book.ts';
import { makeButton, showTicketButton } from '../card/button.ts';
import { findCustomerName } from '../card/customer.ts';
import { levelName } from '../ticket/case/names.ts';
import type { Case, Newest } from './store.ts';

/** How many tickets a page of the list shows. */
export const PAGE_LENGTH = 10;

/** Who reads the list. */
interface Reader {
  readonly staff: boolean;
  readonly language: Language;
}

/**
 * A page of a customer's tickets, closed ones too, the newest first: each with its state, level, day of report and
 * rating, and a button that opens it. `page` begins at 1.
 */
export function caseListCard({ count, rows }: Newest<Case>, page: number, book: Book, reader: Reader): Card {
  const { language } = reader;
  const pages = Math.max(1, Math.ceil(count / PAGE_LENGTH));
  return {
    subject: 'cases',
    tone: 'neutral',
    title: t(language, 'case.list', { count }),
    badges: pages > 1 ? [{ text: t(language, 'case.page', { page, pages }), tone: 'neutral' }] : [],
    parts: [
      ...(rows.length === 0
        ? [{ part: 'text', style: 'plain', text: t(language, 'case.none') } as const]
        : rows.flatMap((each) => rowParts(each, book, reader))),
      ...turnParts(page, pages, language),
    ],
  };
}

function rowParts({ id, ticket }: Case, book: Book, { staff, language }: Reader): CardPart[] {
  const { facts, status, level, reportedAt, rating } = ticket;
  const words = [
    t(language, `find.state.${status}`),
    staff ? findCustomerName(book.source, facts.customer, language) : undefined,
    level && findCustomer(book, facts.customer) && levelName(policyOf(book, facts.customer), level, language),
    t(language, 'case.reported', { date: book.always.dateOf(reportedAt) }),
    rating && t(language, 'case.rated', { score: rating.score }),
  ];
  return [
    { part: 'fields', fields: [{ label: `T-${id} · ${facts.title}`, value: words.filter(Boolean).join(' · ') }] },
    { part: 'actions', main: [showTicketButton(id, language)], more: [] },
  ];
}

function turnParts(page: number, pages: number, language: Language): CardPart[] {
  const turn = (to: number, label: 'button.find.next' | 'button.find.previous'): Button =>
    makeButton({ label: t(language, label), command: 'dossier.cases', args: { page: `${to}` } });
  const main = [
    ...(page > 1 ? [turn(Math.min(page - 1, pages), 'button.find.previous')] : []),
    ...(page < pages ? [turn(page + 1, 'button.find.next')] : []),
  ];
  return main.length > 0 ? [{ part: 'actions', main, more: [] }] : [];
}
