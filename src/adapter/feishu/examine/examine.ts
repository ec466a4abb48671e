import { z } from 'zod';
import { type Check, type CheckName, type Finding, finding, type NamedThere } from '../../../chat/check.ts';
import { MINUTE, SECOND } from '../../../lib/instant.ts';
import type { Logger } from '../../../lib/log.ts';
import { LISTEN_SCOPE, SCOPES, URGENT_SCOPE_OF } from '../wire/app-registration.ts';
import { createFeishuClient, type FeishuClient, pathOf } from '../wire/client.ts';
import type { FeishuConfig } from '../wire/config.ts';
import { adapterErrorOf, errorCodeOf } from '../wire/failure.ts';
import { LIMITS } from '../wire/limits.ts';
import { examineDutyGroups } from './duty-groups.ts';
import { examineSocket, examineWebhook } from './incoming.ts';
import { examinePeople } from './people.ts';

export interface ExamineParts {
  readonly log: Logger;
  /** The address of the running desk, ending in a slash; undefined if its port is not known. */
  readonly deskUrl: string | undefined;
}

/**
 * The doctor's checks for Feishu: does the configuration work, and can the groups and people of the service book be
 * reached? Changes nothing in the tenant.
 */
export function examineFeishu(
  config: FeishuConfig,
  { log, deskUrl }: ExamineParts,
  named: () => Promise<NamedThere>,
): readonly Check[] {
  const client = createFeishuClient(config, LIMITS.askTimeoutMs, log);
  let asked: ReturnType<typeof examineApp> | undefined;
  const checkApp = () => {
    asked ??= examineApp(client, config.domain);
    return asked;
  };

  /** Skips checks that need a valid app; `feishu-app` has reported the refusal. */
  async function* ifAccepted(ask: () => Promise<AsyncIterable<Finding>>): AsyncGenerator<Finding> {
    if ((await checkApp()).level !== 'wrong') yield* await ask();
  }

  return [
    check('feishu-app', async function* () {
      yield await checkApp();
    }),
    check('feishu-scopes', () => ifAccepted(async () => examineScopes(client, await named()))),
    check('feishu-groups', () => ifAccepted(async () => examineGroups(client, named)), MINUTE),
    check('feishu-people', () => ifAccepted(async () => examinePeople(client, (await named()).people)), MINUTE),
    check('feishu-duty-groups', () =>
      ifAccepted(async () => {
        const { dutyGroups = [] } = await named();
        const granted = dutyGroups.length > 0 ? await listGranted(client).catch(() => undefined) : undefined;
        return examineDutyGroups(client, config.appId, dutyGroups, granted);
      }),
    ),
    check('feishu-events', async function* () {
      yield config.incoming ? await examineWebhook(config.incoming, deskUrl) : await examineSocket(config);
    }),
  ];
}

function check(name: CheckName, find: Check['find'], limitMs = 20 * SECOND): Check {
  return { name, limitMs, find };
}

const Info = z.object({ bot: z.object({ app_name: z.string(), activate_status: z.int() }) });
/** `activate_status` of an app whose bot is on in a published version. */
const ACTIVE = 2;

async function examineApp(client: FeishuClient, domain: string): Promise<Finding> {
  const where = new URL(domain).host;
  try {
    const info = Info.safeParse(await client.call('GET', 'bot/v3/info'));
    if (!info.success) return finding('wrong', 'doctor.feishu.no-bot', { where });
    const { activate_status, app_name: bot } = info.data.bot;
    if (activate_status !== ACTIVE) return finding('warning', 'doctor.feishu.bot-inactive', { bot });
    return finding('ok', 'doctor.feishu.app', { bot, where });
  } catch (cause) {
    const { kind } = adapterErrorOf(cause);
    const code = kind === 'unauthorized' ? 'doctor.feishu.app-refused' : 'doctor.feishu.unreachable';
    return finding('wrong', code, { where, error: errorCodeOf(cause) });
  }
}

const Granted = z.object({ scopes: z.array(z.object({ scope_name: z.string(), grant_status: z.int() })) });
/** `grant_status` of a scope that the tenant's administrator has granted. */
const GRANTED = 1;

/** The granted scopes; undefined: Feishu's answer says nothing about them. Throws AdapterError. */
async function listGranted(client: FeishuClient): Promise<readonly string[] | undefined> {
  const answer = Granted.safeParse(await client.call('GET', 'application/v6/scopes'));
  const scopes = answer.data?.scopes.filter(({ grant_status }) => grant_status === GRANTED);
  return scopes?.map(({ scope_name }) => scope_name);
}

async function* examineScopes(client: FeishuClient, { channels, urgent }: NamedThere): AsyncGenerator<Finding> {
  try {
    const granted = await listGranted(client);
    if (!granted) yield finding('note', 'doctor.feishu.scopes-untold', { error: '?' });
    else {
      yield examineGranted(granted);
      yield* examineListening(granted, channels);
      yield* examineUrgent(granted, urgent);
    }
  } catch (cause) {
    yield finding('note', 'doctor.feishu.scopes-untold', { error: errorCodeOf(cause) });
  }
}

function examineGranted(granted: readonly string[]): Finding {
  const missing = SCOPES.filter((scope) => !granted.includes(scope));
  return missing.length > 0
    ? finding('wrong', 'doctor.feishu.scopes-missing', { scopes: missing.join(', ') })
    : finding('ok', 'doctor.feishu.scopes', { count: SCOPES.length });
}

/** Whether messages that do not mention us arrive, if the book listens to any group. */
function examineListening(granted: readonly string[], channels: NamedThere['channels']): Finding[] {
  const listened = channels.flatMap(({ key, listens }) => (listens ? [key] : []));
  if (listened.length === 0) return [];
  const params = { channels: listened.join(', '), scope: LISTEN_SCOPE };
  return granted.includes(LISTEN_SCOPE)
    ? [finding('ok', 'doctor.feishu.listens', params)]
    : [finding('wrong', 'doctor.feishu.listens-not', params)];
}

/** Names the scopes that the book's urgent ways need and the tenant has not granted. */
function examineUrgent(granted: readonly string[], urgent: NamedThere['urgent']): Finding[] {
  const missing = urgent.map((way) => URGENT_SCOPE_OF[way]).filter((scope) => !granted.includes(scope));
  return missing.length > 0 ? [finding('wrong', 'doctor.feishu.urgent-not', { scopes: missing.join(', ') })] : [];
}

const Group = z.object({ external: z.boolean().optional(), name: z.string().optional() });

async function* examineGroups(client: FeishuClient, named: () => Promise<NamedThere>): AsyncGenerator<Finding> {
  for (const group of (await named()).channels) yield await examineGroup(client, group);
}

async function examineGroup(client: FeishuClient, group: NamedThere['channels'][number]): Promise<Finding> {
  const there = { channel: group.key, id: group.id };
  try {
    const found = Group.safeParse(await client.call('GET', pathOf`im/v1/chats/${group.id}`));
    const isExternal = !found.success || found.data.external !== false;
    if (group.readers === 'customer')
      return finding('ok', isExternal ? 'doctor.feishu.group-external' : 'doctor.feishu.group-own', there);
    return isExternal
      ? finding('wrong', 'doctor.feishu.group-exposed', there)
      : finding('ok', 'doctor.feishu.group-internal', there);
  } catch (cause) {
    const { kind } = adapterErrorOf(cause);
    if (kind === 'gone') return finding('wrong', 'doctor.feishu.group-unknown', there);
    return finding('wrong', 'doctor.feishu.group-unseen', { ...there, error: errorCodeOf(cause) });
  }
}
