import type { BoardDoor } from '../../../chat/board-door.ts';
import type { LiveBoards } from './live.ts';

/** What the pages need to serve the board. */
export interface BoardSite {
  readonly door: BoardDoor;
  /** The address of our pages from outside; undefined while it is not known. */
  readonly publicUrl: () => string | undefined;
  readonly live: LiveBoards;
}
