import { z } from 'zod';

export const Id = z.string().min(1).max(255);
/** What Slack leaves out, or sends as null, is an empty text. */
export const Optional = z
  .string()
  .nullish()
  .transform((text) => text ?? '');
/** `team_id` is the person's own workspace, which in a shared channel is not the one that has our app; where it is left out, nobody knows. */
const User = z.object({ id: Id, team_id: Optional, name: Optional, username: Optional });
export type User = z.infer<typeof User>;

/** A file of a message. In a shared channel Slack may tell no more than its id (`file_access: check_file_info`). */
const File = z.object({
  id: Id,
  name: Optional,
  permalink: Optional,
  file_access: Optional,
  size: z.number().nullish(),
});
export type File = z.infer<typeof File>;
export const Files = z
  .array(File)
  .nullish()
  .transform((files) => files ?? []);

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
  trigger_id: Id,
  response_url: Optional,
  /** Neither for a button in a view. */
  channel: z.object({ id: Id }).nullish(),
  message: z.object({ ts: Optional, thread_ts: Optional }).nullish(),
  /** Tells of an ephemeral message, which is not shown itself. */
  container: z.object({ thread_ts: Optional }).nullish(),
  view: z.object({ type: Optional, private_metadata: Optional, app_installed_team_id: Optional }).nullish(),
  actions: z
    .tuple([z.object({ block_id: Optional, value: z.string().nullish(), selected_option: Option.nullish() })])
    .rest(z.unknown()),
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
  trigger_id: Optional,
  view: z.object({
    id: Id,
    callback_id: z.string(),
    title: z.object({ text: Optional }).nullish(),
    private_metadata: Optional,
    state: z.object({ values: z.record(z.string(), z.record(z.string(), InputState)) }),
    app_installed_team_id: Optional,
  }),
});
export type ViewSubmission = z.infer<typeof ViewSubmission>;

/** The user picks a shortcut of ours on somebody's message. */
export const MessageShortcut = z.object({
  type: z.literal('message_action'),
  callback_id: z.string(),
  user: User,
  trigger_id: Id,
  response_url: Optional,
  channel: z.object({ id: Id }),
  message: z.object({ ts: Id, thread_ts: Optional, text: Optional, files: Files }),
});
export type MessageShortcut = z.infer<typeof MessageShortcut>;

/** The user picks a shortcut of ours from anywhere. */
export const GlobalShortcut = z.object({
  type: z.literal('shortcut'),
  callback_id: z.string(),
  user: User,
  trigger_id: Id,
});
export type GlobalShortcut = z.infer<typeof GlobalShortcut>;

/** A message that somebody asked about, small enough for `private_metadata`. */
const AskedAbout = z.object({ ts: Id, threadTs: z.string(), files: z.array(Id) });

/**
 * What a modal of ours carries through Slack: where it was asked, what it asks for (a view that merely shows asks for
 * nothing), which message it is about. No secrets.
 */
export const ModalState = z.object({
  press: z.string(),
  channelId: Id,
  threadId: z.string(),
  message: AskedAbout.optional(),
});
export type ModalState = z.infer<typeof ModalState>;
