import { RateLimiterMemory } from 'rate-limiter-flexible';
import { type ChatAdapter, NEVER_URGENT } from '../../chat/adapter.ts';
import type { ChatEvent } from '../../chat/event.ts';
import { WEB } from '../../chat/page.ts';
import type { BucketAccess } from '../../lib/bucket.ts';
import type { Clock } from '../../lib/instant.ts';
import type { Logger } from '../../lib/log.ts';
import { createUnderWay } from '../../lib/under-way.ts';
import { loadAssets } from './asset.ts';
import type { BoardSite } from './board/board-site.ts';
import { createLiveBoards } from './board/live.ts';
import type { WebBook } from './book-view.ts';
import { createDeskClient, type DeskClient } from './desk-client.ts';
import { LIMITS } from './limits.ts';
import { createOncePerKey } from './once-per-key.ts';
import { createRoutes } from './route.ts';
import { fetchKept, sendNothing } from './send.ts';
import type { Site } from './site.ts';
import { openUploads, type Uploads } from './upload/keep.ts';

export interface WebOptions
  extends Pick<Site, 'key' | 'book' | 'findFile' | 'onFetched' | 'isRevoked' | 'dutyFeed' | 'scan'> {
  /** The folder for uploaded files, or for those that are arriving where a bucket keeps them. */
  readonly folder: string;
  readonly bucket?: BucketAccess | undefined;
  /** The folder, opened already because others store files there too; left out: it is opened here. */
  readonly uploads?: Uploads;
  readonly book: WebBook;
  /** The desk's clock, by which links expire. */
  readonly clock: Clock;
  /** Real time, for the age of files. */
  readonly wallClock: Clock;
  readonly log: Logger;
  /** Left out: no board is served. */
  readonly board?: Pick<BoardSite, 'door' | 'publicUrl' | 'oidc'>;
  /** How often leftovers of uploads are removed; left out: every hour. */
  readonly sweepEveryMs?: number;
}

/**
 * Web pages for people without a chat. Each page is opened by a signed link, which tells the customer its holder
 * belongs to. Throws if the folder for files cannot be created.
 */
export async function createWebAdapter(options: WebOptions): Promise<ChatAdapter> {
  const { folder, bucket, wallClock, findFile, log, sweepEveryMs = LIMITS.sweepEveryMs } = options;
  const { fileStore, quota } = options.uploads ?? (await openUploads(folder, wallClock, bucket));
  const underWay = createUnderWay();
  let deskClient: DeskClient | undefined;
  let sweeping: NodeJS.Timeout | undefined;
  /** Removes unfinished files, files that no ticket refers to, and quota entries that are too old. */
  async function sweepUploads(): Promise<void> {
    await fileStore.sweep(wallClock.now(), async (id) => (await findFile(id)) !== undefined);
    await quota.sweep();
  }
  const live = createLiveBoards(log);
  const { board, uploads: _uploads, ...others } = options;
  const site: Site = {
    ...others,
    ...(board ? { board: { ...board, live } } : {}),
    fileStore: {
      ...fileStore,
      async remove(ids) {
        await fileStore.remove(ids);
        await quota.release(ids);
      },
    },
    quota,
    submissions: createOncePerKey(),
    rateLimit: new RateLimiterMemory({ points: LIMITS.posts, duration: LIMITS.postsMs / 1000 }),
    assets: loadAssets(),
    underWay,
    deskClient: () => deskClient,
  };

  return {
    platform: WEB,
    features: {
      slashCommands: false,
      forms: true,
      threads: false,
      refreshDays: 0,
      sendsOncePerKey: false,
      messageEveryMs: 0,
      updateEveryMs: 0,
      pins: false,
      bilingual: false,
      fileBytes: 0,
      urgentPerDay: NEVER_URGENT,
      dutyGroups: false,
    },
    resume: (payload) => async (hear) => void (await hear(payload as ChatEvent)),
    async start(desk) {
      await sweepUploads();
      const again = () => void sweepUploads().catch((error: unknown) => log.error({ err: error }, 'web.not-swept'));
      sweeping = setInterval(again, sweepEveryMs).unref();
      deskClient = createDeskClient(options.clock, desk);
    },
    async stop() {
      deskClient = undefined;
      clearInterval(sweeping);
      live.stop();
      await underWay.settled();
    },
    routes: createRoutes(site),
    send: sendNothing,
    refresh: sendNothing,
    fetchFile: (file, mostBytes) => fetchKept(file, mostBytes, site),
    sendFile: sendNothing,
    urge: sendNothing,
    findAccount: async () => 'active',
    setDutyGroup: async () => undefined,
  };
}
