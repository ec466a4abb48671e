import { HOUR, MINUTE, SECOND } from '../../../lib/instant.ts';

/** What is taken in from Feishu, and how long anything may take there. `limits.ts` holds what Feishu takes. */
export const INCOMING = {
  bodyBytes: 1024 * 1024,
  /** Feishu sends again for 6 h 5 min 15 s: what is older than that is nobody's delivery any more. */
  oldestMs: 7 * HOUR,
  /** How far Feishu's clock may be ahead of ours. */
  aheadMs: 5 * MINUTE,
  /** Feishu waits 3 s for the receipt of an event, and for what a press is answered with. */
  receiptMs: 2_500,
  pressMs: 2_300,
  /** How long an event waits to know who somebody is, whom Feishu did not tell about. */
  strangerWaitMs: 600,
  /** People and chats that are remembered, and for how long what is known of them holds. */
  rememberedPeople: 5_000,
  rememberPersonMs: 12 * HOUR,
  rememberedChats: 2_000,
  /** The longest text that a toast shows; what is longer comes as a message. */
  toastChars: 120,
  /** Long connection: from asking for an address to an open line. */
  openMs: 10 * SECOND,
  /** After so many seconds without a frame behind our ping the line is dead. */
  pongSeconds: 15,
  /** How often it is looked whether the line still stands. */
  lookMs: 5 * SECOND,
  /** The first wait before it is tried again, the longest one, and the one where haste helps nobody. */
  reconnectMs: SECOND,
  reconnectMostMs: 30 * SECOND,
} as const;

/** Times that tests take shorter. */
export type Times = Readonly<
  Record<'receiptMs' | 'pressMs' | 'openMs' | 'pongSeconds' | 'lookMs' | 'reconnectMs' | 'reconnectMostMs', number>
>;
