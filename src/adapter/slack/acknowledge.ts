import type { types } from '@slack/bolt';

/** What a submitted form is answered with: it stays open under what is wrong with it, or becomes another one. */
export type FormAnswer =
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> }
  | { readonly response_action: 'update'; readonly view: types.ModalView };

/** Tells Slack that a payload arrived. Once: what comes later is too late. */
export type Acknowledge = (answer?: FormAnswer) => Promise<void>;

/** Acknowledges once: with an answer that is there in time, without one otherwise. */
export interface Acknowledging {
  /** False: it was acknowledged before, so the answer has to be given in another way. */
  close(answer?: FormAnswer): Promise<boolean>;
}

/**
 * Waits `withinMs` for the answer at most: Slack gives three seconds, and says by then that we failed. `otherwise` is
 * the answer when it does not come.
 */
export function acknowledgeWithin(
  acknowledge: Acknowledge,
  withinMs: number,
  otherwise: FormAnswer | undefined,
): Acknowledging {
  let isOpen = true;
  const close = async (answer?: FormAnswer): Promise<boolean> => {
    if (!isOpen) return false;
    isOpen = false;
    clearTimeout(timer);
    await acknowledge(answer);
    return true;
  };
  const timer = setTimeout(() => void close(otherwise), withinMs);
  return { close };
}
