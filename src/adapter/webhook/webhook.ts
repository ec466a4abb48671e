import { AdapterError, type ChatAdapter, NEVER_URGENT } from '../../chat/adapter.ts';
import { answerWords, type FoundWebhook, WEBHOOK, type WebhookMessage, type WebhookState } from '../../chat/webhook.ts';
import { SECOND } from '../../lib/instant.ts';
import type { Logger } from '../../lib/log.ts';
import { judgeAnswer, LONGEST_WAIT } from './patience.ts';
import { type PostOptions, postSigned } from './post.ts';

export interface WebhookOptions extends Omit<PostOptions, 'timeoutMs'> {
  /** A webhook by its key; undefined: the service book has it no more. */
  readonly find: (key: string) => Promise<FoundWebhook | undefined>;
  readonly saveState: (key: string, state: WebhookState) => Promise<void>;
  readonly log: Logger;
  /** Left out: ten seconds. */
  readonly timeoutMs?: number;
}

const ANSWER_WITHIN_MS = 10 * SECOND;
/**
 * How many posts are under way at a time, so that slow receivers leave room for messages to people; to receivers that
 * failed last time only one, so that those who do well need not wait for them.
 */
const MOST_UNDER_WAY = { well: 4, failing: 1 };
const BUSY_MS = 2 * SECOND;

/**
 * Webhooks as a chat platform that only takes messages, so that they are delivered, tried again and kept in order as
 * notices are. It waits for a receiver that failed by its own longer steps (`patience.ts`), not by those of the outbox.
 */
export function createWebhookAdapter(options: WebhookOptions): ChatAdapter {
  const { clock, log, find, saveState, timeoutMs = ANSWER_WITHIN_MS } = options;
  const underWay = { well: 0, failing: 0 };

  async function post(key: string, message: WebhookMessage): Promise<void> {
    const found = await find(key);
    if (!found || found.state.disabledAt !== undefined) throw new AdapterError(WEBHOOK, 'unwanted');
    const { target, state: before } = found;
    const leftMs = (before.nextAt ?? 0) - clock.now();
    // If the clock was set back, it could be days.
    if (leftMs > 0 && leftMs <= LONGEST_WAIT) throw new AdapterError(WEBHOOK, 'paused', { retryAfterMs: leftMs });
    const group = before.failures > 0 ? 'failing' : 'well';
    if (underWay[group] >= MOST_UNDER_WAY[group]) throw new AdapterError(WEBHOOK, 'paused', { retryAfterMs: BUSY_MS });
    underWay[group] += 1;
    const answer = await postSigned(target, message, { ...options, timeoutMs });
    underWay[group] -= 1;
    const judged = judgeAnswer(before, answer, clock.now());
    if (judged.next !== 'taken' || before.failures > 0 || before.failingSince !== undefined)
      await saveState(key, judged.state);
    if (judged.next === 'taken') return;
    const facts = { webhook: key, messageId: message.id, why: answerWords(answer), failures: judged.state.failures };
    if (judged.next === 'disabled') {
      log.error(facts, 'webhook.disabled');
      throw new AdapterError(WEBHOOK, 'unwanted');
    }
    log.warn(facts, 'webhook.failed');
    if (judged.next === 'given-up') throw new AdapterError(WEBHOOK, 'rejected');
    throw new AdapterError(WEBHOOK, 'paused', { retryAfterMs: judged.afterMs });
  }

  const sendNothing = async (): Promise<never> => {
    throw new AdapterError(WEBHOOK, 'rejected');
  };
  return {
    platform: WEBHOOK,
    features: {
      slashCommands: false,
      forms: false,
      threads: false,
      refreshDays: 0,
      // Receivers know a repeat by its id.
      sendsOncePerKey: true,
      messageEveryMs: 0,
      updateEveryMs: 0,
      pins: false,
      bilingual: false,
      fileBytes: 0,
      urgentPerDay: NEVER_URGENT,
      dutyGroups: false,
    },
    async start() {},
    resume: () => async () => {},
    async stop() {},
    async send({ channelId }, { webhook }) {
      if (!webhook) return sendNothing();
      await post(channelId, webhook);
      return { messageId: webhook.id, threadId: '' };
    },
    refresh: sendNothing,
    fetchFile: sendNothing,
    sendFile: sendNothing,
    urge: sendNothing,
    findAccount: async () => 'unknown',
    setDutyGroup: async () => undefined,
  };
}
