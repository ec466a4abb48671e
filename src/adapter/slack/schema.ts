import { z } from 'zod';

const Id = z.string().min(1).max(255);
/** What Slack leaves out, or sends as null, is an empty text. */
const Optional = z
  .string()
  .nullish()
  .transform((text) => text ?? '');
/** `team_id` is the person's own workspace, which in a shared channel is not the one that has our app. */
const User = z.object({ id: Id, team_id: Optional, name: Optional, username: Optional });
const Team = z.object({ id: Id }).nullish();

export const SlashCommand = z.object({
  command: z.string().startsWith('/'),
  text: Optional,
  team_id: Optional,
  user_id: Id,
  user_name: Optional,
  channel_id: Id,
  trigger_id: Id,
  response_url: Optional,
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
  response_url: Optional,
  /** Neither for a button in a modal. */
  channel: z.object({ id: Id }).nullish(),
  message: z.object({ ts: Optional, thread_ts: Optional }).nullish(),
  /** Tells of an ephemeral message, which is not shown itself. */
  container: z.object({ thread_ts: Optional }).nullish(),
  view: z.object({ private_metadata: Optional }).nullish(),
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
    private_metadata: Optional,
    state: z.object({ values: z.record(z.string(), z.record(z.string(), InputState)) }),
    app_installed_team_id: Optional,
  }),
});
export type ViewSubmission = z.infer<typeof ViewSubmission>;

export const EventCallback = z.object({
  type: z.literal('event_callback'),
  team_id: Optional,
  authorizations: z.array(z.object({ user_id: Optional })).nullish(),
  event: z.object({
    type: z.enum(['app_mention', 'message']),
    user: Optional,
    text: Optional,
    ts: Id,
    thread_ts: Optional,
    channel: Id,
    channel_type: Optional,
    subtype: Optional,
    bot_id: Optional,
    team: Optional,
    user_team: Optional,
  }),
});
export type EventCallback = z.infer<typeof EventCallback>;

/** What a modal of ours carries through Slack: what it asks for, and where it was asked. No secrets. */
export const ModalState = z.object({ press: z.string(), channelId: Id, threadId: z.string() });
export type ModalState = z.infer<typeof ModalState>;

/** What comes over a socket: greetings, and envelopes around the same payloads as over HTTP. */
export const SocketFrame = z
  .string()
  .transform((text, { addIssue }) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      addIssue('no JSON');
      return z.NEVER;
    }
  })
  .pipe(
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('hello') }),
      z.object({ type: z.literal('disconnect'), reason: Optional }),
      z.object({
        type: z.literal('events_api'),
        envelope_id: Id,
        payload: z.object({ event: z.object({ type: z.string() }) }),
      }),
      z.object({ type: z.enum(['slash_commands', 'interactive']), envelope_id: Id, payload: z.object({}) }),
    ]),
  );
