import type { Book } from '../book/book.ts';
import { isGiven } from '../paper/rule.ts';
import { isDone } from '../ticket/case/ticket.ts';
import type { FoundTicket } from './store.ts';

/** Why a ticket's trouble arose and what helped; empty where it is not known. */
export interface Knowledge {
  readonly cause: string;
  readonly solution: string;
}

/**
 * What is known of a ticket, as far as its reader may see it: from the latest paper that names it, else from the fix,
 * answer or reply. A ticket that was reopened has no solution until it is fixed again.
 */
export function knowledgeOf({ ticket, solved, papers }: FoundTicket, book: Book, reader: 'team' | 'told'): Knowledge {
  const readable = papers.filter((paper) => (reader === 'team' ? !paper.refused : isGiven(book, paper)));
  const written = (part: string) =>
    readable.findLast(({ handedIn }) => handedIn?.parts[part])?.handedIn?.parts[part] ?? '';
  const isKnown = ticket.status !== 'open' || isDone(ticket);
  const told = isKnown ? solved || (ticket.reply?.solution ?? '') : '';
  return {
    cause: isKnown ? written('cause') || (ticket.fix?.cause ?? '') : '',
    solution: (isKnown && written('solution')) || told,
  };
}
