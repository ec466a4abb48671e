/** Where a delivery goes; both from short lists. */
export interface Way {
  readonly platform: string;
  readonly lane: string;
}

/** Work whose time is taken. */
export type Timed =
  /** One transaction of turns: of what people did, or of the clock. */
  | { readonly is: 'turn'; readonly by: 'people' | 'clock' }
  /** One call of the courier: what waits next on an order key. */
  | ({ readonly is: 'delivery' } & Way)
  /** One HTTP request. `door`: which part of the server it was for. */
  | { readonly is: 'request'; readonly door: string };

/**
 * What only the running process knows about itself, for those who watch it. It is passed down to the edges where these
 * things happen. Labels are from short lists: never what people wrote, numbers of tickets, people or channels.
 */
export interface Meter {
  /** People got a notice so long after the instant that it tells of. */
  delivered(way: Way, lateMs: number): void;
  /** A call to a platform failed. `kind`: an `AdapterErrorKind`, or `fault`. */
  callFailed(platform: string, kind: string): void;
  /** A notice died, went elsewhere or was refused. `code`: as `DeliveryAlarm` has it. */
  alarmed(code: string, platform: string): void;
  /** A platform's delivery was stored. */
  accepted(platform: string): void;
  /** It was worked. */
  worked(platform: string): void;
  /** An HTTP request was refused. */
  refused(door: string, status: number): void;
  /** Takes the time of `run`, whose result or error it passes on. */
  time<T>(what: Timed, run: () => Promise<T>): Promise<T>;
}

/** Counts nothing. */
export const silentMeter: Meter = {
  delivered() {},
  callFailed() {},
  alarmed() {},
  accepted() {},
  worked() {},
  refused() {},
  time: (_, run) => run(),
};
