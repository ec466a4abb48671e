/** The adapter's name, also in channels and person ids of the service book. */
export const PLATFORM = 'slack';

/** The address to which Slack sends events, commands and clicks. */
export const EVENTS_PATH = '/slack/events';

/** The slash commands and events in the app manifest (`manifest/slack.*.json`). */
export const COMMANDS = ['/fault', '/complaint', '/desk'] as const;
export const EVENTS = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'channel_archive',
  'channel_id_changed',
  'channel_shared',
  'channel_unarchive',
  'channel_unshared',
  'member_joined_channel',
  'message.channels',
  'message.groups',
  'message.im',
  'tokens_revoked',
  'user_change',
] as const;
/** The scopes each event needs. */
const EVENT_SCOPES: Readonly<Record<(typeof EVENTS)[number], readonly string[]>> = {
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  channel_archive: ['channels:read'],
  channel_id_changed: ['channels:read', 'groups:read'],
  channel_shared: ['channels:read', 'groups:read'],
  channel_unarchive: ['channels:read'],
  channel_unshared: ['channels:read', 'groups:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  tokens_revoked: [],
  user_change: ['users:read'],
};

/** Shortcuts; their callback ids are commands. The first is global, the second is used on a message. */
export const SHORTCUTS = ['ticket.report', 'ticket.report-message'] as const;

/** The scopes each Web API method we call needs. */
export const METHOD_SCOPES: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.getPermalink': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'files.info': ['files:read'],
  'files.uploadV2': ['files:write'],
  'pins.add': ['pins:write'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.update': ['usergroups:write'],
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};

/**
 * Scopes that only service books with a duty group (`rotations.….group`) need. A workspace may leave them out as it
 * installs the app.
 */
export const DUTY_GROUP_SCOPES: readonly string[] = ['usergroups:read', 'usergroups:write'];

/** The scopes that the bot cannot do without: all that commands, events and calls need, sorted as in the manifest. */
export const BOT_SCOPES: readonly string[] = [
  ...new Set(['commands', ...Object.values(EVENT_SCOPES).flat(), ...Object.values(METHOD_SCOPES).flat()]),
]
  .filter((scope) => !DUTY_GROUP_SCOPES.includes(scope))
  .sort();

/** Callback id of the modal that asks for confirmation. A form's callback id is its command. */
export const CONFIRM_CALLBACK = 'confirm';

/** Callback id of a view that shows an answer. */
export const ANSWER_CALLBACK = 'answer';

/** Prefix of a button's value that opens a pending form; the form's id follows. */
export const FORM_PRESS = 'form/';
