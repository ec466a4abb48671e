import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { AdapterError, type ChatAdapter, NEVER_URGENT } from '../../chat/adapter.ts';
import type { ChatEvent } from '../../chat/event.ts';
import type { Clock } from '../../lib/instant.ts';
import type { Logger } from '../../lib/log.ts';
import { createUnderWay } from '../../lib/under-way.ts';
import { createClockControl, type PlaygroundClock } from './clock.ts';
import { createDeskClient, type DeskClient } from './desk-client.ts';
import { createDutyGroups } from './duty-group.ts';
import { createFeed } from './feed.ts';
import { createHistory } from './history.ts';
import { memoryJournal, openJournal } from './journal.ts';
import { LIMITS } from './limits.ts';
import { loadPage } from './page-files.ts';
import { PLATFORM } from './parse.ts';
import { createRoutes } from './route.ts';
import { refreshCard, sendFile, sendPost } from './send.ts';
import { memoryShelf, openShelf } from './shelf.ts';
import type { PlaygroundWorkspace } from './workspace.ts';

export interface PlaygroundOptions {
  /** The folder of the journal; undefined: messages are kept in memory only. */
  readonly dataDir: string | undefined;
  /** The host the HTTP server listens on; requests that name another host are refused. */
  readonly host: string;
  /** The channels and people of the service book, read for every request. */
  readonly workspace: () => PlaygroundWorkspace;
  /** The virtual clock, which dates messages and is moved by the page. */
  readonly clock: PlaygroundClock;
  /** Real time, to check the timestamps of requests. */
  readonly wallClock: Clock;
  readonly log: Logger;
}

/** How often every tab gets the clock's state; this also keeps idle feeds open. */
const HEARTBEAT_MS = 10_000;

/**
 * A small chat platform in the browser. It stores its own messages and uses the desk only as other platforms do. Throws
 * if the journal in `dataDir` is damaged.
 */
export function createPlaygroundAdapter(options: PlaygroundOptions): ChatAdapter {
  const { workspace, log } = options;
  const journal =
    options.dataDir === undefined ? memoryJournal() : openJournal(join(options.dataDir, 'messages.jsonl'));
  const history = createHistory(journal, randomBytes(6).toString('hex'));
  const shelf = options.dataDir === undefined ? memoryShelf() : openShelf(join(options.dataDir, 'files'));
  const feed = createFeed(history, workspace);
  const groups = createDutyGroups(feed.tellGroups);
  const clock = createClockControl(options.clock, feed.tellClock, log);
  const token = randomBytes(24).toString('base64url');
  const underWay = createUnderWay();
  let deskClient: DeskClient | undefined;
  let heartbeat: NodeJS.Timeout | undefined;
  const parts = {
    ...options,
    token,
    history,
    shelf,
    feed,
    groups,
    clock,
    page: loadPage(token),
    underWay,
    deskClient: () => deskClient,
  };

  return {
    platform: PLATFORM,
    features: {
      slashCommands: true,
      forms: true,
      threads: true,
      refreshDays: Number.POSITIVE_INFINITY,
      sendsOncePerKey: true,
      messageEveryMs: 0,
      updateEveryMs: 0,
      pins: false,
      fileBytes: LIMITS.fileBytes,
      bilingual: false,
      urgentPerDay: NEVER_URGENT,
      dutyGroups: true,
    },
    resume: (payload) => (hear) => {
      if (!deskClient) throw new Error('the playground was not started');
      return deskClient.resume(payload as ChatEvent)(hear);
    },
    async start(desk) {
      deskClient = createDeskClient(history, workspace, options.clock, desk);
      heartbeat = setInterval(() => feed.tellClock(clock.view()), HEARTBEAT_MS).unref();
    },
    async stop() {
      deskClient = undefined;
      clearInterval(heartbeat);
      feed.close();
      await Promise.allSettled([underWay.settled(), clock.idle()]);
      history.close();
    },
    routes: createRoutes(parts),
    async send(place, post, key) {
      return sendPost(history, workspace(), place, post, key, options.clock.now());
    },
    async refresh(place, posted, { card }) {
      refreshCard(history, workspace(), place, posted.messageId, card);
    },
    // People cannot upload files here.
    fetchFile: () => Promise.reject(new AdapterError(PLATFORM, 'rejected')),
    async sendFile(place, file, _readers, key) {
      sendFile({ history, shelf }, workspace(), place, file, key, options.clock.now());
    },
    urge: async () => {},
    findAccount: async () => 'active',
    setDutyGroup: groups.set,
  };
}
