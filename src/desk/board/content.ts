import type { BoardBlock } from '../../chat/board.ts';
import type { Ask } from '../desk.ts';

/** What a page shows: its title, if it is not that of the page, and its blocks. */
export interface BoardContent {
  readonly title?: string;
  readonly blocks: readonly BoardBlock[];
}

/** Reads one page. `ask.input` has the query of its address, unchecked. */
export type ReadBoardPage = (ask: Ask) => Promise<BoardContent>;
