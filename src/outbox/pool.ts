import { setTimeout } from 'node:timers/promises';

/** Works on several items at a time, and takes the next ones when it is woken and has room. */
export interface Pool {
  /** Takes more as soon as there is room. */
  wake(): void;
  /** Takes nothing more. Resolves when the items under way are done, or after `withinMs`. */
  stop(withinMs: number): Promise<void>;
}

export interface PoolParts<T> {
  /** How many items are worked on at a time. */
  readonly room: number;
  /**
   * The least time between two looks: a burst of wakes is one look, and the turns that write meanwhile are not held up.
   */
  readonly restMs: number;
  /** Takes up to `most` waiting items. */
  readonly take: (most: number) => Promise<readonly T[]>;
  /** Never throws. */
  readonly work: (taken: T) => Promise<void>;
  /** Called when a look failed; the next wake looks again. */
  readonly failed: (error: unknown) => void;
}

export function createPool<T>({ room, restMs, take, work, failed }: PoolParts<T>): Pool {
  const underWay = new Set<Promise<void>>();
  const stopped = new AbortController();
  let isWanted = false;
  let looking: Promise<void> | undefined;

  const mayTake = () => isWanted && !stopped.signal.aborted && underWay.size < room;

  /**
   * Begins to look, unless it does already or has no room. Without room it must not begin: such a look would end at
   * once, before it is stored in `looking`, and then stay there for good.
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
      // Without room, something may have been left.
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
