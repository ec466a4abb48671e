import type { Language } from '../lib/language.ts';
import type { Badge, Card, Tone } from './card.ts';

/**
 * The board: a page to read on (`src/adapter/web/board`). The desk says what it shows, as finished texts in one language;
 * the adapter draws it. Nothing on it changes a case; lists are taken away, and a director puts a spreadsheet into the book.
 */

export const BOARD_PAGES = [
  'open',
  'month',
  'calendar',
  'complaints',
  'papers',
  'duty',
  'find',
  'queue',
  'import',
  'case',
  'complaint',
] as const;
export type BoardPage = (typeof BOARD_PAGES)[number];

/** A place on the board. `params` are the query of its address. */
export interface BoardTarget {
  readonly page: BoardPage;
  readonly params: Readonly<Record<string, string>>;
}

export interface BoardLink {
  readonly label: string;
  readonly to: BoardTarget;
}

export interface BoardView {
  readonly language: Language;
  readonly title: string;
  /** Why what was asked for was not done; left out: it was, or nothing was asked for. */
  readonly alert?: string;
  /** Who reads it, and whose cases they see. */
  readonly reader: string;
  readonly scope: string;
  /** When it was read, in the provider's zone. */
  readonly asOf: string;
  readonly nav: readonly (BoardLink & { readonly isHere: boolean })[];
  readonly blocks: readonly BoardBlock[];
  /** Whether the server tells the page what changes on it. */
  readonly isLive: boolean;
  readonly words: BoardWords;
}

/** The words of the frame around every page. */
export interface BoardWords {
  readonly board: string;
  readonly skip: string;
  readonly search: string;
  readonly otherLanguage: string;
  readonly leave: string;
  readonly refresh: string;
  readonly live: string;
  readonly lost: string;
  readonly ended: string;
}

export type BoardBlock =
  | { readonly block: 'tiles'; readonly tiles: readonly BoardTile[] }
  | BoardTable
  | BoardFilter
  | BoardCalendar
  | BoardBars
  | BoardTrend
  | BoardForm
  | BoardLines
  | { readonly block: 'card'; readonly card: Card }
  /** What happened, in order. `at`: when, in words. */
  | {
      readonly block: 'timeline';
      readonly title: string;
      readonly entries: readonly { readonly at: string; readonly text: string }[];
    }
  | { readonly block: 'text'; readonly title: string; readonly text: string };

/** One figure. */
export interface BoardTile {
  /** The same for the same figure at every reading. */
  readonly key: string;
  readonly label: string;
  readonly value: string;
  /** Empty: nothing to add. */
  readonly note: string;
  readonly tone: Tone;
}

export interface BoardTable {
  readonly block: 'table';
  readonly key: string;
  readonly title: string;
  /** Empty: nothing to add. */
  readonly note: string;
  readonly columns: readonly BoardColumn[];
  readonly rows: readonly BoardRow[];
  /** What stands there if there are no rows. */
  readonly empty: string;
  readonly pages?: BoardPaging;
}

/** `numbers`: aligned at its end; `words`: takes the room that is left. */
export interface BoardColumn {
  readonly label: string;
  readonly kind: 'short' | 'words' | 'numbers';
}

export interface BoardRow {
  /** The same for the same case at every reading. */
  readonly key: string;
  readonly tone: Tone;
  /** One for each column. */
  readonly cells: readonly BoardCell[];
}

export interface BoardCell {
  readonly text: string;
  readonly small?: string;
  readonly to?: BoardTarget;
  readonly badge?: Badge;
}

export interface BoardPaging {
  readonly words: string;
  readonly previous: BoardLink | undefined;
  readonly next: BoardLink | undefined;
}

/** Fields that choose what the page shows. Sent to the same page. */
export interface BoardFilter {
  readonly block: 'filter';
  readonly to: BoardTarget;
  readonly submit: string;
  readonly fields: readonly BoardFilterField[];
}

export type BoardFilterField =
  | {
      readonly kind: 'choice';
      readonly name: string;
      readonly label: string;
      readonly value: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
  | {
      readonly kind: 'text';
      readonly name: string;
      readonly label: string;
      readonly value: string;
      readonly hint: string;
    };

export interface BoardCalendar {
  readonly block: 'calendar';
  readonly title: string;
  readonly previous: BoardLink;
  readonly next: BoardLink;
  /** Monday first. */
  readonly weekdays: readonly string[];
  readonly weeks: readonly (readonly BoardDay[])[];
  readonly legend: readonly { readonly kind: BoardDayEntry['kind']; readonly label: string }[];
  readonly empty: string;
}

export interface BoardDay {
  /** `2026-09-28`. */
  readonly date: string;
  /** `28`. */
  readonly number: string;
  /** `Mon 28 Sep`, for narrow screens and screen readers. */
  readonly name: string;
  readonly isToday: boolean;
  readonly isDayOff: boolean;
  /** Of another month. */
  readonly isOutside: boolean;
  readonly entries: readonly BoardDayEntry[];
}

export interface BoardDayEntry {
  readonly kind: 'inspection' | 'appointment' | 'duty';
  readonly text: string;
  readonly small: string;
}

/** Bars that are divided into parts, one bar a row, all on one scale. */
export interface BoardBars {
  readonly block: 'bars';
  readonly title: string;
  readonly parts: readonly { readonly label: string; readonly tone: Tone }[];
  readonly bars: readonly BoardBar[];
}

export interface BoardBar {
  readonly label: string;
  /** What the bar says, in words: `41 of 44 (93 %)`. */
  readonly value: string;
  /** One number for each part. */
  readonly counts: readonly number[];
  readonly to?: BoardTarget;
}

/** A percentage over time. */
export interface BoardTrend {
  readonly block: 'trend';
  readonly title: string;
  /** `percent` undefined: nothing to count. `value`: in words. */
  readonly points: readonly {
    readonly label: string;
    readonly value: string;
    readonly percent: number | undefined;
  }[];
}

/** What the board does when a form is sent: gives a list or the template as a file, reads a spreadsheet, applies it. */
export const BOARD_ACTIONS = ['export', 'template', 'import', 'apply'] as const;
export type BoardAction = (typeof BOARD_ACTIONS)[number];

/** A form of one or more buttons that asks the board to do something. */
export interface BoardForm {
  readonly block: 'form';
  readonly key: string;
  /** Empty: the form stands below something that says what it is about. */
  readonly title: string;
  readonly text: string;
  readonly action: BoardAction;
  /** Sent with it as they are. */
  readonly args: Readonly<Record<string, string>>;
  readonly file?: { readonly label: string; readonly hint: string; readonly accept: string };
  readonly fields: readonly BoardFilterField[];
  /** `value`: sent as `choice`. The first one is the main one, if `isMain`. */
  readonly buttons: readonly { readonly label: string; readonly value: string; readonly isMain?: true }[];
}

/** Sentences, one below the other. `tone`: `bad` for mistakes. */
export interface BoardLines {
  readonly block: 'lines';
  readonly title: string;
  readonly tone: Tone;
  readonly lines: readonly string[];
}
