import type { types } from '@slack/bolt';

/** What a submitted form is answered with: it stays open under what is wrong with it, or becomes another one. */
export type FormAnswer =
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> }
  | { readonly response_action: 'update'; readonly view: types.ModalView };

/** Tells Slack that a payload arrived. Once: what comes later is too late. */
export type Acknowledge = (answer?: FormAnswer) => Promise<void>;

/** Acknowledges once: with an answer that is there in time, without one otherwise. */
export interface Acknowledgement {
  /** False: it was acknowledged before, so the answer has to be given in another way. */
  close(answer?: FormAnswer): Promise<boolean>;
  /** From now on it may be acknowledged without the answer: as soon as the time is up, which is counted from the beginning. */
  closeInTime(otherwise: FormAnswer | undefined): void;
  /** It is not acknowledged any more. */
  cancel(): void;
}

/**
 * Waits `withinMs` for the answer at most: Slack gives three seconds, and says by then that we failed. Nothing is
 * acknowledged by itself before `accepted`.
 */
export function acknowledgeWithin(acknowledge: Acknowledge, withinMs: number): Acknowledgement {
  let isOpen = true;
  const timeUp = Promise.withResolvers<void>();
  const timer = setTimeout(timeUp.resolve, withinMs).unref();
  const close = async (answer?: FormAnswer): Promise<boolean> => {
    if (!isOpen) return false;
    isOpen = false;
    clearTimeout(timer);
    await acknowledge(answer);
    return true;
  };
  return {
    close,
    closeInTime: (otherwise) => void timeUp.promise.then(() => close(otherwise)),
    cancel() {
      isOpen = false;
      clearTimeout(timer);
    },
  };
}

/** Of a delivery that comes from our own store: Slack heard "received" long ago, and no form waits any more. */
export const ALREADY_ACKNOWLEDGED: Acknowledgement = {
  close: async () => false,
  closeInTime: () => {},
  cancel: () => {},
};

/** Thrown where a delivery could not be stored: Slack must not hear "received", and sends most of them again. */
export class NotStoredError extends Error {}
