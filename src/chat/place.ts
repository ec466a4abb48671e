/** A platform's name, without dots: the name of its adapter's folder. */
export type Platform = string;

/** A place in a chat. `threadId` is empty outside threads. */
export interface ChatPlace {
  readonly platform: Platform;
  readonly channelId: string;
  readonly threadId: string;
}
