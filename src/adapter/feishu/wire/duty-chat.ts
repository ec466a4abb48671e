import { z } from 'zod';
import type { DutyGroupPost, GroupTrouble } from '../../../chat/duty-group.ts';
import { type FeishuClient, pathOf } from './client.ts';
import { adapterErrorOf, codeOf } from './failure.ts';
import { bareUserId, idTypeOf } from './person-id.ts';

/**
 * A duty chat: a group chat in which people of the rotation are while they have the bell, so that a mention of everyone
 * in it reaches them. Feishu has no groups of people that a message can mention (docs/decision/0027).
 */

/** Feishu's code for a scope that the app lacks. */
const SCOPE_MISSING = 99991672;
/** The group's owner cannot be removed. */
const IS_OWNER = 232076;

const TROUBLES: ReadonlyMap<number, GroupTrouble> = new Map<number, GroupTrouble>([
  [SCOPE_MISSING, 'scope'],
  // The chat's settings, or a chat with other organisations.
  ...([232010, 232014, 232016, 232017, 232033] as const).map((code) => [code, 'forbidden'] as const),
  ...([232006, 232007, 232008, 232009] as const).map((code) => [code, 'unknown'] as const),
  [232011, 'outside'],
  // No such people, or people outside the app's availability.
  ...([232024, 232027, 232028, 232043] as const).map((code) => [code, 'people'] as const),
]);

/** What keeps Feishu from it, by its refusal; undefined: it may pass by itself, or is no refusal of chats. */
export function troubleOf(cause: unknown): GroupTrouble | undefined {
  const code = codeOf(cause);
  if (code !== undefined) return TROUBLES.get(code);
  // Not an id of Feishu: it was not even asked.
  return adapterErrorOf(cause).kind === 'gone' ? 'unknown' : undefined;
}

const Members = z.object({
  items: z.array(z.object({ member_id: z.string() })).nullish(),
  has_more: z.boolean().nullish(),
  page_token: z.string().nullish(),
});

/** Ids that Feishu did not take: invalid, of deactivated people, or waiting until the owner agrees. */
const Added = z.object({
  invalid_id_list: z.array(z.string()).nullish(),
  not_existed_id_list: z.array(z.string()).nullish(),
  pending_approval_id_list: z.array(z.string()).nullish(),
});

type IdType = ReturnType<typeof idTypeOf>;

/** The people in a chat; bots are not among them. Throws AdapterError. */
export async function listMembers(client: FeishuClient, chatId: string, idType: IdType): Promise<readonly string[]> {
  const members: string[] = [];
  let pageToken: string | undefined;
  do {
    const params = { member_id_type: idType, page_size: '100', ...(pageToken ? { page_token: pageToken } : {}) };
    const page = Members.parse(await client.call('GET', pathOf`im/v1/chats/${chatId}/members`, { params }));
    members.push(...(page.items ?? []).map(({ member_id }) => member_id));
    pageToken = page.has_more ? (page.page_token ?? undefined) : undefined;
  } while (pageToken);
  return members;
}

/**
 * Adds those who have the bell, then removes people of the rotation who do not. Others stay, and so does the owner. One
 * call after the other, as Feishu wants it. Throws AdapterError.
 */
export async function setDutyChat(
  client: FeishuClient,
  { group: chatId, members, leaving }: DutyGroupPost,
): Promise<GroupTrouble | undefined> {
  const types = new Set([...members, ...leaving].map((id) => idTypeOf(bareUserId(id))));
  for (const idType of types) {
    const ofType = (ids: readonly string[]) => ids.map(bareUserId).filter((id) => idTypeOf(id) === idType);
    const present = await listMembers(client, chatId, idType);
    const coming = ofType(members).filter((id) => !present.includes(id));
    if (coming.length > 0 && !(await addMembers(client, chatId, idType, coming))) return 'people';
    for (const id of ofType(leaving)) if (present.includes(id)) await removeMember(client, chatId, idType, id);
  }
  return undefined;
}

/** Whether all of them are in the chat now. */
async function addMembers(
  client: FeishuClient,
  chatId: string,
  idType: IdType,
  ids: readonly string[],
): Promise<boolean> {
  // `succeed_type: 1` adds those who can be added, where some cannot.
  const options = { params: { member_id_type: idType, succeed_type: '1' }, data: { id_list: ids } };
  const answer = Added.parse(await client.call('POST', pathOf`im/v1/chats/${chatId}/members`, options));
  return [answer.invalid_id_list, answer.not_existed_id_list, answer.pending_approval_id_list].every(
    (left) => !left?.length,
  );
}

async function removeMember(client: FeishuClient, chatId: string, idType: IdType, id: string): Promise<void> {
  try {
    const options = { params: { member_id_type: idType }, data: { id_list: [id] } };
    await client.call('DELETE', pathOf`im/v1/chats/${chatId}/members`, options);
  } catch (cause) {
    if (codeOf(cause) !== IS_OWNER) throw cause;
  }
}
