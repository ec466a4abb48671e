/** An item that waits in a lane. */
interface Waiting {
  /** `platform/channel`. Items of one lane are worked one after the other, in the order of `add`. */
  readonly lane: string;
}

/**
 * Items by lanes that take turns: after one item of a lane the next lane is served, however long the first one is. An
 * item is handed out twice: by `start` to be prepared, and by `take` once it is ready.
 */
export interface Lanes<T extends Waiting> {
  readonly size: number;
  /** All items that are not finished. */
  all(): T[];
  add(item: T): void;
  /** The next item to prepare; undefined: there is none, or enough of its lane are being prepared. */
  start(): T | undefined;
  /**
   * Up to `most` items for which `isReady` holds. An item that is not ready holds back those behind it in its lane. A
   * lane gives no more until `finish` was called for all that it gave.
   */
  take(most: number, isReady: (item: T) => boolean): T[];
  /** Removes an item, taken or not. */
  finish(item: T): void;
  /** Puts a taken item back in its place. */
  putBack(item: T): void;
}

interface Lane<T> {
  readonly key: string;
  readonly items: T[];
  /** How many of `items` were started, counted from the first. */
  started: number;
  /** Items that were taken and are not finished or put back. */
  readonly taken: Set<T>;
}

/** `mostStarted`: the most items of one lane that are started and not finished. */
export function createLanes<T extends Waiting>(mostStarted: number): Lanes<T> {
  /** In the order of their turns: a lane that had its turn goes to the end. */
  const lanes = new Map<string, Lane<T>>();
  /** The lanes with an item to start, in the order of their turns. */
  const startable = new Map<string, Lane<T>>();
  let size = 0;

  function keepStartable(lane: Lane<T>): void {
    startable.delete(lane.key);
    if (lane.started < Math.min(lane.items.length, mostStarted)) startable.set(lane.key, lane);
  }

  return {
    get size() {
      return size;
    },
    all: () => [...lanes.values()].flatMap(({ items }) => items),
    add(item) {
      const lane = lanes.get(item.lane) ?? { key: item.lane, items: [], started: 0, taken: new Set() };
      lane.items.push(item);
      lanes.set(item.lane, lane);
      if (!startable.has(item.lane)) keepStartable(lane);
      size += 1;
    },
    start() {
      const [lane] = startable.values();
      if (!lane) return undefined;
      const item = lane.items[lane.started];
      lane.started += 1;
      keepStartable(lane);
      return item;
    },
    take(most, isReady) {
      let open = [...lanes.values()].filter(({ taken, started }) => taken.size === 0 && started > 0);
      const items: T[] = [];
      for (let round = 0; open.length > 0 && items.length < most; round += 1) {
        open = open.filter((lane) => {
          const item = round < lane.started ? lane.items[round] : undefined;
          if (items.length === most || item === undefined || !isReady(item)) return false;
          items.push(item);
          lane.taken.add(item);
          lanes.delete(lane.key);
          lanes.set(lane.key, lane);
          return true;
        });
      }
      return items;
    },
    finish(item) {
      const lane = lanes.get(item.lane);
      const at = lane?.items.indexOf(item) ?? -1;
      if (!lane || at < 0) return;
      lane.taken.delete(item);
      lane.items.splice(at, 1);
      if (at < lane.started) lane.started -= 1;
      size -= 1;
      keepStartable(lane);
      if (lane.items.length === 0) lanes.delete(item.lane);
    },
    putBack: (item) => void lanes.get(item.lane)?.taken.delete(item),
  };
}
