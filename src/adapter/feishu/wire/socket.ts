import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../../lib/instant.ts';
import { type Connection, type ConnectionParts, openConnection } from './connection.ts';

export interface SocketParts extends ConnectionParts {
  readonly clock: Clock;
  /** Called once if Feishu refuses the app; the socket stops trying then. */
  readonly fail: (error: Error) => void;
}

export interface Socket {
  /**
   * Connects, and stays connected until `close`. Resolves after Feishu's first answer, with an error if it refuses the
   * app.
   */
  open(): Promise<Error | undefined>;
  /** Resolves once nothing is open. */
  close(): Promise<void>;
}

/** Each wait is this much longer than the one before. */
const GROWTH = 1.5;

/** Keeps a long connection open, one after another. */
export function createSocket(parts: SocketParts): Socket {
  const { times, clock, log, fail } = parts;
  const stopping = new AbortController();
  let current: Connection | undefined;
  let running: Promise<void> = Promise.resolve();

  async function keepConnected(): Promise<void> {
    let inVain = 0;
    while (!stopping.signal.aborted) {
      current = openConnection(parts);
      const opened = await current.opened;
      if (opened.refusal) {
        await current.close();
        return fail(opened.refusal);
      }
      if (opened.ok) log.info('feishu.connected');
      const openedAt = clock.now();
      if (opened.ok) await current.over;
      await current.close();
      if (stopping.signal.aborted) break;
      if (opened.ok && clock.now() - openedAt >= times.reconnectMs) inVain = 0;
      const waitMs = Math.min(times.reconnectMs * GROWTH ** inVain, times.reconnectMostMs);
      inVain += 1;
      log.warn({ waitMs, code: opened.code }, opened.ok ? 'feishu.disconnected' : 'feishu.not-connected');
      await wait(waitMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  return {
    async open() {
      running = keepConnected();
      return current?.answered;
    },
    async close() {
      stopping.abort();
      await current?.close();
      await running;
    },
  };
}
