import { z } from 'zod';
import { type Finding, finding, type NamedThere } from '../../../chat/check.ts';
import type { GroupTrouble } from '../../../chat/duty-group.ts';
import type { TextKey } from '../../../lib/text-key.ts';
import { DUTY_GROUP_SCOPES } from '../wire/app-registration.ts';
import { type FeishuClient, pathOf } from '../wire/client.ts';
import { listMembers, troubleOf } from '../wire/duty-chat.ts';
import { errorCodeOf } from '../wire/failure.ts';

const SAID: Readonly<Record<GroupTrouble, TextKey>> = {
  unsupported: 'doctor.feishu.duty-group.refused',
  scope: 'doctor.feishu.duty-group.scope',
  unknown: 'doctor.feishu.duty-group.unknown',
  off: 'doctor.feishu.duty-group.refused',
  forbidden: 'doctor.feishu.duty-group.forbidden',
  plan: 'doctor.feishu.duty-group.refused',
  people: 'doctor.feishu.duty-group.people',
  outside: 'doctor.feishu.duty-group.outside',
  refused: 'doctor.feishu.duty-group.refused',
};

/** `owner_id` is left out where the owner is a bot. */
const Chat = z.object({
  external: z.boolean().nullish(),
  owner_id: z.string().nullish(),
  bot_manager_id_list: z.array(z.string()).nullish(),
});

/**
 * Checks that the duty chats are there, and that the app may add and remove people: it must be the chat's owner or an
 * administrator. `granted`: the app's scopes; undefined if Feishu did not say.
 */
export async function* examineDutyGroups(
  client: FeishuClient,
  appId: string,
  groups: NonNullable<NamedThere['dutyGroups']>,
  granted: readonly string[] | undefined,
): AsyncGenerator<Finding> {
  const missing = granted ? DUTY_GROUP_SCOPES.filter((scope) => !granted.includes(scope)) : [];
  for (const { name, trouble } of groups) {
    const said = { group: name, scopes: (missing.length > 0 ? missing : DUTY_GROUP_SCOPES).join(', ') };
    if (missing.length > 0) yield finding('wrong', SAID.scope, said);
    else yield await examineChat(client, appId, name, trouble, said);
  }
}

async function examineChat(
  client: FeishuClient,
  appId: string,
  chatId: string,
  trouble: GroupTrouble | undefined,
  said: Finding['params'],
): Promise<Finding> {
  try {
    const chat = Chat.parse(await client.call('GET', pathOf`im/v1/chats/${chatId}`));
    if (chat.external) return finding('wrong', SAID.forbidden, said);
    await listMembers(client, chatId, 'open_id');
    const isOwn = !chat.owner_id || chat.bot_manager_id_list?.includes(appId);
    if (!isOwn) return finding('wrong', SAID.forbidden, said);
    // What was found in order since then is no trouble any more.
    const isStanding = trouble === 'people' || trouble === 'refused';
    return isStanding ? finding('wrong', SAID[trouble], said) : finding('ok', 'doctor.feishu.duty-group.ok', said);
  } catch (cause) {
    const refused = troubleOf(cause);
    if (refused) return finding('wrong', SAID[refused], said);
    return finding('wrong', 'doctor.feishu.duty-group.unseen', { ...said, error: errorCodeOf(cause) });
  }
}
