/** A platform's dotless name: the adapter folder's own name. */
export type Platform = string;

/** Where something was said. `threadId` is empty outside threads. */
export interface ChatPlace {
  readonly platform: Platform;
  readonly channelId: string;
  readonly threadId: string;
}
