import type { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Clock, Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { Logger } from '../../lib/log.ts';
import type { Assets } from './asset.ts';
import type { WebBook } from './book-view.ts';
import type { DeskClient, Visitor } from './desk-client.ts';
import type { OncePerKey } from './once-per-key.ts';
import type { PageLayout } from './page/layout.ts';
import type { FileStore } from './upload/file-store.ts';
import type { UploadQuota } from './upload/quota.ts';

/** What all pages share. */
export interface Site {
  /** Signs and verifies what is handed out. */
  readonly key: Buffer;
  readonly book: WebBook;
  /** The desk's clock: links are good by its time. */
  readonly clock: Clock;
  readonly fileStore: FileStore;
  readonly quota: UploadQuota;
  /** What there is to know of a file that a ticket has. */
  readonly findFile: (id: string) => Promise<{ readonly name: string; readonly mediaType: string } | undefined>;
  readonly submissions: OncePerKey<{ readonly made: number | undefined }>;
  /** Counts what is sent by each link. */
  readonly rateLimit: RateLimiterMemory;
  readonly assets: Assets;
  readonly log: Logger;
  /** Undefined until the adapter was started, and after it was stopped. */
  readonly deskClient: () => DeskClient | undefined;
}

/** One request of somebody whose link was good. */
export interface Visit {
  readonly site: Site;
  readonly deskClient: DeskClient;
  readonly layout: PageLayout;
  readonly language: Language;
  readonly visitor: Visitor;
  /** As it came. */
  readonly token: string;
  readonly url: URL;
}

/** What a request is told. */
export type PageResponse =
  | { readonly status: number; readonly page: string; readonly retryAfterS?: number }
  /** Somewhere else, relative to this page. */
  | { readonly to: string };

/** The last day of what ends at `at`, in the provider's zone. */
export function lastDayOf({ language, site }: Visit, at: Instant): string {
  const { timeZone } = site.book;
  const locale = language === 'en' ? 'en-GB' : language;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(at - 1);
}

/** The query that keeps what the page was switched to. */
export function queryOf({ url }: Visit, done: string): string {
  const language = url.searchParams.get('lang');
  const query = new URLSearchParams({ ...(language === null ? {} : { lang: language }), done });
  return `?${query}`;
}
