import type { WebContext } from '../site.ts';
import type { BoardSite } from './board-site.ts';

/** One request of a browser that has a session, as far as its cookie says; the desk is asked next. */
export interface BoardVisit {
  readonly context: WebContext;
  readonly board: BoardSite;
  readonly secret: string;
  /** The last part of the address as it came, e.g. `open`: it is part of redirects, so that it must not be decoded. */
  readonly page: string;
  readonly query: URLSearchParams;
}
