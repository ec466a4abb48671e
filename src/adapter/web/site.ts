import type { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Clock, Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { Logger } from '../../lib/log.ts';
import type { Asking, Visitor } from './ask.ts';
import type { Assets } from './asset.ts';
import type { WebDirectory } from './book-view.ts';
import type { Memory } from './once-per-key.ts';
import type { Frame } from './page/layout.ts';
import type { Shelf } from './upload/file-store.ts';
import type { Ledger } from './upload/quota.ts';

/** What all pages share. */
export interface Site {
  /** Signs and verifies what is handed out. */
  readonly key: Buffer;
  readonly directory: WebDirectory;
  /** The desk's clock: links are good by its time. */
  readonly clock: Clock;
  readonly shelf: Shelf;
  readonly ledger: Ledger;
  /** What there is to know of a file that a ticket has. */
  readonly findFile: (id: string) => Promise<{ readonly name: string; readonly mediaType: string } | undefined>;
  readonly memory: Memory<{ readonly made: number | undefined }>;
  /** Counts what is sent by each link. */
  readonly pace: RateLimiterMemory;
  readonly assets: Assets;
  readonly log: Logger;
  /** Undefined until the adapter was started, and after it was stopped. */
  readonly asking: () => Asking | undefined;
}

/** One request of somebody whose link was good. */
export interface Visit {
  readonly site: Site;
  readonly asking: Asking;
  readonly frame: Frame;
  readonly language: Language;
  readonly visitor: Visitor;
  /** As it came. */
  readonly token: string;
  readonly url: URL;
}

/** What a request is told. */
export type Told =
  | { readonly status: number; readonly page: string; readonly retryAfterS?: number }
  /** Somewhere else, relative to this page. */
  | { readonly to: string };

/** The last day of what ends at `at`, in the provider's zone. */
export function lastDayOf({ language, site }: Visit, at: Instant): string {
  const { timeZone } = site.directory;
  const locale = language === 'en' ? 'en-GB' : language;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(at - 1);
}

/** The query that keeps what the page was switched to. */
export function queryOf({ url }: Visit, done: string): string {
  const language = url.searchParams.get('lang');
  const query = new URLSearchParams({ ...(language === null ? {} : { lang: language }), done });
  return `?${query}`;
}
