import type { ServerResponse } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import type { BoardView } from '../../../chat/board.ts';
import { SECOND } from '../../../lib/instant.ts';
import type { Logger } from '../../../lib/log.ts';
import { renderTile } from './block.ts';
import { renderPaging, rowsOf } from './table.ts';

/** Open pages that are told what changes on them. */
export interface LiveBoards {
  /**
   * Sends a page what changes, until it is closed or its session ends; at first all of it. False: too many pages are
   * open already, nothing was written.
   */
  follow(node: HttpBindings, secret: string, read: () => Promise<BoardView | undefined>): boolean;
  /** Ends all. */
  stop(): void;
}

/** Pages that may be open at once, of all readers and of one session. */
const MOST_PAGES = 200;
const MOST_OF_SESSION = 8;
/** How often is looked, and after how many looks without a change a sign of life is sent. */
const LOOK_MS = 3 * SECOND;
const QUIET_LOOKS = 5;

/** What stands on a page, by the ids of its elements, and the order of its rows. */
interface Pieces {
  readonly html: Readonly<Record<string, string>>;
  readonly rows: Readonly<Record<string, readonly string[]>>;
}

export function createLiveBoards(log: Logger, lookMs = LOOK_MS): LiveBoards {
  const open = new Map<ServerResponse, string>();
  const ofSession = (secret: string) => [...open.values()].filter((each) => each === secret).length;

  async function tell(response: ServerResponse, read: () => Promise<BoardView | undefined>): Promise<void> {
    let before: Pieces = { html: {}, rows: {} };
    for (let quiet = 0; !response.writableEnded && !response.destroyed; quiet += 1) {
      const view = await read();
      if (!view) {
        response.end('event: ended\ndata: {}\n\n');
        return;
      }
      const pieces = piecesOf(view);
      const changed = changeOf(before, pieces);
      before = pieces;
      if (changed) {
        quiet = 0;
        response.write(`data: ${JSON.stringify({ ...changed, asOf: view.asOf })}\n\n`);
      } else if (quiet % QUIET_LOOKS === 0) response.write(`data: ${JSON.stringify({ asOf: view.asOf })}\n\n`);
      await pause(response, lookMs);
    }
  }

  return {
    follow({ incoming, outgoing: response }, secret, read) {
      if (open.size >= MOST_PAGES || ofSession(secret) >= MOST_OF_SESSION) return false;
      open.set(response, secret);
      response.on('close', () => open.delete(response));
      incoming.socket.setNoDelay(true);
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        'x-content-type-options': 'nosniff',
      });
      tell(response, read).catch((error: unknown) => {
        log.error({ err: error }, 'board.live-failed');
        response.destroy();
      });
      return true;
    },
    stop() {
      for (const response of open.keys()) response.end();
    },
  };
}

function piecesOf({ blocks }: BoardView): Pieces {
  const html: Record<string, string> = {};
  const rows: Record<string, readonly string[]> = {};
  for (const block of blocks) {
    if (block.block === 'tiles') for (const tile of block.tiles) html[`tile-${tile.key}`] = renderTile(tile).toString();
    if (block.block !== 'table') continue;
    const drawn = rowsOf(block);
    for (const { id, markup } of drawn) html[id] = markup.toString();
    rows[`${block.key}-rows`] = drawn.map(({ id }) => id);
    if (block.pages) html[`${block.key}-paging`] = renderPaging(block.key, block.pages).toString();
  }
  return { html, rows };
}

/** What is new or different, and the order of the tables whose rows moved; undefined: nothing. */
function changeOf(before: Pieces, after: Pieces): Partial<Pieces> | undefined {
  const html = Object.entries(after.html).filter(([id, markup]) => before.html[id] !== markup);
  const rows = Object.entries(after.rows).filter(([id, order]) => before.rows[id]?.join() !== order.join());
  if (html.length === 0 && rows.length === 0) return undefined;
  return { html: Object.fromEntries(html), rows: Object.fromEntries(rows) };
}

/** Waits, but not longer than the page is open. */
function pause(response: ServerResponse, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      response.off('close', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    response.once('close', end);
  });
}
