import { type Answer, fail, give, type Json } from './feishu-words.ts';

/** What of a chat decides who may be added and removed. */
export interface MembersChat {
  readonly external?: true;
  readonly members?: readonly string[];
  /** What our bot is in it; left out: an administrator. */
  readonly bot?: 'administrator' | 'member' | 'outside';
  /** The person who owns it; left out: our bot does. */
  readonly owner?: string;
}

export interface Members {
  /** The people in a chat now. */
  in(chat: string): readonly string[];
  perform(call: string, ids: readonly string[], args: Json, query: Json): Answer | undefined;
}

/** How many members are listed at a time, fewer than are asked for, as Feishu may. */
const PAGE = 2;

/** Who is in which chat, and what Feishu refuses about changing that. */
export function createMembers(
  chats: Readonly<Record<string, MembersChat>>,
  people: Readonly<Record<string, string>>,
  isGranted: (scope: string) => boolean,
): Members {
  const members = new Map(Object.entries(chats).map(([id, chat]) => [id, [...(chat.members ?? [])]]));

  function refusalOf(id: string, scope: string): Answer | undefined {
    const chat = chats[id];
    if (!isGranted(scope)) return fail(99991672, `Access denied. One of the following scopes is required: [${scope}].`);
    if (!chat) return fail(232006, 'Your request specifies a chat_id which is invalid.');
    if (chat.external) return fail(232033, 'No permission in external chats.');
    return chat.bot === 'outside' ? fail(232011, 'Operator can NOT be out of the chat.') : undefined;
  }

  const calls: Readonly<Record<string, (id: string, args: Json, query: Json) => Answer>> = {
    'GET im/v1/chats/:id/members': (id, _args, { page_token }) => {
      const refused = refusalOf(id, 'im:chat.members:read');
      if (refused) return refused;
      const all = members.get(id) ?? [];
      const from = Number(page_token ?? 0);
      const items = all.slice(from, from + PAGE).map((member) => ({ member_id: member, name: people[member] }));
      const has_more = from + PAGE < all.length;
      return give({ items, has_more, page_token: has_more ? String(from + PAGE) : '', member_total: all.length });
    },
    'POST im/v1/chats/:id/members': (id, { id_list }, { member_id_type, succeed_type }) => {
      const refused = refusalOf(id, 'im:chat.members:write_only');
      if (refused) return refused;
      if (member_id_type !== 'open_id') return fail(99992402, 'field validation failed');
      const asked = id_list as readonly string[];
      const unknown = asked.filter((person) => people[person] === undefined);
      if (unknown.length > 0 && succeed_type !== '1')
        return fail(232024, 'Users are out of the availability of the app.');
      const all = members.get(id) ?? [];
      all.push(...asked.filter((person) => !unknown.includes(person) && !all.includes(person)));
      return give({ invalid_id_list: unknown, not_existed_id_list: [], pending_approval_id_list: [] });
    },
    'DELETE im/v1/chats/:id/members': (id, { id_list }) => {
      const refused = refusalOf(id, 'im:chat.members:write_only');
      if (refused) return refused;
      const { bot = 'administrator', owner } = chats[id] ?? {};
      if (bot === 'member') return fail(232014, 'The token does NOT have the permissions necessary.');
      const asked = id_list as readonly string[];
      if (owner !== undefined && asked.includes(owner)) return fail(232076, "Can't kick chat owner.");
      members.set(
        id,
        (members.get(id) ?? []).filter((person) => !asked.includes(person)),
      );
      return give({ invalid_id_list: [] });
    },
  };
  return {
    in: (chat) => members.get(chat) ?? [],
    perform: (call, [id = ''], args, query) => calls[call]?.(id, args, query),
  };
}
