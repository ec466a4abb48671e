import type { ChatEvent } from './event.ts';
import type { Platform } from './place.ts';
import type { Reply } from './reply.ts';

/** A verified payload of a platform, as it is stored before the platform hears "received". */
export interface Delivery {
  readonly platform: Platform;
  /** The platform's id of it: the same on a redelivery, and the id of the event that is made of it. */
  readonly id: string;
  /** Deliveries of one channel are worked in the order in which they were accepted. */
  readonly channelId: string;
  readonly personId: string;
  /** All that `ChatAdapter.resume` needs to work it after a restart; it must survive JSON. */
  readonly payload: object;
  /**
   * Whether its sender waits for the answer, such as a form that stays open: then the same delivery once more is answered
   * too, with what comes of the first one. Otherwise a repeat is acknowledged, and nothing else.
   */
  readonly isAwaited: boolean;
}

/**
 * Works on one delivery: asks the desk through `hear`, then tells the person what came of it. What it throws before it
 * calls `hear` counts as a fault of ours, and the delivery is tried again.
 */
export type Work = (hear: Hear) => Promise<void>;

/** The way from the adapters to the desk. */
export interface FrontDesk {
  /**
   * Stores a delivery and resolves once that is committed; `work` runs afterwards, exactly one turn comes of it, also
   * when this process dies. False: it was not stored (too much waits, the database does not answer, the desk is
   * stopping), and the platform must not hear "received". A delivery that was worked before is true, and `hear` gives no
   * replies.
   */
  accept(delivery: Delivery, work: Work): Promise<boolean>;
  /** Asks the desk without storing first: for what changes nothing, such as a page that is opened. */
  readonly hear: Hear;
}

/** Thrown by `askStored`: the desk cannot take what was sent; it is to be sent again. */
export class BusyError extends Error {}

/** Thrown by `hear` where the desk stops: the delivery is stored, and the next start works it. */
export class StoppedError extends Error {}

/** Stores an event that is complete already, and gives the desk's replies to it. Throws BusyError, or StoppedError. */
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
