import type { BoardPaging, BoardTarget } from '../../chat/board.ts';
import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';

/** Where a page lies in a list. */
export interface PagePlace {
  /** From 1. */
  readonly page: number;
  readonly length: number;
  /** All rows. */
  readonly count: number;
  /** Rows on this page. */
  readonly shown: number;
}

/** The links to the pages before and after, and which rows are shown: `51–100 of 1,204`. */
export function pagingOf(
  { page, length, count, shown }: PagePlace,
  language: Language,
  targetOf: (page: number) => BoardTarget,
): BoardPaging {
  const first = (page - 1) * length + 1;
  const number = (value: number) => new Intl.NumberFormat(language).format(value);
  const words = { first: number(first), last: number(first + shown - 1), count: number(count) };
  return {
    words: shown === 0 ? '' : t(language, 'board.paging.rows', words),
    previous: page > 1 ? { label: t(language, 'board.paging.previous'), to: targetOf(page - 1) } : undefined,
    next: page * length < count ? { label: t(language, 'board.paging.next'), to: targetOf(page + 1) } : undefined,
  };
}
