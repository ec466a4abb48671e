import type { Language } from '../../../lib/language.ts';
import type { Logo } from '../../book/logo.ts';
import type { MonthPicture } from '../../report/picture/picture.ts';

/** Media type of a Word file, as in `Content-Type`. */
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A paper as it is printed, with all texts in one language. Texts are plain; nothing in them is markup. */
export interface PaperDocument {
  readonly language: Language;
  readonly letterhead: Letterhead;
  readonly title: string;
  /** What the paper is about: number and title of the ticket, or the month. */
  readonly subtitle: string;
  /** Marks a draft on every page; empty: it is final. */
  readonly mark: string;
  /** Label and value, one per row. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly sections: readonly DocumentSection[];
  /** One line for each signature, with room for the date. */
  readonly signatures: readonly SignatureLine[];
  readonly signatureWords: { readonly name: string; readonly date: string };
  readonly foot: PaperFoot;
}

/** What stands on every page of every paper of the provider; empty texts are left out. */
export interface Letterhead {
  readonly name: string;
  readonly logo: Logo | undefined;
  readonly address: string;
  readonly phone: string;
}

/** A line to sign on, e.g. of the customer. Name and date are empty until it is signed. */
export interface SignatureLine {
  readonly label: string;
  readonly name: string;
  readonly date: string;
}

/** What the foot says of the paper itself. */
export interface PaperFoot {
  /** Number and version; empty: it has none. */
  readonly identity: string;
  /** When and by what it was made. */
  readonly made: string;
  /** "Page n of m", with `PAGE_MARK` and `PAGES_MARK` in place of the numbers. */
  readonly page: string;
}

/** They stand for the page and for the number of pages; no text that people write has them. */
export const PAGE_MARK = '\u0001';
export const PAGES_MARK = '\u0002';

/** A heading with a text or a table below it, or a picture that belongs to what stands above. */
export type DocumentSection =
  | { readonly heading: string; readonly part: 'text'; readonly text: string }
  | {
      readonly heading: string;
      readonly part: 'table';
      readonly columns: readonly DocumentColumn[];
      readonly rows: readonly (readonly string[])[];
      /** Text in place of rows if there are none. */
      readonly none: string;
    }
  | {
      readonly part: 'picture';
      readonly picture: MonthPicture;
      /** Stands below the picture. */
      readonly caption: string;
      /** What it shows, for people who cannot see it. */
      readonly alt: string;
    };

/** A column of a table, with its heading. */
export interface DocumentColumn {
  readonly label: string;
  /** Share of the page's width; the columns of a table add up to 100. */
  readonly percent: number;
}
