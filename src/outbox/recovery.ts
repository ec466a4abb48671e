import type { Clock, Instant } from '../lib/instant.ts';
import type { Delivery } from './courier.ts';

/** How soon a failed delivery is tried again if others got through meanwhile. */
const SOON_MS = 1_000;
/** The least time between two times that waiting jobs are made ready: one channel may fail while others do not. */
const HASTEN_EVERY_MS = 5_000;

/** Notices when an unreachable platform is back: then jobs that back off need not wait any longer. */
export interface Recovery {
  /**
   * Is told the result of a delivery that began at `sinceAt`. Returns how long to wait if it must be tried again, and
   * whether other waiting jobs should be made ready.
   */
  hear(platform: string, sinceAt: Instant, delivery: Delivery): { readonly afterMs: number; readonly isBack: boolean };
}

interface Seen {
  deliveredAt: Instant;
  hastenedAt: Instant;
  isDown: boolean;
}

export function createRecovery(clock: Clock): Recovery {
  const platforms = new Map<string, Seen>();
  return {
    hear(platform, sinceAt, { delivered, next }) {
      const seen = platforms.get(platform) ?? { deliveredAt: -Infinity, hastenedAt: -Infinity, isDown: false };
      platforms.set(platform, seen);
      const now = clock.now();
      const afterMs = typeof next === 'object' ? next.afterMs : 0;
      if (typeof next === 'object' && next.why === 'unavailable') {
        seen.isDown = true;
        // Other deliveries got through while this one waited for an answer.
        return { afterMs: seen.deliveredAt >= sinceAt ? Math.min(afterMs, SOON_MS) : afterMs, isBack: false };
      }
      if (delivered === 0) return { afterMs, isBack: false };
      seen.deliveredAt = now;
      const isBack = seen.isDown && Math.abs(now - seen.hastenedAt) >= HASTEN_EVERY_MS;
      if (isBack) Object.assign(seen, { isDown: false, hastenedAt: now });
      return { afterMs, isBack };
    },
  };
}
