import type { Instant } from '../../../lib/instant.ts';
import type { PageWay } from '../../book/paging-rule.ts';

/** The calls to the person who has to respond, since the ticket came to them or its level rose. */
export interface PagingRecord {
  /** The book's spans count from here, or from the start of the respond clock if that is later. */
  readonly since: Instant;
  readonly pages: readonly Page[];
  /** How many of the planned calls are over, where a move to another version of the book skipped some; left out: `pages`. */
  readonly over?: number;
  /** The manager who was told that no call was answered; left out: none was told. */
  readonly raisedTo?: string;
  /** The number of the log entry that told of it; left out: as `raisedTo`. */
  readonly raisedNo?: number;
}

/** One call that was made. */
export interface Page {
  /** The number of its log entry. Each call has a card of its own, which is found again by it. */
  readonly no: number;
  readonly to: string;
  readonly way: PageWay;
}
