import { setTimeout } from 'node:timers/promises';

/** Works on several things at a time, and takes the next ones when it is woken and has room. */
export interface Pool {
  /** Looks for more as soon as there is room. */
  wake(): void;
  /** Takes nothing more; done when what is under way is, or after `withinMs`. */
  stop(withinMs: number): Promise<void>;
}

export interface PoolParts<T> {
  /** So many are worked on at a time. */
  readonly room: number;
  /** How far apart looks are at least: a burst of wakes is one look, and who writes meanwhile is not held up. */
  readonly restMs: number;
  /** Takes up to `most` of what waits. */
  readonly take: (most: number) => Promise<readonly T[]>;
  /** Never throws. */
  readonly work: (taken: T) => Promise<void>;
  /** Hears that a look failed; the next wake looks again. */
  readonly failed: (error: unknown) => void;
}

export function createPool<T>({ room, restMs, take, work, failed }: PoolParts<T>): Pool {
  const underWay = new Set<Promise<void>>();
  const stopped = new AbortController();
  let isWanted = false;
  let looking: Promise<void> | undefined;

  const mayTake = () => isWanted && !stopped.signal.aborted && underWay.size < room;

  /**
   * Begins to look unless it does, or has no room. It must not begin then: a look that ends before it first waits would
   * be over before it stands in `looking`, and stand there for good.
   */
  function beginToLook(): void {
    if (!looking && mayTake()) looking = look();
  }

  async function look(): Promise<void> {
    while (mayTake()) {
      isWanted = false;
      try {
        for (const taken of await take(room - underWay.size)) begin(taken);
      } catch (error) {
        failed(error);
      }
      await setTimeout(restMs, undefined, { signal: stopped.signal }).catch(() => {});
    }
    looking = undefined;
  }

  function begin(taken: T): void {
    const isFull = () => underWay.size === room;
    const done = work(taken).then(() => {
      // With no room others may have been left.
      if (isFull()) isWanted = true;
      underWay.delete(done);
      beginToLook();
    });
    underWay.add(done);
  }

  return {
    wake() {
      isWanted = true;
      beginToLook();
    },
    async stop(withinMs) {
      stopped.abort();
      await looking;
      await Promise.race([Promise.all(underWay), setTimeout(withinMs, undefined, { ref: false })]);
    },
  };
}
