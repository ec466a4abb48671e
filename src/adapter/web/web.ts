import { RateLimiterMemory } from 'rate-limiter-flexible';
import { type ChatAdapter, NEVER_URGENT } from '../../chat/adapter.ts';
import type { ChatEvent } from '../../chat/event.ts';
import { WEB } from '../../chat/page.ts';
import type { Clock } from '../../lib/instant.ts';
import type { Logger } from '../../lib/log.ts';
import { type Asking, createAsking } from './ask.ts';
import { loadAssets } from './asset.ts';
import type { WebDirectory } from './book-view.ts';
import { LIMITS } from './limits.ts';
import { createMemory } from './once-per-key.ts';
import { route } from './route.ts';
import { fetchKept, sendNothing } from './send.ts';
import type { Site } from './site.ts';
import { openShelf } from './upload/file-store.ts';
import { openLedger } from './upload/quota.ts';

export interface WebOptions extends Pick<Site, 'key' | 'directory' | 'findFile'> {
  /** The folder that sent files lie in. */
  readonly folder: string;
  readonly directory: WebDirectory;
  /** The desk's clock, by which links are good. */
  readonly clock: Clock;
  /** Real time, by which files are old. */
  readonly wallClock: Clock;
  readonly log: Logger;
  /** How often leftovers of uploads are cleared away; left out: every hour. */
  readonly sweepEveryMs?: number;
}

/**
 * Pages of our own, for people whom no chat serves: each is reached by a signed link, which says whose customer its
 * holder is. Throws when the folder for files cannot be made.
 */
export async function createWebAdapter(options: WebOptions): Promise<ChatAdapter> {
  const { folder, wallClock, findFile, log, sweepEveryMs = LIMITS.sweepEveryMs } = options;
  const shelf = await openShelf(folder);
  const ledger = await openLedger(`${folder}.jsonl`, wallClock);
  const underWay = new Set<Promise<boolean>>();
  let asking: Asking | undefined;
  let sweeping: NodeJS.Timeout | undefined;
  /** Clears away unfinished files, files that nothing came to have, and what no quota counts any longer. */
  async function sweepUploads(): Promise<void> {
    await shelf.sweep(wallClock.now(), async (id) => (await findFile(id)) !== undefined);
    await ledger.sweep();
  }
  const site: Site = {
    ...options,
    shelf: {
      ...shelf,
      async remove(ids) {
        await shelf.remove(ids);
        await ledger.strike(ids);
      },
    },
    ledger,
    memory: createMemory(),
    pace: new RateLimiterMemory({ points: LIMITS.posts, duration: LIMITS.postsMs / 1000 }),
    assets: loadAssets(),
    asking: () => asking,
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
    },
    resume: (payload) => async (hear) => void (await hear(payload as ChatEvent)),
    async start(desk) {
      await sweepUploads();
      const again = () => void sweepUploads().catch((error: unknown) => log.error({ err: error }, 'web.not-swept'));
      sweeping = setInterval(again, sweepEveryMs).unref();
      asking = createAsking(options.clock, desk);
    },
    async stop() {
      asking = undefined;
      clearInterval(sweeping);
      await Promise.allSettled(underWay);
    },
    async receive(request, response) {
      const answering = route(request, response, site);
      underWay.add(answering);
      try {
        return await answering;
      } finally {
        underWay.delete(answering);
      }
    },
    send: sendNothing,
    refresh: sendNothing,
    fetchFile: (file, mostBytes) => fetchKept(file, mostBytes, site),
    sendFile: sendNothing,
    urge: sendNothing,
  };
}
