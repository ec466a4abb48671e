import { type Finding, finding } from '../../../chat/check.ts';
import type { Clock } from '../../../lib/instant.ts';
import type { Logger } from '../../../lib/log.ts';
import { createClient, type SlackAccess, type SlackClient } from '../wire/client.ts';
import { adapterErrorOf, errorCodeOf } from '../wire/failure.ts';
import { LIMITS } from '../wire/limits.ts';

/** What Slack's `auth.test` says about our token. */
export interface AuthInfo {
  readonly teamId: string;
  /** undefined: Slack did not say. */
  readonly scopes: readonly string[] | undefined;
}

/** Our account, or undefined if there is none; `finding` reports it to people. */
export interface AuthResult {
  readonly self: AuthInfo | undefined;
  readonly finding: Finding;
}

export interface Authenticator {
  readonly client: SlackClient;
  /** Asks Slack on the first call, then remembers. */
  authenticate(): Promise<AuthResult>;
  /** How far our clock is ahead of Slack's, in ms; undefined until Slack has answered. */
  aheadMs(): number | undefined;
}

export function createAuthenticator(access: SlackAccess, clock: Clock, log: Logger): Authenticator {
  let aheadMs: number | undefined;
  let result: Promise<AuthResult> | undefined;
  const client = createClient(access, LIMITS.askTimeoutMs, log, async (...request) => {
    const response = await fetch(...request);
    const date = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(date)) aheadMs = clock.now() - date;
    return response;
  });
  return {
    client,
    aheadMs: () => aheadMs,
    authenticate() {
      result ??= callAuthTest(client, access);
      return result;
    },
  };
}

async function callAuthTest(client: SlackClient, { apiUrl }: SlackAccess): Promise<AuthResult> {
  try {
    const { team = '', team_id: teamId = '', user = '', bot_id, response_metadata } = await client.auth.test();
    if (bot_id === undefined) return { self: undefined, finding: finding('wrong', 'doctor.slack.no-bot', { user }) };
    return {
      self: { teamId, scopes: response_metadata?.scopes },
      finding: finding('ok', 'doctor.slack.token', { team, teamId, bot: user }),
    };
  } catch (cause) {
    const { kind } = adapterErrorOf(cause);
    const error = errorCodeOf(cause);
    if (kind === 'unauthorized')
      return { self: undefined, finding: finding('wrong', 'doctor.slack.token-refused', { error }) };
    return {
      self: undefined,
      finding: finding('wrong', 'doctor.slack.unreachable', { host: new URL(apiUrl).host, error }),
    };
  }
}
