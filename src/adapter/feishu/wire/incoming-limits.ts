import { HOUR, MINUTE, SECOND } from '../../../lib/instant.ts';

/** Limits of what comes in from Feishu, sizes and times. `limits.ts` has those of what goes out. */
export const INCOMING = {
  bodyBytes: 1024 * 1024,
  /** Feishu retries for 6 h 5 min 15 s; older deliveries are refused. */
  oldestMs: 7 * HOUR,
  /** How far Feishu's clock may be ahead of ours. */
  aheadMs: 5 * MINUTE,
  /** Our time to answer an event, and a press. Feishu's limit is 3 s. */
  receiptMs: 2_500,
  pressMs: 2_300,
  /** How long an event waits for the person's name. */
  strangerWaitMs: 600,
  /** The most people whom Feishu names in one answer. */
  namesAtOnce: 10,
  /** How many people and chats are remembered, and people for how long. */
  rememberedPeople: 5_000,
  rememberPersonMs: 12 * HOUR,
  rememberedChats: 2_000,
  /** The longest text of a toast; longer ones come as a message. */
  toastChars: 120,
  /** Long connection: from asking for an address to an open socket. */
  openMs: 10 * SECOND,
  /** Without a frame for this long after our ping, the connection is dead. */
  pongSeconds: 15,
  /** How often the connection is checked. */
  lookMs: 5 * SECOND,
  /** Waits before reconnecting: the first and the longest. */
  reconnectMs: SECOND,
  reconnectMostMs: 30 * SECOND,
} as const;

/** Times that tests shorten. */
export type Times = Readonly<
  Record<'receiptMs' | 'pressMs' | 'openMs' | 'pongSeconds' | 'lookMs' | 'reconnectMs' | 'reconnectMostMs', number>
>;
