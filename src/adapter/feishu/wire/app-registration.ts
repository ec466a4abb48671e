import { CALL_SCOPES } from './names.ts';

/** What the app registers in Feishu's developer console (`manifest/feishu.json`). */

/** The events we subscribe to, with the scopes each needs. */
export const EVENT_SCOPES = {
  'application.bot.menu_v6': [],
  'contact.user.deleted_v3': ['contact:contact.base:readonly'],
  'contact.user.updated_v3': ['contact:contact.base:readonly', 'contact:user.employee:readonly'],
  'im.chat.access_event.bot_p2p_chat_entered_v1': ['im:chat.access_event.bot_p2p_chat:read'],
  'im.chat.disbanded_v1': ['im:chat:read'],
  'im.chat.member.bot.added_v1': ['im:chat.members:bot_access'],
  'im.chat.member.bot.deleted_v1': ['im:chat.members:bot_access'],
  'im.message.receive_v1': [
    'im:message.group_at_msg:readonly',
    'im:message.group_msg',
    'im:message.p2p_msg:readonly',
    'im:user_agent:read',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Callbacks, which are answered in the response itself. */
export const CALLBACKS = ['card.action.trigger'] as const;

export type EventType = keyof typeof EVENT_SCOPES | (typeof CALLBACKS)[number];

/** Entries of the bot's menu in a direct chat; the key of an entry is its command. */
export const MENUS = [
  'ticket.report',
  'complaint.open',
  'ticket.open',
  'ticket.mine',
  'oncall.show',
  'desk.help',
] as const;

/** Slash commands for the client's picker; they arrive as ordinary messages. */
export const SLASHES = ['fault', 'complaint', 'desk'] as const;

/** Needed only by books that make pings urgent. SMS and phone cost money. */
export const URGENT_SCOPE_OF = {
  app: 'im:message.urgent',
  phone: 'im:message.urgent:phone',
  sms: 'im:message.urgent:sms',
} as const;
export const URGENT_SCOPES: readonly string[] = Object.values(URGENT_SCOPE_OF);

/**
 * All messages of the groups that the app is in. Needed to hear what does not mention it: replies in threads, and
 * messages in groups that the book listens to (`listen: offer`). A tenant's administrators may well refuse it.
 */
export const LISTEN_SCOPE = 'im:message.group_msg';

/**
 * To hear that an account was deleted or suspended, and to look that up. Without them it is noticed only by direct
 * messages that are not delivered.
 */
export const ACCOUNT_SCOPES: readonly string[] = ['contact:contact.base:readonly', 'contact:user.employee:readonly'];

/** Needed only by books with a duty chat (`rotations.….group`): who is in it, and to change that. */
export const DUTY_GROUP_SCOPES: readonly string[] = ['im:chat.members:read', 'im:chat.members:write_only'];

/** What the app may do without, in the order of the manifest. */
export const OPTIONAL_SCOPES: readonly string[] = [
  ...ACCOUNT_SCOPES,
  ...DUTY_GROUP_SCOPES,
  LISTEN_SCOPE,
  ...URGENT_SCOPES,
];

/** The scopes the app needs for all other calls and events. */
export const SCOPES: readonly string[] = [
  ...new Set([...Object.values(CALL_SCOPES).flat(), ...Object.values(EVENT_SCOPES).flat()]),
]
  .filter((scope) => !OPTIONAL_SCOPES.includes(scope))
  .sort();
