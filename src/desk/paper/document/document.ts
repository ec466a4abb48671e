import type { Language } from '../../../lib/language.ts';

/** Media type of a Word file, as in `Content-Type`. */
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A paper as it is printed, with all texts in one language. Texts are plain; nothing in them is markup. */
export interface PaperDocument {
  readonly language: Language;
  /** Name of the provider, in the header of every page. */
  readonly provider: string;
  readonly title: string;
  /** What the paper is about: number and title of the ticket, or the month. */
  readonly subtitle: string;
  /** Marks a draft on every page; empty: it is final. */
  readonly mark: string;
  /** Label and value, one per row. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly sections: readonly DocumentSection[];
  /** One line for each signature, with room for the date. */
  readonly signatures: readonly string[];
  readonly signatureWords: { readonly name: string; readonly date: string };
  /** When and by what it was made. */
  readonly footer: string;
}

/** A heading with a text or a table below it. */
export type DocumentSection =
  | { readonly heading: string; readonly part: 'text'; readonly text: string }
  | {
      readonly heading: string;
      readonly part: 'table';
      readonly columns: readonly DocumentColumn[];
      readonly rows: readonly (readonly string[])[];
      /** Text in place of rows if there are none. */
      readonly none: string;
    };

/** A column of a table, with its heading. */
export interface DocumentColumn {
  readonly label: string;
  /** Share of the page's width; the columns of a table add up to 100. */
  readonly percent: number;
}
