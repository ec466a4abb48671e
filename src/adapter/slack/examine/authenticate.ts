import { type Finding, finding } from '../../../chat/check.ts';
import type { Clock } from '../../../lib/instant.ts';
import type { Logger } from '../../../lib/log.ts';
import { createClient, type SlackAccess, type SlackClient } from '../wire/client.ts';
import { adapterErrorOf, errorCodeOf } from '../wire/failure.ts';
import { LIMITS } from '../wire/limits.ts';

/** Who Slack says we are. */
export interface AuthInfo {
  readonly teamId: string;
  /** undefined: Slack did not say. */
  readonly scopes: readonly string[] | undefined;
}

/** Our introduction to the workspace, or why there is none: `told` says it to people. */
export interface AuthResult {
  readonly self: AuthInfo | undefined;
  readonly told: Finding;
}

export interface IntroducedOnce {
  readonly client: SlackClient;
  /** Asked of Slack the first time only. */
  introduce(): Promise<AuthResult>;
  /** How far our clock is ahead of Slack's, in milliseconds; undefined while Slack has not answered. */
  aheadMs(): number | undefined;
}

export function createAuthenticator(access: SlackAccess, clock: Clock, log: Logger): IntroducedOnce {
  let aheadMs: number | undefined;
  let introduced: Promise<AuthResult> | undefined;
  const client = createClient(access, LIMITS.askTimeoutMs, log, async (...request) => {
    const response = await fetch(...request);
    const date = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(date)) aheadMs = clock.now() - date;
    return response;
  });
  return {
    client,
    aheadMs: () => aheadMs,
    introduce() {
      introduced ??= introduce(client, access);
      return introduced;
    },
  };
}

async function introduce(client: SlackClient, { apiUrl }: SlackAccess): Promise<AuthResult> {
  try {
    const { team = '', team_id: teamId = '', user = '', bot_id, response_metadata } = await client.auth.test();
    if (bot_id === undefined) return { self: undefined, told: finding('wrong', 'doctor.slack.no-bot', { user }) };
    return {
      self: { teamId, scopes: response_metadata?.scopes },
      told: finding('ok', 'doctor.slack.token', { team, teamId, bot: user }),
    };
  } catch (cause) {
    const { kind } = adapterErrorOf(cause);
    const error = errorCodeOf(cause);
    if (kind === 'unauthorized')
      return { self: undefined, told: finding('wrong', 'doctor.slack.token-refused', { error }) };
    return {
      self: undefined,
      told: finding('wrong', 'doctor.slack.unreachable', { host: new URL(apiUrl).host, error }),
    };
  }
}
