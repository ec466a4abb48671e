import type { Named } from '../../lib/language.ts';

/** How it is said what a table keeps of people, and what becomes of it. */

/**
 * What a column holds. `fact`: instants, numbers, states, codes, hashes and random ids. `key`: a key of the service book, or an
 * account on the operator's machine. `account`: a person's account on a platform. `words`: names, contacts, and what people
 * wrote. `secret`: of no person.
 */
export type ColumnKind = 'fact' | 'key' | 'account' | 'words' | 'secret';

/**
 * What becomes of a table's rows. `goes`: theirs are deleted. `masked`: their words, names and accounts are taken out, and the
 * rest stays. `kept`: nothing is in it to take out. `case`: with the case that it belongs to, by `forget-case.ts`.
 */
export type Fate = 'goes' | 'masked' | 'kept' | 'case';

/** A setting that lets old rows go. */
export const KEEPING = [
  'KEEP_CASE_WORDS_DAYS',
  'KEEP_CASE_FILES_DAYS',
  'KEEP_MAIL_DAYS',
  'KEEP_NOTICE_DAYS',
  'KEEP_CHAT_DAYS',
  'KEEP_ACCESS_DAYS',
] as const;
export type KeepingSetting = (typeof KEEPING)[number];

export interface Holding {
  /** What it is and why it is kept, for docs/privacy.md. */
  readonly what: Named;
  readonly columns: Readonly<Record<string, ColumnKind>>;
  /** When a person, or a customer, is forgotten. */
  readonly person: Fate;
  readonly customer: Fate;
  /** Until when rows stay by themselves: a setting, or a span that the program has; left out: for good. */
  readonly until?: KeepingSetting | Named;
}
