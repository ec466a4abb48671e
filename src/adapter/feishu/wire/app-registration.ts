import { CALL_SCOPES } from './names.ts';

/** What the app registers in Feishu's console (`manifest/feishu.json`), and what we listen to. */

/** Each event with the scopes it needs. */
export const EVENT_SCOPES = {
  'application.bot.menu_v6': [],
  'im.chat.access_event.bot_p2p_chat_entered_v1': ['im:chat.access_event.bot_p2p_chat:read'],
  'im.chat.disbanded_v1': ['im:chat:read'],
  'im.chat.member.bot.added_v1': ['im:chat.members:bot_access'],
  'im.chat.member.bot.deleted_v1': ['im:chat.members:bot_access'],
  'im.message.receive_v1': ['im:message.group_at_msg:readonly', 'im:message.p2p_msg:readonly', 'im:user_agent:read'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Answered at once by what the person sees. */
export const CALLBACKS = ['card.action.trigger'] as const;

export type EventType = keyof typeof EVENT_SCOPES | (typeof CALLBACKS)[number];

/** The bot's menu in a direct chat: the key of each entry is the command that it asks for. */
export const MENUS = [
  'ticket.report',
  'complaint.open',
  'ticket.open',
  'ticket.mine',
  'oncall.show',
  'desk.help',
] as const;

/** What a picker offers; it comes as an ordinary message. */
export const SLASHES = ['fault', 'complaint', 'desk'] as const;

/** For books whose ladders call people urgently; two of them cost money, and all of them can be done without. */
export const OPTIONAL_SCOPES: readonly string[] = [
  'im:message.urgent',
  'im:message.urgent:phone',
  'im:message.urgent:sms',
];

/** What the app may do: the scopes that our other calls and our events need. */
export const SCOPES: readonly string[] = [
  ...new Set([...Object.values(CALL_SCOPES).flat(), ...Object.values(EVENT_SCOPES).flat()]),
]
  .filter((scope) => !OPTIONAL_SCOPES.includes(scope))
  .sort();
