import { type Check, type CheckName, type Finding, finding, type NamedThere } from '../../../chat/check.ts';
import { type Clock, MINUTE, SECOND } from '../../../lib/instant.ts';
import type { Logger } from '../../../lib/log.ts';
import type { SlackConfig } from '../wire/config.ts';
import { LIMITS } from '../wire/limits.ts';
import { BOT_SCOPES } from '../wire/names.ts';
import { type AuthInfo, createAuthenticator } from './authenticate.ts';
import { examineChannels, examinePeople } from './channels-and-people.ts';
import { examineDutyGroups } from './duty-groups.ts';
import { examineSocket } from './socket.ts';
import { examineWebhook } from './webhook.ts';

export interface ExamineParts {
  /** Real time, compared with Slack's. */
  readonly clock: Clock;
  readonly log: Logger;
  /** The address of the running desk, ending in a slash; undefined if its port is not known. */
  readonly deskUrl: string | undefined;
}

/**
 * The doctor's checks for Slack: does the configuration work, and can the channels and people of the service book be
 * reached? Changes nothing in the workspace.
 */
export function examineSlack(
  config: SlackConfig,
  parts: ExamineParts,
  named: () => Promise<NamedThere>,
): readonly Check[] {
  const { clock, log } = parts;
  const workspace = createAuthenticator(config, clock, log);

  /** Skips checks that need a valid token; `slack-token` has reported the refusal. */
  async function* ifAuthenticated(
    ask: (self: AuthInfo) => Promise<AsyncIterable<Finding>> | Iterable<Finding>,
  ): AsyncGenerator<Finding> {
    const { self } = await workspace.authenticate();
    if (self) yield* await ask(self);
  }

  return [
    check('slack-token', async function* () {
      yield (await workspace.authenticate()).finding;
    }),
    check('slack-scopes', () => ifAuthenticated(examineScopes)),
    check(
      'slack-channels',
      () => ifAuthenticated(async ({ scopes }) => examineChannels(workspace.client, (await named()).channels, scopes)),
      MINUTE,
    ),
    check(
      'slack-people',
      () => ifAuthenticated(async ({ teamId }) => examinePeople(workspace.client, teamId, (await named()).people)),
      2 * MINUTE,
    ),
    check('slack-duty-groups', () =>
      ifAuthenticated(async ({ scopes }) =>
        examineDutyGroups(workspace.client, (await named()).dutyGroups ?? [], scopes),
      ),
    ),
    check('slack-clock', async function* () {
      await workspace.authenticate();
      yield* examineClock(workspace.aheadMs());
    }),
    check('slack-events', async function* () {
      if (config.signingSecret !== undefined) yield examineWebhook(config.signingSecret, parts.deskUrl, clock);
      if (config.appToken !== undefined) yield examineSocket(config.appToken, config.apiUrl, log);
    }),
  ];
}

function check(name: CheckName, find: Check['find'], limitMs = 20 * SECOND): Check {
  return { name, limitMs, find };
}

function examineScopes({ scopes }: AuthInfo): Finding[] {
  if (!scopes) return [finding('note', 'doctor.slack.scopes-untold')];
  const missing = BOT_SCOPES.filter((scope) => !scopes.includes(scope));
  return missing.length > 0
    ? [finding('wrong', 'doctor.slack.scopes-missing', { scopes: missing.join(', ') })]
    : [finding('ok', 'doctor.slack.scopes', { count: BOT_SCOPES.length })];
}

function examineClock(aheadMs: number | undefined): Finding[] {
  if (aheadMs === undefined) return [];
  const off = { seconds: Math.round(Math.abs(aheadMs) / SECOND) };
  const code = aheadMs > 0 ? 'doctor.slack.clock-ahead' : 'doctor.slack.clock-behind';
  if (Math.abs(aheadMs) > LIMITS.clockWrongMs) return [finding('wrong', code, off)];
  if (Math.abs(aheadMs) > LIMITS.clockWarningMs) return [finding('warning', code, off)];
  return [finding('ok', 'doctor.slack.clock', off)];
}
