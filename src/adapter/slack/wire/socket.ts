import { setTimeout as wait } from 'node:timers/promises';
import { webApi } from '@slack/bolt';
import type { Clock } from '../../../lib/instant.ts';
import { createBackoff } from './backoff.ts';
import { type Connection, type ConnectionParts, type Failure, openConnection } from './connection.ts';
import { adapterErrorOf } from './failure.ts';

/** Slack's error codes for an app token that retrying will not help. */
const REFUSALS = [
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'missing_scope',
  'no_permission',
  'user_removed_from_team',
  'team_disabled',
];

const SWITCHED_OFF =
  'slack.socket-mode-off: Slack says that Socket Mode is switched off in the settings of the app; it is tried again';

export interface SocketParts extends ConnectionParts {
  readonly clock: Clock;
  /** Called once if Slack refuses the token; the socket stops trying then. */
  readonly fail: (error: Error) => void;
}

export interface Socket {
  /**
   * Connects, and stays connected until `close`. Resolves after Slack's first answer, with an error if it refuses the
   * token. If Slack does not answer, it keeps trying.
   */
  open(): Promise<Error | undefined>;
  /** Resolves once nothing is open. */
  close(): Promise<void>;
}

/** Keeps a Socket Mode connection open, one after another. */
export function createSocket(parts: SocketParts): Socket {
  const { limits, clock, log, fail } = parts;
  const stopping = new AbortController();
  let current: Connection | undefined;
  let running: Promise<void> = Promise.resolve();

  async function keepConnected(): Promise<void> {
    const pace = createBackoff(limits);
    let last: Connection | undefined;
    while (!stopping.signal.aborted) {
      current = openConnection(parts);
      const failure = await current.opened;
      // The old connection stayed open until the new one was ready, so nothing was missed.
      await last?.close();
      const refusal = refusalOf(failure);
      if (refusal) return fail(refusal);
      if (!failure) log.info('slack.connected');
      const openedAt = clock.now();
      const ending = await current.over;
      if (ending === 'recycled' && !failure) last = current;
      else await current.close();
      if (stopping.signal.aborted) break;
      const waitMs = pace.next({ ending, failure, livedMs: failure ? 0 : clock.now() - openedAt });
      if (ending === 'switched-off') log.error({ waitMs }, SWITCHED_OFF);
      else if (failure) log.warn({ kind: adapterErrorOf(failure.cause).kind, waitMs }, 'slack.not-connected');
      else log.info({ ending, waitMs }, 'slack.disconnected');
      await wait(waitMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
    await last?.close();
  }

  return {
    async open() {
      running = keepConnected();
      return refusalOf(await current?.answered);
    },
    async close() {
      stopping.abort();
      await current?.close();
      await running;
    },
  };
}

function refusalOf(failure: Failure | undefined): Error | undefined {
  const cause = failure?.cause;
  if (!(cause instanceof webApi.WebAPIPlatformError) || !REFUSALS.includes(cause.data.error)) return undefined;
  const needed = 'an app-level token (xapp-…) of this app with the scope connections:write, not revoked';
  return new Error(`Slack refuses SLACK_APP_TOKEN (${cause.data.error}): it has to be ${needed}`, { cause });
}
