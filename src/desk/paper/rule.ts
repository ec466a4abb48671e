import { type Book, policyOf } from '../book/book.ts';
import type { BookPaper } from '../book/paper-rule.ts';
import type { Paper } from './paper.ts';

/** The book's rule for a paper; undefined: the policy does not ask for it. */
export function ruleOf(book: Book, { customer, paper }: Pick<Paper, 'customer' | 'paper'>): BookPaper | undefined {
  return policyOf(book, customer).papers.find((rule) => rule.paper === paper);
}

/** Whether the customer may read a paper: it is archived, and the book does not keep it inside. */
export function isGiven(book: Book, paper: Paper): boolean {
  return paper.status === 'archived' && ruleOf(book, paper)?.for !== 'team';
}
