import type { Language, Named } from '../../lib/language.ts';

/** Whom the pages are for, as the service book says. */
export interface WebBook {
  readonly provider: Named;
  /** The IANA zone in which days are named and wall-clock times are read. */
  readonly timeZone: string;
  /** By their keys. */
  readonly customers: ReadonlyMap<string, { readonly name: Named; readonly language: Language }>;
}
