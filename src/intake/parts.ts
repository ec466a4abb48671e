import type { ChatAdapter } from '../chat/adapter.ts';
import type { ChatEvent } from '../chat/event.ts';
import type { Hear } from '../chat/intake.ts';
import type { Platform } from '../chat/place.ts';
import type { Reply } from '../chat/reply.ts';
import type { Database, Tx } from '../db/database.ts';
import type { Clock } from '../lib/instant.ts';
import type { Logger } from '../lib/log.ts';
import type { Meter } from '../lib/meter.ts';
import type { Sender } from './store.ts';

export interface IntakeParts {
  readonly database: Database;
  /**
   * Works several events in one transaction and returns the replies to each, in their order; none to an event that was
   * worked before. Throws if one of them faults, and then none has an effect.
   */
  readonly dispatch: (events: readonly ChatEvent[]) => Promise<readonly (readonly Reply[])[]>;
  /** Asks the desk in a turn of its own, without an accepted delivery. */
  readonly hear: Hear;
  /** What a person is told whose event is given up. */
  readonly faultReplies: (event: ChatEvent, error: unknown) => readonly Reply[];
  /**
   * Owes the senders of deliveries that are given up an apology, in the transaction that gives them up, because there
   * is no event that an adapter could answer.
   */
  readonly apologize: (
    tx: Tx,
    senders: readonly Sender[],
    about: { readonly why: 'fault' | 'late'; readonly faultId: string },
  ) => Promise<void>;
  /** The adapters of this process; complete before `start`. */
  readonly adapters: ReadonlyMap<Platform, Pick<ChatAdapter, 'resume'>>;
  /** Real time. */
  readonly clock: Clock;
  readonly log: Logger;
  /** Left out: nothing is counted. */
  readonly meter?: Meter;
  readonly limits?: Partial<IntakeLimits>;
}

/** Bounds, and waits in milliseconds; tests use shorter ones. */
export interface IntakeLimits {
  /** The most deliveries that may wait in this process; above it nothing is accepted. */
  readonly mostWaiting: number;
  /** How long storing a delivery may take before its platform is told to send it again. */
  readonly storeWithinMs: number;
  /** Waits before the second, third … try after a fault; after the last one the delivery is given up. */
  readonly retryMs: readonly number[];
  /** How often it looks for deliveries that a dead process left. */
  readonly adoptEveryMs: number;
  /**
   * From this many waiting deliveries on, each commit waits for a transaction of turns (`slowMs` at most) and takes at
   * most twice as many deliveries as such a transaction works. So turns get their share of the machine, however fast it
   * is.
   */
  readonly slowFrom: number;
  readonly slowMs: number;
  /** How long a stop waits for answers that are on their way. */
  readonly stopWithinMs: number;
}
