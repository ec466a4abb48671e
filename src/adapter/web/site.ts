import type { Context } from 'hono';
import type { RateLimiterMemory } from 'rate-limiter-flexible';
import type { RevocableLink } from '../../chat/page.ts';
import type { HttpEnv } from '../../lib/http-app.ts';
import type { Clock, Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { Logger } from '../../lib/log.ts';
import type { UnderWay } from '../../lib/under-way.ts';
import type { Assets } from './asset.ts';
import type { BoardSite } from './board/board-site.ts';
import type { WebBook } from './book-view.ts';
import type { DeskClient, Visitor } from './desk-client.ts';
import type { OncePerKey } from './once-per-key.ts';
import type { PageLayout } from './page/layout.ts';
import type { Scan } from './upload/clamd.ts';
import type { FileStore } from './upload/file-store.ts';
import type { UploadQuota } from './upload/quota.ts';

/** What all pages share. */
export interface Site {
  /** Signs and verifies links and forms. */
  readonly key: Buffer;
  readonly book: WebBook;
  /** The desk's clock, by which links expire. */
  readonly clock: Clock;
  readonly fileStore: FileStore;
  readonly quota: UploadQuota;
  /** Looks for viruses in each sent file; left out: files are not scanned. */
  readonly scan?: Scan | undefined;
  /** The name and media type of a ticket's file; undefined if no ticket has it. */
  readonly findFile: (id: string) => Promise<{ readonly name: string; readonly mediaType: string } | undefined>;
  /** Called before a file is sent to a person; if it fails, the file is not sent. Left out: nothing is called. */
  readonly onFetched?: (id: string) => Promise<void>;
  /** Whether a link that is signed and not expired was revoked. */
  readonly isRevoked: (link: RevocableLink) => Promise<boolean>;
  /** The iCalendar text of a duty feed; undefined: it was revoked. */
  readonly dutyFeed: (id: string) => Promise<string | undefined>;
  /** Left out: no board is served. */
  readonly board?: BoardSite;
  readonly submissions: OncePerKey<{ readonly made: number | undefined }>;
  /** Counts submissions per link. */
  readonly rateLimit: RateLimiterMemory;
  readonly assets: Assets;
  readonly underWay: UnderWay;
  readonly log: Logger;
  /** undefined while the adapter is not started. */
  readonly deskClient: () => DeskClient | undefined;
}

/** What the pages' handlers find beside a request. */
export interface WebEnv extends HttpEnv {
  Variables: {
    readonly site: Site;
    /** In the language of the browser, until a link says whose page it is. */
    layout: PageLayout;
  };
}
export type WebContext = Context<WebEnv>;

/** One request by the holder of a valid link. */
export interface Visit {
  readonly context: WebContext;
  readonly site: Site;
  readonly deskClient: DeskClient;
  readonly layout: PageLayout;
  readonly language: Language;
  readonly visitor: Visitor;
  /** The link's token as it came. */
  readonly token: string;
}

/** The last day before `at`, in the provider's zone. */
export function lastDayOf({ language, site }: Visit, at: Instant): string {
  const { timeZone } = site.book;
  const locale = language === 'en' ? 'en-GB' : language;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(at - 1);
}

/** The query for a redirect: what was done, and the language if it was switched. */
export function queryOf({ context }: Visit, done: string): string {
  const language = context.req.query('lang');
  const query = new URLSearchParams({ ...(language === undefined ? {} : { lang: language }), done });
  return `?${query}`;
}
