import type { BoardDoor } from '../../../chat/board-door.ts';
import type { LiveBoards } from './live.ts';
import type { OidcLogin } from './oidc.ts';

/** What the pages need to serve the board. */
export interface BoardSite {
  readonly door: BoardDoor;
  /** The address of our pages from outside; undefined while it is not known. */
  readonly publicUrl: () => string | undefined;
  /** Left out: there is no login by OpenID Connect. */
  readonly oidc?: OidcLogin;
  readonly live: LiveBoards;
}
