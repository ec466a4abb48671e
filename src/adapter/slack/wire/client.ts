import { type Logger as BoltLogger, LogLevel, webApi } from '@slack/bolt';
import type { Logger } from '../../../lib/log.ts';

export type SlackClient = webApi.WebClient;

export interface SlackAccess {
  readonly botToken: string;
  /** Ends in a slash. */
  readonly apiUrl: string;
}

/**
 * Creates a Web API client for one kind of call. No retries: after a lost answer a message would be posted twice, and
 * the outbox retries anyway. A rate limit is thrown, not waited for, because later calls would wait behind it. `ask`
 * makes the HTTP request.
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

/** A logger for Slack's packages that drops their texts, which may contain bodies, tokens and response URLs. */
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
