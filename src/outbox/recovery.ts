import type { Clock, Instant } from '../lib/instant.ts';
import type { Delivery } from './courier.ts';

/** How soon that is tried again which failed while others got through. */
const SOON_MS = 1_000;
/** How often what waits for a platform is hastened at most: one channel may fail while others do not. */
const HASTEN_EVERY_MS = 5_000;

/** Notices that a platform which could not be reached is back: what backs off for it need not wait any longer. */
export interface Recovery {
  /**
   * Hears what came of a delivery that began at `sinceAt`. Gives how long to wait where it has to be tried again, and
   * whether what others back off for is to be hastened.
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
        // Others got through while this one waited for an answer.
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
