import type { ChatPlace } from '../../../chat/place.ts';
import type { Instant } from '../../../lib/instant.ts';
import { CONFIRM_CALLBACK, FORM_PRESS, PLATFORM, SHORTCUTS } from '../wire/names.ts';
import { directPlace, placeOf } from '../wire/place.ts';
import { decodePress, type Press, parseJson, subjectOfBlock } from '../wire/press.ts';
import { decodeText } from './decode-text.ts';
import { EventCallback } from './event-schema.ts';
import { parseValues } from './form-values.ts';
import { isViewForUs, type Self } from './identity.ts';
import type { Asked, AskedMessage, Interaction, WorkspaceChange } from './interaction.ts';
import { forwardedFiles, markupOfMessage } from './message-words.ts';
import { type Heard, parseEvent } from './parse-event.ts';
import {
  BlockActions,
  GlobalShortcut,
  MessageShortcut,
  ModalState,
  SlashCommand,
  type User,
  ViewSubmission,
} from './schema.ts';

/**
 * Parses one verified payload. undefined if nothing is asked of us: our own messages and other bots', edits, messages
 * that do not address us, payloads for another installation. Ids are made of what Slack repeats on a redelivery: the
 * trigger of a command, shortcut or click; a form's view; channel and ts of a message (a mention comes as two events
 * where we may read the channel).
 */
export function parsePayload(
  body: unknown,
  self: Self | undefined,
  now: Instant,
  heard: Heard,
): Interaction | WorkspaceChange | undefined {
  const command = SlashCommand.safeParse(body);
  if (command.success) return parseCommand(command.data, now);
  const press = BlockActions.safeParse(body);
  if (press.success) return parsePress(press.data, self, now);
  const submission = ViewSubmission.safeParse(body);
  if (submission.success) return parseSubmission(submission.data, self, now);
  const onMessage = MessageShortcut.safeParse(body);
  if (onMessage.success) return parseMessageShortcut(onMessage.data, now);
  const shortcut = GlobalShortcut.safeParse(body);
  if (shortcut.success) return parseGlobalShortcut(shortcut.data, now);
  const event = EventCallback.safeParse(body);
  return event.success ? parseEvent(event.data, self, now, heard) : undefined;
}

/**
 * The words in the frame of a submitted form, from which its language is guessed before the person is looked up: a title
 * may be a number only. undefined if the payload is no form.
 */
export function frameOfSubmission(body: unknown): string | undefined {
  const { data } = ViewSubmission.safeParse(body);
  return data && frameOf(data.view);
}

/** The words in the frame of one of our views. */
export function frameOf({ title, close }: Pick<ViewSubmission['view'], 'title' | 'close'>): string {
  return `${title?.text ?? ''} ${close?.text ?? ''}`;
}

function parseCommand(command: SlashCommand, at: Instant): Interaction {
  const { trigger_id, response_url, team_id, user_id, user_name, channel_id } = command;
  return {
    id: `trigger/${trigger_id}`,
    at,
    person: { teamId: team_id, userId: user_id, displayName: user_name },
    place: placeOf(channel_id, '', user_id),
    triggerId: trigger_id,
    responseUrl: response_url,
    surface: 'channel',
    viewId: '',
    message: undefined,
    asked: { kind: 'words', word: command.command.slice(1), ...decodeText(command.text) },
  };
}

function parsePress(pressed: BlockActions, self: Self | undefined, at: Instant): Interaction | undefined {
  const { user, trigger_id, response_url, channel, message, container, view } = pressed;
  if (view && !isViewForUs(view.app_installed_team_id, self)) return undefined;
  const modal = view ? readModal(view.private_metadata) : undefined;
  const thread = message?.thread_ts ?? container?.thread_ts ?? '';
  // A thread's first message names itself as its thread.
  const threadId = thread === message?.ts ? '' : thread;
  return {
    id: `trigger/${trigger_id}`,
    at,
    person: actorOf(user),
    place: modal?.place ?? (channel ? placeOf(channel.id, threadId, user.id) : directPlace(user.id)),
    triggerId: trigger_id,
    responseUrl: response_url,
    surface: view ? (view.type === 'home' ? 'home' : 'modal') : 'channel',
    viewId: '',
    message: modal?.message,
    asked: askedBy(pressed.actions[0]),
  };
}

