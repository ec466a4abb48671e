import type { Language, Named } from '../../lib/language.ts';

/** What the pages need of the service book. */
export interface WebBook {
  readonly provider: Named;
  /** The IANA zone in which days are shown and wall-clock times are read. */
  readonly timeZone: string;
  /** By customer key. */
  readonly customers: ReadonlyMap<string, { readonly name: Named; readonly language: Language }>;
}
