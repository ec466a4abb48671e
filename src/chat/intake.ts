import type { ChatEvent } from './event.ts';
import type { Platform } from './place.ts';
import type { Reply } from './reply.ts';

/** A verified payload of a platform, as the intake stores it before the platform is told "received". */
export interface Delivery {
  readonly platform: Platform;
  /** The platform's id of it, the same if it is delivered again. The event made of it has the same id. */
  readonly id: string;
  /** Deliveries of one channel are worked in the order they were accepted. */
  readonly channelId: string;
  /** Who is told if it has to be given up; empty: no one, because it was not said to us. */
  readonly personId: string;
  /** What `ChatAdapter.resume` needs to work it after a restart. Must survive JSON. */
  readonly payload: object;
  /**
   * Whether the sender waits for the answer, as a form that stays open does. Then a repeat is answered too, with the
   * first one's result; otherwise a repeat is only acknowledged.
   */
  readonly isAwaited: boolean;
}

/**
 * Works on one delivery: asks the desk by `hear`, then answers the person. If it throws before it calls `hear`, that is
 * a bug of ours and the delivery is tried again.
 */
export type Work = (hear: Hear) => Promise<void>;

/** How adapters reach the desk; implemented by `src/intake`. */
export interface FrontDesk {
  /**
   * Stores a delivery; resolves once that is committed. Then runs `work`, whose delivery gets exactly one turn, even if
   * this process dies. False: not stored (too many wait, the database does not answer, or the desk is stopping), so the
   * platform must not be told "received". If the delivery was worked before, it is true and `hear` gives no replies.
   */
  accept(delivery: Delivery, work: Work): Promise<boolean>;
  /** Asks the desk without storing first, for requests that change nothing, such as opening a page. */
  readonly hear: Hear;
}

/** Thrown by `askStored` if the desk cannot accept the event now; it has to be sent again. */
export class BusyError extends Error {}

/** Thrown by `hear` if the desk is stopping. The delivery is stored, and the next start works it. */
export class StoppedError extends Error {}

/** Stores a complete event and gives the desk's replies to it. Throws BusyError or StoppedError. */
export async function askStored(desk: FrontDesk, event: ChatEvent): Promise<readonly Reply[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly Reply[]>();
  const { place, id, person } = event;
  const delivery = {
    platform: place.platform,
    id,
    channelId: place.channelId,
    personId: person.userId,
    payload: event,
    isAwaited: true,
  };
  const work: Work = (hear) => hear(event).then(resolve, reject);
  if (!(await desk.accept(delivery, work))) throw new BusyError('not accepted');
  return promise;
}

export type Hear = (event: ChatEvent) => Promise<readonly Reply[]>;
