import { MINUTE, SECOND } from '../lib/instant.ts';
import { callHeartbeat } from './heartbeat.ts';
import { repeat } from './repeat.ts';
import { createWatchdog, LOOK_EVERY_MS, type WatchdogParts } from './watchdog.ts';

export interface WatchingParts extends WatchdogParts {
  /** How late the tick of this process is. */
  readonly tickLateMs: () => number;
  /** Called once a minute while the desk is healthy; undefined: none. */
  readonly heartbeatUrl: string | undefined;
  /** Left out: the usual times. */
  readonly lookEveryMs?: number;
  readonly heartbeatEveryMs?: number;
}

/** A tick this late keeps no promise, as `/readyz` says. */
const LATE_MS = 30 * SECOND;

/** Starts the watchdog and the heartbeat. Gives how to stop both. */
export function startWatching(parts: WatchingParts): () => Promise<void> {
  const { heartbeatUrl, tickLateMs, log, lookEveryMs = LOOK_EVERY_MS, heartbeatEveryMs = MINUTE } = parts;
  const watchdog = createWatchdog(parts);
  const beat = async () => {
    if (heartbeatUrl !== undefined && watchdog.isHealthy() && tickLateMs() < LATE_MS)
      await callHeartbeat(heartbeatUrl, log);
  };
  const stops = [
    repeat(watchdog.look, lookEveryMs, log, 'watchdog.failed'),
    repeat(beat, heartbeatEveryMs, log, 'heartbeat.failed'),
  ];
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}
