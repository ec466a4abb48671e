import { z } from 'zod';
import { Files, Id, Optional, Parts } from './schema.ts';

/** The Events API payloads we subscribe to (https://docs.slack.dev/reference/events), with only the fields we read. */

const Message = z.object({
  type: z.enum(['app_mention', 'message']),
  user: Optional,
  text: Optional,
  ts: Id,
  thread_ts: Optional,
  channel: Id,
  channel_type: Optional,
  subtype: Optional,
  bot_id: Optional,
  /**
   * The author's workspace. In a shared channel `team` may be another workspace, so `user_team` and `source_team` go
   * first.
   */
  team: Optional,
  user_team: Optional,
  source_team: Optional,
  blocks: Parts,
  attachments: Parts,
  files: Files,
});
export type Message = z.infer<typeof Message>;

const HomeOpened = z.object({ type: z.literal('app_home_opened'), user: Id, tab: Optional });
const MemberJoined = z.object({
  type: z.literal('member_joined_channel'),
  user: Id,
  channel: Id,
  /** Who invited the member; empty if they joined by themselves. */
  inviter: Optional,
});
const ChannelChanged = z.object({
  type: z.enum(['channel_shared', 'channel_unshared', 'channel_archive', 'channel_unarchive']),
  channel: Id,
});
const ChannelMoved = z.object({ type: z.literal('channel_id_changed'), old_channel_id: Id, new_channel_id: Id });
/** Anything of a person's profile changed, among it whether the account is deactivated. */
const UserChanged = z.object({
  type: z.literal('user_change'),
  user: z.object({ id: Id, team_id: Optional, deleted: z.boolean().nullish() }),
});
const Uninstalled = z.object({ type: z.literal('app_uninstalled') });
const TokensRevoked = z.object({
  type: z.literal('tokens_revoked'),
  /** User ids whose tokens were revoked, by kind; `bot` lists the bot's, which is ours. */
  tokens: z.object({ bot: z.array(z.string()).nullish() }).nullish(),
});

export const EventCallback = z.object({
  type: z.literal('event_callback'),
  event_id: Optional,
  /** The workspace in which it happened. */
  team_id: Optional,
  enterprise_id: Optional,
  /** The installations that may see the event. With several of them in one channel it is still delivered once. */
  authorizations: z
    .array(
      z.object({
        team_id: Optional,
        enterprise_id: Optional,
        user_id: Optional,
        /** Whether `user_id` is our bot, not the person who installed it. */
        is_bot: z.boolean().nullish(),
      }),
    )
    .nullish(),
  /** Whether the channel is shared with other organisations. */
  is_ext_shared_channel: z.boolean().nullish(),
  event: z.union([
    Message,
    HomeOpened,
    MemberJoined,
    ChannelChanged,
    ChannelMoved,
    UserChanged,
    Uninstalled,
    TokensRevoked,
  ]),
});
export type EventCallback = z.infer<typeof EventCallback>;
