import { SECOND } from '../../lib/instant.ts';

/** What Feishu takes, and what we ask of it. Lengths count UTF-16 units; texts are cut between code points all the same. */
export const LIMITS = {
  /** Ours: the most we read of an answer. */
  answerBytes: 4 * 1024 * 1024,
  /** How long we wait for an answer: to a message, to what somebody waits for. */
  sendTimeoutMs: 10 * SECOND,
  askTimeoutMs: 2 * SECOND,
} as const;
