import type { BoardBlock } from '../../chat/board.ts';
import type { Ask } from '../desk.ts';

/** What a page shows: its title, if it is not that of the page, and its blocks. */
export interface BoardContent {
  readonly title?: string;
  readonly blocks: readonly BoardBlock[];
  /** The case that is opened, by kind: `{ ticket: 'T-12' }`. Left out: the page is a list, or the reader may not see it. */
  readonly opened?: Readonly<Record<string, string>>;
}

/** Reads one page. `ask.input` has the query of its address, unchecked. */
export type ReadBoardPage = (ask: Ask) => Promise<BoardContent>;
