import { type Book, policyOf } from '../book/book.ts';
import type { OfferedPaper } from '../book/paper-rule.ts';
import type { Paper } from './paper.ts';

type Which = Pick<Paper, 'customer' | 'paper'>;

/** The book's rule for a paper that the policy asks for or offers; undefined: it does neither. */
export function ruleOf(book: Book, { customer, paper }: Which): OfferedPaper | undefined {
  const { papers, offers } = policyOf(book, customer);
  return [...papers, ...offers].find((rule) => rule.paper === paper);
}

/** Whether a paper is made for the customer to read, and so in their language. */
export function isForCustomer(book: Book, which: Which): boolean {
  return ruleOf(book, which)?.for !== 'team';
}

/** Whether the customer may read a paper: it is archived, and the book does not keep it inside. */
export function isGiven(book: Book, paper: Paper): boolean {
  return paper.status === 'archived' && isForCustomer(book, paper);
}
