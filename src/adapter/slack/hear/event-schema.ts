import { z } from 'zod';
import { Files, Id, Optional } from './schema.ts';

/** What Slack tells by the Events API, as far as we listen to it. */

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
  /** The author's workspace; where the channel is shared, `team` alone is not sure to be. */
  team: Optional,
  user_team: Optional,
  source_team: Optional,
  files: Files,
});
export type Message = z.infer<typeof Message>;

const HomeOpened = z.object({ type: z.literal('app_home_opened'), user: Id, tab: Optional });
const MemberJoined = z.object({
  type: z.literal('member_joined_channel'),
  user: Id,
  channel: Id,
  /** The inviter's; left out where nobody invited. */
  inviter: Optional,
});
const ChannelChanged = z.object({
  type: z.enum(['channel_shared', 'channel_unshared', 'channel_archive', 'channel_unarchive']),
  channel: Id,
});
const ChannelMoved = z.object({ type: z.literal('channel_id_changed'), old_channel_id: Id, new_channel_id: Id });
const Uninstalled = z.object({ type: z.literal('app_uninstalled') });
const TokensRevoked = z.object({
  type: z.literal('tokens_revoked'),
  /** Ids of those whose tokens are good no more: of people, and of the bot, which is ours. */
  tokens: z.object({ bot: z.array(z.string()).nullish() }).nullish(),
});

export const EventCallback = z.object({
  type: z.literal('event_callback'),
  event_id: Optional,
  /** The workspace that it happened in. */
  team_id: Optional,
  enterprise_id: Optional,
  /** The installation that the event is for: where there are several in one channel, it comes once. */
  authorizations: z.array(z.object({ team_id: Optional, enterprise_id: Optional, user_id: Optional })).nullish(),
  /** Whether people of other organisations are in the channel. */
  is_ext_shared_channel: z.boolean().nullish(),
  event: z.union([Message, HomeOpened, MemberJoined, ChannelChanged, ChannelMoved, Uninstalled, TokensRevoked]),
});
export type EventCallback = z.infer<typeof EventCallback>;
