import type { ChatAdapter } from '../chat/adapter.ts';
import type { ChatEvent } from '../chat/event.ts';
import type { Hear } from '../chat/intake.ts';
import type { Platform } from '../chat/place.ts';
import type { Reply } from '../chat/reply.ts';
import type { Database } from '../db/database.ts';
import type { Clock } from '../lib/instant.ts';
import type { Logger } from '../lib/log.ts';
export interface IntakeParts {
  readonly database: Database;
  /**
   * Works several events in one transaction and gives the replies to each, in their order; of an event that was worked
   * before none. Throws when one of them faults, and then nothing is done of any.
   */
  readonly dispatch: (events: readonly ChatEvent[]) => Promise<readonly (readonly Reply[])[]>;
  /** Asks the desk in a turn of its own, without an accepted delivery. */
  readonly hear: Hear;
  /** What the person is told whose event is given up. */
  readonly faultReplies: (event: ChatEvent, error: unknown) => readonly Reply[];
  /** Those of this process; complete before `start`. */
  readonly adapters: ReadonlyMap<Platform, Pick<ChatAdapter, 'resume'>>;
  /** Real time. */
  readonly clock: Clock;
  readonly log: Logger;
  readonly limits?: Partial<IntakeLimits>;
}

/** Bounds and waits, in milliseconds; tests take shorter ones. */
export interface IntakeLimits {
  /** Deliveries that wait in this process at most; past it nothing is accepted. */
  readonly mostWaiting: number;
  /** How long a delivery may take to be stored before its platform is told to come again. */
  readonly storeWithinMs: number;
  /** Waits before the second, third … try of what faulted; after the last one it is given up. */
  readonly retryMs: readonly number[];
  /** How often it is looked for what a dead process left. */
  readonly adoptEveryMs: number;
  /**
   * From how many waiting deliveries on each commit waits for a transaction of turns, `slowMs` at most, and takes at most
   * twice as many: so turns get their share of the machine, however fast it is.
   */
  readonly slowFrom: number;
  readonly slowMs: number;
  /** How long a stop waits for answers that are on their way to the people who asked. */
  readonly stopWithinMs: number;
}
