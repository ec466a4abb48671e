import type { BoardTarget } from '../../../chat/board.ts';

/** The address of a place on the board, relative to its other pages. */
export function addressOf({ page, params }: BoardTarget, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...params, ...more });
  return query.size > 0 ? `${page}?${query}` : page;
}
