import { z } from 'zod';

const Id = z.string().min(1).max(255);
const OptionalId = z.string().default('');
/** `team_id` is the person's own workspace, which in a shared channel is not the one that has our app. */
const User = z.object({ id: Id, team_id: OptionalId, name: OptionalId, username: OptionalId });
const Team = z.object({ id: Id }).nullish();

export const SlashCommand = z.object({
  command: z.string().startsWith('/'),
  text: z.string().default(''),
  team_id: OptionalId,
  user_id: Id,
  user_name: OptionalId,
  channel_id: Id,
  trigger_id: Id,
  response_url: OptionalId,
});
export type SlashCommand = z.infer<typeof SlashCommand>;

const Option = z.object({
  value: z.string(),
  text: z.object({ text: z.string() }),
  description: z.object({ text: z.string() }).nullish(),
});

export const BlockActions = z.object({
  type: z.literal('block_actions'),
  user: User,
  team: Team,
  trigger_id: Id,
  response_url: OptionalId,
  /** Undefined for a button in a modal. */
  channel: z.object({ id: Id }).nullish(),
  container: z.object({ message_ts: OptionalId, thread_ts: OptionalId }),
  view: z.object({ private_metadata: z.string().default('') }).nullish(),
  actions: z.tuple([z.object({ value: z.string().nullish(), selected_option: Option.nullish() })]).rest(z.unknown()),
});
export type BlockActions = z.infer<typeof BlockActions>;

const InputState = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  /** Seconds since 1970. */
  selected_date_time: z.int().nullish(),
});
export type InputState = z.infer<typeof InputState>;

export const ViewSubmission = z.object({
  type: z.literal('view_submission'),
  user: User,
  team: Team,
  view: z.object({
    id: Id,
    callback_id: z.string(),
    private_metadata: z.string().default(''),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), InputState)) }),
    app_installed_team_id: OptionalId,
  }),
});
export type ViewSubmission = z.infer<typeof ViewSubmission>;

export const EventCallback = z.object({
  type: z.literal('event_callback'),
  team_id: OptionalId,
  authorizations: z.array(z.object({ user_id: OptionalId })).default([]),
  event: z.object({
    type: z.enum(['app_mention', 'message']),
    user: OptionalId,
    text: z.string().default(''),
    ts: Id,
    thread_ts: OptionalId,
    channel: Id,
    channel_type: OptionalId,
    subtype: OptionalId,
    bot_id: OptionalId,
    team: OptionalId,
    user_team: OptionalId,
  }),
});
export type EventCallback = z.infer<typeof EventCallback>;

/** What a modal of ours carries through Slack: what it asks for, and where it was asked. No secrets. */
export const ModalState = z.object({ press: z.string(), channelId: Id, threadId: z.string() });
export type ModalState = z.infer<typeof ModalState>;
