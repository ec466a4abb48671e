/** The adapter's name, also in the book's channels and people's ids. */
export const PLATFORM = 'slack';

/** Where Slack sends events, commands and clicks. */
export const EVENTS_PATH = '/slack/events';

/** What the manifest registers, and what we listen to. */
export const COMMANDS = ['/fault', '/desk'] as const;
export const EVENTS = ['app_mention', 'message.im'] as const;

/** The scopes that each Web API method we call needs. */
export const METHOD_SCOPES: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history'],
  'conversations.replies': ['channels:history', 'groups:history'],
  'users.info': ['users:read'],
  'views.open': [],
};

/** The callback of a modal that asks once more before a press counts; a form's is the command it asks for. */
export const CONFIRM_CALLBACK = 'confirm';

/** Begins the value of a button that opens a form which waits for it. */
export const FORM_PRESS = 'form/';
