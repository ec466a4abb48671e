import { type Logger as BoltLogger, LogLevel, webApi } from '@slack/bolt';
import type { Logger } from '../../../lib/log.ts';

export type SlackClient = webApi.WebClient;

export interface SlackAccess {
  readonly botToken: string;
  /** Ends in a slash. */
  readonly apiUrl: string;
}

/**
 * A client of our own for one kind of call. It never repeats a call (a message whose answer was lost would stand twice;
 * the outbox repeats) and never waits a rate limit out inside, where everything behind it would wait too. `ask` makes
 * the request.
 */
export function createClient(
  { botToken, apiUrl }: SlackAccess,
  timeoutMs: number,
  log: Logger,
  ask: typeof fetch = fetch,
): SlackClient {
  return new webApi.WebClient(botToken, {
    slackApiUrl: apiUrl,
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    fetch: ask,
    logger: quietLogger(log),
  });
}

/** What Slack's packages want to log may hold bodies, tokens and addresses to answer to: only that they did is kept. */
export function quietLogger(log: Logger): BoltLogger {
  return {
    debug: () => {},
    info: () => {},
    warn: () => log.debug('slack.sdk-warned'),
    error: () => log.warn('slack.sdk-failed'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}
