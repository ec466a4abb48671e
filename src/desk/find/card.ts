import type { Button, Card, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import type { Book } from '../book/book.ts';
import { makeButton, ticketButton } from '../card/button.ts';
import type { Clause } from './reading.ts';
import { foundRow, type RowReader } from './row.ts';
import type { FoundTicket } from './store.ts';

/** How many tickets a page shows. */
export const PAGE_LENGTH = 10;

/** One page of what was found. */
export interface FoundPage {
  /** The search as it was typed: the buttons repeat it. */
  readonly words: string;
  readonly clauses: readonly Clause[];
  readonly found: readonly FoundTicket[];
  /** From 1. */
  readonly page: number;
  readonly hasNext: boolean;
  /** The customer of the channel, to whom the search was narrowed without being asked; undefined: it was not. */
  readonly narrowedTo: string | undefined;
  /** Whether the asker widened it to all customers. */
  readonly everywhere: boolean;
}

/** A page of found tickets for the asker alone: how the words were understood, the tickets, and what to do next. */
export function foundCard(page: FoundPage, book: Book, reader: RowReader): Card {
  const { found, clauses, narrowedTo } = page;
  const { language } = reader;
  const rows = found.map((each) => foundRow(each, book, reader));
  const read = t(language, 'find.understood', { clauses: clauseWords(clauses, narrowedTo, language) });
  return {
    subject: 'find',
    tone: 'neutral',
    title: titleOf(page, language),
    badges: [],
    parts: [
      { part: 'text', style: 'small', text: read },
      ...(rows.length > 0 ? [{ part: 'fields', fields: rows } as const] : emptyParts(page, language)),
      ...actionsOf(page, language),
    ],
  };
}

function titleOf({ found, page, hasNext }: FoundPage, language: Language): string {
  if (found.length === 0) return t(language, 'find.title.none');
  const first = (page - 1) * PAGE_LENGTH + 1;
  const last = first + found.length - 1;
  return hasNext || page > 1
    ? t(language, 'find.title.page', { first, last })
    : t(language, 'find.title.all', { count: found.length });
}

/** How the words were understood: `words “down” · device Core switch · reported 2026-10-01 to 2026-10-31`. */
function clauseWords(clauses: readonly Clause[], narrowedTo: string | undefined, language: Language): string {
  const said = clauses.map((clause) => clauseWord(clause, language));
  if (narrowedTo !== undefined) said.push(t(language, 'find.clause.narrowed', { name: narrowedTo }));
  return said.join(' · ');
}

function clauseWord(clause: Clause, language: Language): string {
  switch (clause.kind) {
    case 'word':
      return t(language, 'find.clause.word', { text: clause.text });
    case 'state':
      return t(language, 'find.clause.state', { state: t(language, `find.state.${clause.state}`) });
    case 'date': {
      const { from, to } = clause.period;
      return from === to
        ? t(language, 'find.clause.day', { date: from })
        : t(language, 'find.clause.period', { from, to });
    }
    case 'customer':
    case 'device':
    case 'person':
      return t(language, `find.clause.${clause.kind}`, { name: clause.name });
  }
}

/** One idea where nothing was found: without the narrowest filter, by one word fewer, or by other words. */
function emptyParts({ clauses }: FoundPage, language: Language): CardPart[] {
  const left = weakestOf(clauses);
  const idea = left
    ? t(language, 'find.idea.without', { clause: clauseWord(left, language) })
    : t(language, 'find.idea.other-words');
  return [{ part: 'text', style: 'plain', text: idea }];
}

const WEAKEST_FIRST: readonly Clause['kind'][] = ['date', 'state', 'person', 'device', 'customer', 'word'];

/** What to leave out first where nothing was found; undefined: there is only one part. */
function weakestOf(clauses: readonly Clause[]): Clause | undefined {
  if (clauses.length < 2) return undefined;
  return WEAKEST_FIRST.flatMap((kind) => clauses.findLast((each) => each.kind === kind) ?? [])[0];
}

function actionsOf(page: FoundPage, language: Language): CardPart[] {
  const main = mainButtons(page, language);
  const more = [
    ...(page.narrowedTo === undefined
      ? []
      : [findButton(page.words, { all: 'yes' }, t(language, 'button.find.everywhere'))]),
    ...showButtons(page.found, language),
  ];
  return main.length + more.length > 0 ? [{ part: 'actions', main, more }] : [];
}

/** A button for each found ticket that shows its card. */
export function showButtons(found: readonly FoundTicket[], language: Language): Button[] {
  return found.map(({ id }) => ({
    ...ticketButton(id, 'ticket.show', 'button.show', language),
    label: t(language, 'button.find.show', { ticket: `T-${id}` }),
  }));
}

function mainButtons({ words, page, hasNext, found, clauses, everywhere }: FoundPage, language: Language): Button[] {
  const all: Record<string, string> = everywhere ? { all: 'yes' } : {};
  const turn = (to: number, key: 'button.find.next' | 'button.find.previous') =>
    findButton(words, { ...all, page: `${to}` }, t(language, key));
  const left = found.length === 0 ? weakestOf(clauses) : undefined;
  return [
    ...(page > 1 ? [turn(page - 1, 'button.find.previous')] : []),
    ...(hasNext ? [turn(page + 1, 'button.find.next')] : []),
    ...(left ? [findButton(wordsWithout(clauses, left), all, t(language, 'button.find.without'))] : []),
  ];
}

function wordsWithout(clauses: readonly Clause[], left: Clause): string {
  return clauses
    .filter((each) => each !== left)
    .map(({ said }) => said)
    .join(' ');
}

function findButton(words: string, args: Readonly<Record<string, string>>, label: string): Button {
  return makeButton({ label, command: 'find.tickets', args: { search: words, ...args } });
}
