import { z } from 'zod';

export const Id = z.string().min(1).max(255);
/** Text that Slack may omit or send as null; empty then. */
export const Optional = z
  .string()
  .nullish()
  .transform((text) => text ?? '');
/** In a shared channel `team_id` is the person's own workspace, not the one that has our app. Empty: unknown. */
const User = z.object({ id: Id, team_id: Optional, name: Optional, username: Optional });
export type User = z.infer<typeof User>;

/** A file of a message. In a shared channel Slack may send only its id (`file_access: check_file_info`). */
const File = z.object({
  id: Id,
  name: Optional,
  permalink: Optional,
  file_access: Optional,
  size: z.number().nullish(),
  /** Told of some kinds only: what it is, and the words in it (see `message-words.ts`). */
  mimetype: z.string().nullish(),
  subtype: z.string().nullish(),
  filetype: z.string().nullish(),
  mode: z.string().nullish(),
  title: z.string().nullish(),
  plain_text: z.string().nullish(),
  preview: z.string().nullish(),
  preview_is_truncated: z.boolean().nullish(),
  transcription: z
    .object({
      status: z.string().nullish(),
      preview: z.object({ content: z.string().nullish(), has_more: z.boolean().nullish() }).nullish(),
    })
    .nullish(),
});
export type File = z.infer<typeof File>;
export const Files = z
  .array(File)
  .nullish()
  .transform((files) => files ?? []);
/** Blocks or attachments: there are many kinds, and `block-markup.ts` and `message-words.ts` read what they know. */
export const Parts = z
  .array(z.unknown())
  .nullish()
  .transform((parts) => parts ?? []);

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
  /** `channel` and `message` are missing for a button in a view. */
  channel: z.object({ id: Id }).nullish(),
  message: z.object({ ts: Optional, thread_ts: Optional }).nullish(),
  /** Names the thread of an ephemeral message, whose `message` Slack leaves out. */
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
  /** In seconds since 1970. */
  selected_date_time: z.int().nullish(),
});
export type InputState = z.infer<typeof InputState>;

const Label = z.object({ text: Optional }).nullish();

export const ViewSubmission = z.object({
  type: z.literal('view_submission'),
  user: User,
  trigger_id: Optional,
  view: z.object({
    id: Id,
    callback_id: z.string(),
    title: Label,
    close: Label,
    private_metadata: Optional,
    state: z.object({ values: z.record(z.string(), z.record(z.string(), InputState)) }),
    app_installed_team_id: Optional,
  }),
});
export type ViewSubmission = z.infer<typeof ViewSubmission>;

/** A person types into a menu whose options we answer; `value` is what they typed so far. */
export const BlockSuggestion = z.object({
  type: z.literal('block_suggestion'),
  user: User,
  action_id: Id,
  value: Optional,
  view: z.object({ private_metadata: Optional, app_installed_team_id: Optional, title: Label, close: Label }),
});
export type BlockSuggestion = z.infer<typeof BlockSuggestion>;

/** A message shortcut: the user picked it on a message. */
export const MessageShortcut = z.object({
  type: z.literal('message_action'),
  callback_id: z.string(),
  user: User,
  trigger_id: Id,
  response_url: Optional,
  channel: z.object({ id: Id }),
  message: z.object({
    ts: Id,
    thread_ts: Optional,
    text: Optional,
    user: Optional,
    bot_id: Optional,
    blocks: Parts,
    attachments: Parts,
    files: Files,
  }),
});
export type MessageShortcut = z.infer<typeof MessageShortcut>;

/** A global shortcut: the user picked it anywhere. */
export const GlobalShortcut = z.object({
  type: z.literal('shortcut'),
  callback_id: z.string(),
  user: User,
  trigger_id: Id,
});
export type GlobalShortcut = z.infer<typeof GlobalShortcut>;

/** The message a modal is about, short enough for `private_metadata`. */
const AskedAbout = z.object({ ts: Id, threadTs: z.string(), files: z.array(Id) });

/**
 * What a person did to get a form, short enough to travel with it, so that the desk can be asked for the same form again:
 * a press, or words (`repeatable.ts`).
 */
const Repeatable = z.union([z.object({ press: z.string() }), z.object({ word: z.string(), text: z.string() })]);
export type Repeatable = z.infer<typeof Repeatable>;

/**
 * A modal's `private_metadata`: where it was asked for, which press it stands for (empty if it only shows something),
 * which message it is about. No secrets.
 */
export const ModalState = z.object({
  press: z.string(),
  channelId: Id,
  threadId: z.string(),
  message: AskedAbout.optional(),
  /** How to ask the desk for the same form again, for forms whose options are searched. */
  asked: Repeatable.optional(),
});
export type ModalState = z.infer<typeof ModalState>;
