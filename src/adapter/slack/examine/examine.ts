import { type Check, type CheckName, type Finding, finding, type NamedThere } from '../../../chat/check.ts';
import { type Clock, MINUTE, SECOND } from '../../../lib/instant.ts';
import type { Logger } from '../../../lib/log.ts';
import type { SlackConfig } from '../wire/config.ts';
import { LIMITS } from '../wire/limits.ts';
import { BOT_SCOPES } from '../wire/names.ts';
import { type AuthInfo, createAuthenticator } from './authenticate.ts';
import { examineChannels, examinePeople } from './named.ts';
import { examineSocket } from './socket.ts';
import { examineWebhook } from './webhook.ts';

export interface ExamineParts {
  /** Real time: it is held against Slack's. */
  readonly clock: Clock;
  readonly log: Logger;
  /** Where the desk listens, ending in a slash; undefined: on a port that only a running one knows. */
  readonly deskUrl: string | undefined;
}

/** Whether this configuration works with Slack and reaches whom the book names there. Nobody in the workspace sees it. */
export function examineSlack(
  config: SlackConfig,
  parts: ExamineParts,
  named: () => Promise<NamedThere>,
): readonly Check[] {
  const { clock, log } = parts;
  const workspace = createAuthenticator(config, clock, log);

  /** What a refused token keeps us from asking has been told with it. */
  async function* whereIntroduced(
    ask: (self: AuthInfo) => Promise<AsyncIterable<Finding>> | Iterable<Finding>,
  ): AsyncGenerator<Finding> {
    const { self } = await workspace.introduce();
    if (self) yield* await ask(self);
  }

  return [
    check('slack-token', async function* () {
      yield (await workspace.introduce()).told;
    }),
    check('slack-scopes', () => whereIntroduced(examineScopes)),
    check(
      'slack-channels',
      () => whereIntroduced(async () => examineChannels(workspace.client, (await named()).channels)),
      MINUTE,
    ),
    check(
      'slack-people',
      () => whereIntroduced(async ({ teamId }) => examinePeople(workspace.client, teamId, (await named()).people)),
      2 * MINUTE,
    ),
    check('slack-clock', async function* () {
      await workspace.introduce();
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
