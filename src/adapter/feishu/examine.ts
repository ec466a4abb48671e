import { z } from 'zod';
import { type Check, type Finding, finding, type NamedThere } from '../../chat/check.ts';
import { MINUTE, SECOND } from '../../lib/instant.ts';
import type { Logger } from '../../lib/log.ts';
import { createFeishuClient, type FeishuAccess, type FeishuClient, pathOf } from './client.ts';
import { adapterErrorOf, codeOf } from './failure.ts';
import { LIMITS } from './limits.ts';

/** Whether this configuration works with Feishu and reaches the groups that the book names there. Nobody there sees it. */
export function examineFeishu(access: FeishuAccess, log: Logger, named: () => Promise<NamedThere>): readonly Check[] {
  const client = createFeishuClient(access, LIMITS.askTimeoutMs, log);
  return [
    check('feishu-app', () => examineApp(client, access.domain)),
    check('feishu-groups', () => examineGroups(client, named), MINUTE),
  ];
}

function check(name: string, find: Check['find'], limitMs = 20 * SECOND): Check {
  return { name, limitMs, find };
}

const Info = z.object({ bot: z.object({ app_name: z.string(), activate_status: z.int() }) });
/** The bot's ability is on, in a version that was published. */
const ACTIVE = 2;

async function* examineApp(client: FeishuClient, domain: string): AsyncGenerator<Finding> {
  const where = new URL(domain).host;
  try {
    const info = Info.safeParse(await client.call('GET', 'bot/v3/info'));
    if (!info.success) yield finding('wrong', 'doctor.feishu.no-bot', { where });
    else if (info.data.bot.activate_status !== ACTIVE)
      yield finding('warning', 'doctor.feishu.bot-inactive', { bot: info.data.bot.app_name });
    else yield finding('ok', 'doctor.feishu.app', { bot: info.data.bot.app_name, where });
  } catch (cause) {
    const { kind } = adapterErrorOf(cause);
    const code = kind === 'unauthorized' ? 'doctor.feishu.app-refused' : 'doctor.feishu.unreachable';
    yield finding('wrong', code, { where, error: wordOf(cause) });
  }
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
    return finding('wrong', 'doctor.feishu.group-unseen', { ...there, error: wordOf(cause) });
  }
}

/** Feishu's own number for a failure, else its kind. */
function wordOf(cause: unknown): string {
  return String(codeOf(cause) ?? adapterErrorOf(cause).kind);
}