function askedBy({ block_id, value, selected_option: option }: BlockActions['actions'][0]): Asked {
  const wire = option?.value ?? value ?? '';
  if (wire.startsWith(FORM_PRESS)) return { kind: 'form', formId: wire.slice(FORM_PRESS.length) };
  const press = decodePress(wire);
  const subject = subjectOfBlock(block_id);
  if (!press) return subject === '' ? { kind: 'stale' } : { kind: 'button', command: '', args: {}, subject };
  const question = option?.description?.text ?? '';
  return question === ''
    ? { kind: 'button', ...press, subject }
    : { kind: 'confirm', press, label: option?.text.text ?? '', question };
}

function parseSubmission({ user, view }: ViewSubmission, self: Self | undefined, at: Instant): Interaction | undefined {
  if (!isViewForUs(view.app_installed_team_id, self)) return undefined;
  const modal = readModal(view.private_metadata);
  const common = {
    id: `view/${view.id}`,
    at,
    person: actorOf(user),
    triggerId: '',
    responseUrl: '',
    surface: 'modal',
    viewId: view.id,
  } as const;
  if (!modal?.press) {
    const place = modal?.place ?? directPlace(user.id);
    return { ...common, place, message: undefined, asked: { kind: 'stale' } };
  }
  const { press, place, message } = modal;
  const asked: Asked =
    view.callback_id === CONFIRM_CALLBACK
      ? { kind: 'button', ...press, subject: '' }
      : { kind: 'submit', ...press, values: parseValues(view.state.values) };
  return { ...common, place, message, asked };
}

function parseMessageShortcut(shortcut: MessageShortcut, at: Instant): Interaction {
  const { callback_id, user, trigger_id, response_url, channel, message } = shortcut;
  const { ts, thread_ts, user: author, bot_id, attachments } = message;
  const files = [...message.files, ...forwardedFiles(attachments)];
  const { text } = decodeText(markupOfMessage({ ...message, files, byApp: bot_id !== '' || author === '' }));
  return {
    id: `trigger/${trigger_id}`,
    at,
    person: actorOf(user),
    place: placeOf(channel.id, '', user.id),
    triggerId: trigger_id,
    responseUrl: response_url,
    surface: 'channel',
    viewId: '',
    message: { ts, threadTs: thread_ts || ts, files },
    asked: askedByShortcut(callback_id, { text }),
  };
}

/** A shortcut from anywhere names no channel, so it is answered in direct messages. */
function parseGlobalShortcut({ callback_id, user, trigger_id }: GlobalShortcut, at: Instant): Interaction {
  return {
    id: `trigger/${trigger_id}`,
    at,
    person: actorOf(user),
    place: directPlace(user.id),
    triggerId: trigger_id,
    responseUrl: '',
    surface: 'channel',
    viewId: '',
    message: undefined,
    asked: askedByShortcut(callback_id, {}),
  };
}

/** A shortcut's callback id is the command it asks for. */
function askedByShortcut(callback: string, args: Readonly<Record<string, string>>): Asked {
  const command = SHORTCUTS.find((each) => each === callback);
  return command === undefined ? { kind: 'stale' } : { kind: 'button', command, args, subject: '' };
}

/** In a click `team` is the workspace that has our app, so it is not used for the person's own. */
export function actorOf({ id, team_id, username, name }: User) {
  return { teamId: team_id, userId: id, displayName: username || name };
}

interface Modal {
  readonly press: Press | undefined;
  readonly place: ChatPlace;
  readonly message: AskedMessage | undefined;
}

/** Reads the state of one of our modals; undefined if it is not ours. */
function readModal(metadata: string): Modal | undefined {
  const state = ModalState.safeParse(parseJson(metadata));
  if (!state.success) return undefined;
  const { press, channelId, threadId, message } = state.data;
  const files = (message?.files ?? []).map((id) => ({ id, name: '', permalink: '', file_access: '' }));
  return {
    press: decodePress(press),
    place: { platform: PLATFORM, channelId, threadId },
    message: message && { ...message, files },
  };
}
