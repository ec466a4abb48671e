import type { Language } from '../lib/language.ts';
import type { BoardAction, BoardView } from './board.ts';
import type { CarriedFile } from './file.ts';

/** The way from the board's pages to the desk: what is asked, and what comes back. */

/** What a reader asks of the board. `language` undefined: their own. */
export interface BoardAsk {
  readonly page: string;
  readonly params: Readonly<Record<string, string>>;
  readonly language: Language | undefined;
  /** Whether the server looks again by itself, for a page that stays open. */
  readonly isAgain?: true;
}

/** A form that was sent. `params`: its fields, unchecked. */
export interface BoardSent extends Pick<BoardAsk, 'params' | 'language'> {
  readonly action: BoardAction;
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | undefined;
}

/** What came of it: a page that says so, with its HTTP status, or a file. */
export type BoardOutcome =
  | { readonly kind: 'page'; readonly status: number; readonly view: BoardView }
  | { readonly kind: 'file'; readonly file: CarriedFile };

/** Whose a link is, for the page on which it is opened. */
export interface BoardGuest {
  readonly name: string;
  readonly language: Language;
}

/** The one door from the pages to the board's data and sessions. Secrets are those that browsers keep in a cookie. */
export interface BoardDoor {
  /** Whom an unused link is for; undefined: it is unknown, used, expired or revoked, or its person has left. */
  guestOf(linkId: string): Promise<BoardGuest | undefined>;
  /**
   * Opens a link's session and gives the browser's secret; for the browser that opened it, its own secret again.
   * undefined: as `guestOf`, or the browser has the open session of another person.
   */
  enter(linkId: string, held: string | undefined): Promise<string | undefined>;
  /**
   * Opens a session for the one of our people whom the issuer of a login named; in a browser with a running session of
   * theirs, that one; another person's session ends there. undefined: the book knows no such account.
   */
  signIn(
    named: { readonly claim: string; readonly value: string },
    held: string | undefined,
  ): Promise<(BoardGuest & { readonly secret: string }) | undefined>;
  /** undefined: there is no such session, or it has ended. */
  read(secret: string, ask: BoardAsk): Promise<BoardView | undefined>;
  /** undefined: as `read`. */
  send(secret: string, sent: BoardSent): Promise<BoardOutcome | undefined>;
  leave(secret: string): Promise<void>;
}
