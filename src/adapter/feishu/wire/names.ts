/** The adapter's name, also in channels and person ids of the service book. */
export const PLATFORM = 'feishu';

/** The address to which Feishu sends events and presses. */
export const EVENTS_PATH = '/feishu/events';

/** Every call we make, with the scopes it needs; `:id` stands for an id. */
export const CALL_SCOPES: Readonly<Record<string, readonly string[]>> = {
  'GET application/v6/scopes': [],
  'GET bot/v3/info': [],
  'GET contact/v3/users/:id': ['contact:contact.base:readonly', 'contact:user.employee:readonly'],
  'DELETE im/v1/chats/:id/members': ['im:chat.members:write_only'],
  'GET im/v1/chats/:id': ['im:chat:read'],
  'GET im/v1/chats/:id/members': ['im:chat.members:read'],
  'GET im/v1/messages/:id': ['im:message:readonly'],
  'GET im/v1/messages/:id/resources/:id': ['im:message:readonly'],
  'PATCH im/v1/messages/:id': ['im:message:update'],
  'PATCH im/v1/messages/:id/urgent_app': ['im:message.urgent'],
  'PATCH im/v1/messages/:id/urgent_phone': ['im:message.urgent:phone'],
  'PATCH im/v1/messages/:id/urgent_sms': ['im:message.urgent:sms'],
  'POST contact/v3/users/basic_batch': ['contact:user.basic_profile:readonly'],
  'POST ephemeral/v1/send': ['im:message:send_as_bot'],
  'POST im/v1/chats/:id/members': ['im:chat.members:write_only'],
  'POST im/v1/files': ['im:resource'],
  'POST im/v1/images': ['im:resource'],
  'POST im/v1/messages': ['im:message:send_as_bot'],
  'POST im/v1/messages/:id/reply': ['im:message:send_as_bot'],
  'PUT im/v1/messages/:id': ['im:message:update'],
  'POST im/v1/pins': ['im:message.pins:write_only'],
};
