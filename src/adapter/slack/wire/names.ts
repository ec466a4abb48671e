/** The adapter's name, also in the book's channels and people's ids. */
export const PLATFORM = 'slack';

/** Where Slack sends events, commands and clicks. */
export const EVENTS_PATH = '/slack/events';

/** What the manifest registers, and what we listen to. */
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
  'message.im',
  'tokens_revoked',
] as const;
/** The scopes that each event needs. */
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
  'message.im': ['im:history'],
  tokens_revoked: [],
};

/** Callbacks of shortcuts are the commands they ask for: one from anywhere, one on a message. */
export const SHORTCUTS = ['ticket.report', 'ticket.report-message'] as const;

/** The scopes that each Web API method we call needs. */
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
  'users.info': ['users:read'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};

/** What the bot may do: the scopes that our commands, events and calls need, in the manifest's order. */
export const BOT_SCOPES: readonly string[] = [
  ...new Set(['commands', ...Object.values(EVENT_SCOPES).flat(), ...Object.values(METHOD_SCOPES).flat()]),
].sort();

/** The callback of a modal that asks once more before a press counts; a form's is the command it asks for. */
export const CONFIRM_CALLBACK = 'confirm';

/** The callback of a view that shows an answer. */
export const ANSWER_CALLBACK = 'answer';

/** Begins the value of a button that opens a form which waits for it. */
export const FORM_PRESS = 'form/';
