import type { Language } from '../../../lib/language.ts';

/** A Word file's type, as in `Content-Type`. */
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A paper as it is printed, in finished words of one language. All texts are plain: nothing in them is markup. */
export interface PaperDocument {
  readonly language: Language;
  /** What stands above the title on every page: who made it. */
  readonly provider: string;
  readonly title: string;
  /** What it is about: the ticket's number and title, or the month. */
  readonly subtitle: string;
  /** What marks a draft on every page; empty: it is final. */
  readonly mark: string;
  /** Label and value, one a row. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly sections: readonly DocumentSection[];
  /** A line to sign on each, with room for the date. */
  readonly signatures: readonly string[];
  readonly signatureWords: { readonly name: string; readonly date: string };
  /** When and by what it was made. */
  readonly footer: string;
}

export type DocumentSection =
  | { readonly heading: string; readonly part: 'text'; readonly text: string }
  | {
      readonly heading: string;
      readonly part: 'table';
      readonly columns: readonly DocumentColumn[];
      readonly rows: readonly (readonly string[])[];
      /** What stands there where there are no rows. */
      readonly none: string;
    };

export interface DocumentColumn {
  readonly label: string;
  /** Share of the page's width; those of a table make 100. */
  readonly percent: number;
}
