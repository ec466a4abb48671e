import { z } from 'zod';
import { Id, Optional, Stamp } from '../wire/envelope.ts';

/** Feishu's events and responses, with only the fields we read. */

const UserId = z.object({ open_id: Optional, user_id: Optional, union_id: Optional });
export type UserId = z.infer<typeof UserId>;

/** `id` is an object in an event, and a string in a fetched message. */
const Mention = z.object({
  key: z.string(),
  id: z.union([UserId, z.string().transform((open_id) => ({ open_id, user_id: '', union_id: '' }))]),
  name: Optional,
});
export const Mentions = z
  .array(Mention)
  .nullish()
  .transform((mentions) => mentions ?? []);
export type Mention = z.infer<typeof Mention>;

export const Received = z.object({
  sender: z.object({ sender_id: UserId.nullish(), sender_type: Optional, tenant_key: Optional }),
  message: z.object({
    message_id: Id,
    root_id: Optional,
    parent_id: Optional,
    thread_id: Optional,
    create_time: Stamp,
    chat_id: Id,
    chat_type: Optional,
    message_type: Optional,
    content: Optional,
    mentions: Mentions,
    user_agent: Optional,
  }),
});
export type Received = z.infer<typeof Received>;

/** A message as Feishu keeps it. */
export const StoredMessage = z.object({
  message_id: Id,
  root_id: Optional,
  /** The forward that a forwarded message is in; empty for any other message. */
  upper_message_id: Optional,
  chat_id: Optional,
  msg_type: Optional,
  create_time: Stamp,
  sender: z.object({ id: Optional, sender_name: Optional }).nullish(),
  deleted: z.boolean().nullish(),
  body: z.object({ content: Optional }).nullish(),
  mentions: Mentions,
});

/** The response to fetching a message. Messages that were forwarded together follow their forward. */
export const Stored = z.object({ items: z.tuple([StoredMessage]).rest(z.unknown()) });

export const MenuPressed = z.object({
  operator: z.object({ operator_id: UserId }),
  event_key: z.string(),
  timestamp: Stamp,
});

export const BotAdded = z.object({ chat_id: Id, operator_id: UserId, operator_tenant_key: Optional });
const AccountStatus = z.object({
  is_frozen: z.boolean().nullish(),
  is_resigned: z.boolean().nullish(),
  is_exited: z.boolean().nullish(),
});
export type AccountStatus = z.infer<typeof AccountStatus>;
export const AccountDeleted = z.object({ object: UserId });
/** `old_object` has only what was changed; `status` is missing without the scope for it. */
export const AccountUpdated = z.object({
  object: UserId.extend({ status: AccountStatus.nullish() }),
  old_object: z.object({ status: AccountStatus.nullish() }).nullish(),
});
/** The response to looking an account up. */
export const Account = z.object({ user: z.object({ status: AccountStatus.nullish() }) });
/** The bot was removed from a chat, or the chat was dissolved. */
export const ChatLost = z.object({ chat_id: Id });
export const DirectEntered = z.object({ chat_id: Id, operator_id: UserId, last_message_id: Optional });

const Context = z.object({ open_message_id: Optional, open_chat_id: Optional });

/** A press on a card; a submitted form has `form_value`. */
export const CardAction = z.object({
  /** Feishu sends `context` inside the event or beside it. */
  context: Context.nullish(),
  event: z.object({
    operator: UserId.extend({ tenant_key: Optional }),
    token: Optional,
    action: z.object({
      tag: Optional,
      name: Optional,
      value: z.unknown().optional(),
      option: z.unknown().optional(),
      form_value: z.record(z.string(), z.unknown()).nullish(),
      timezone: Optional,
    }),
    context: Context.nullish(),
    open_message_id: Optional,
    open_chat_id: Optional,
  }),
});
export type CardAction = z.infer<typeof CardAction>;
