import type { types } from '@slack/bolt';

/**
 * The answer to a submitted form: errors beside its fields, or another view in its place.
 * https://docs.slack.dev/surfaces/modals
 */
export type FormAnswer =
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> }
  | { readonly response_action: 'update'; readonly view: types.ModalView };

/**
 * The options of a menu that is searched by typing: all of them, or the first ones below a heading.
 * https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element
 */
export type OptionsAnswer =
  | { readonly options: readonly types.PlainTextOption[] }
  | {
      readonly option_groups: readonly {
        readonly label: types.PlainTextElement;
        readonly options: readonly types.PlainTextOption[];
      }[];
    };

/** Acknowledges a payload to Slack. Only the first call counts. */
export type Acknowledge = (answer?: FormAnswer | OptionsAnswer) => Promise<void>;

/**
 * An acknowledgement that is still to be given: at the latest when its time is up, with the answer if it is there by
 * then.
 */
export interface Acknowledgement {
  /** Acknowledges now. False: already done, so the answer has to be given another way. */
  give(answer?: FormAnswer): Promise<boolean>;
  /** From now on acknowledges by itself when the time is up, with `fallback`. The time counts from the creation. */
  giveInTime(fallback: FormAnswer | undefined): void;
  /** Never acknowledges any more. */
  cancel(): void;
}

/**
 * Creates an acknowledgement that is due `withinMs` from now. Slack waits 3 s, then tells the person that we failed.
 * Until `giveInTime` nothing is acknowledged by itself.
 */
export function acknowledgeWithin(acknowledge: Acknowledge, withinMs: number): Acknowledgement {
  let isOpen = true;
  const timeUp = Promise.withResolvers<void>();
  const timer = setTimeout(timeUp.resolve, withinMs).unref();
  const give = async (answer?: FormAnswer): Promise<boolean> => {
    if (!isOpen) return false;
    isOpen = false;
    clearTimeout(timer);
    await acknowledge(answer);
    return true;
  };
  return {
    give,
    giveInTime: (fallback) => void timeUp.promise.then(() => give(fallback)),
    cancel() {
      isOpen = false;
      clearTimeout(timer);
    },
  };
}

/** For a delivery from our own store: Slack was told "received" before, and no form is waiting. */
export const ALREADY_ACKNOWLEDGED: Acknowledgement = {
  give: async () => false,
  giveInTime: () => {},
  cancel: () => {},
};

/** Thrown when a delivery could not be stored, so it must not be acknowledged. Slack sends most of them again. */
export class NotStoredError extends Error {}
