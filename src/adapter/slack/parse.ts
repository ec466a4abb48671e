import type { ChatEvent, ChatPerson, ChatPlace } from '../../chat/event.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Self } from './identity.ts';
import { parseValues } from './modal.ts';
import { CONFIRM_CALLBACK, FORM_PRESS, PLATFORM } from './names.ts';
import { decodePress, type Press, parseJson } from './press.ts';
import { BlockActions, EventCallback, ModalState, SlashCommand, ViewSubmission } from './schema.ts';
import { decodeText } from './text.ts';

type Common = Pick<ChatEvent, 'id' | 'at' | 'person' | 'place'>;

/** What somebody did, and the ways they can be answered; an empty `triggerId` or `responseUrl` is none. */
export interface Heard extends Common {
  readonly triggerId: string;
  readonly responseUrl: string;
  readonly asked: Asked;
}

export type Asked =
  | { readonly kind: 'words'; readonly word: string; readonly text: string }
  | ({ readonly kind: 'button' } & Press)
  | ({ readonly kind: 'submit'; readonly values: Readonly<Record<string, string>> } & Press)
  /** A menu's option that wants to be confirmed before it counts. */
  | { readonly kind: 'confirm'; readonly press: Press; readonly label: string; readonly question: string }
  /** A form that waits for this press, because nothing else could open it. */
  | { readonly kind: 'form'; readonly formId: string }
  /** A button or a form that is none of ours any more. */
  | { readonly kind: 'stale' };

/**
 * One verified payload in neutral words; undefined for what nobody asked of us: our own messages and other bots', edits,
 * talk that is not meant for us, forms of another workspace's installation. Ids are what Slack repeats on a redelivery:
 * the trigger of a command or click, the view of a form, channel and ts of a message (which comes as two events when it
 * mentions us).
 */
export function parsePayload(body: unknown, self: Self | undefined, now: Instant): Heard | undefined {
  const command = SlashCommand.safeParse(body);
  if (command.success) return parseCommand(command.data, now);
  const press = BlockActions.safeParse(body);
  if (press.success) return parsePress(press.data, now);
  const submission = ViewSubmission.safeParse(body);
  if (submission.success) return parseSubmission(submission.data, self, now);
  const message = EventCallback.safeParse(body);
  return message.success ? parseMessage(message.data, self, now) : undefined;
}

function parseCommand(command: SlashCommand, now: Instant): Heard {
  const { trigger_id, response_url, team_id, user_id, user_name, channel_id } = command;
  return {
    id: `trigger/${trigger_id}`,
    at: now,
    person: personOf(team_id, user_id, user_name),
    place: placeOf(channel_id, '', user_id),
    triggerId: trigger_id,
    responseUrl: response_url,
    asked: { kind: 'words', word: command.command.slice(1), text: decodeText(command.text).trim() },
  };
}

function parsePress(pressed: BlockActions, now: Instant): Heard | undefined {
  const { user, team, trigger_id, response_url, channel, message, container, view } = pressed;
  const modal = view ? readModal(view.private_metadata) : undefined;
  const thread = message?.thread_ts ?? container?.thread_ts ?? '';
  // The message that begins a thread names itself as its thread.
  const threadId = thread === message?.ts ? '' : thread;
  const place = modal?.place ?? (channel ? placeOf(channel.id, threadId, user.id) : undefined);
  return (
    place && {
      id: `trigger/${trigger_id}`,
      at: now,
      person: personOf(user.team_id || (team?.id ?? ''), user.id, user.username || user.name),
      place,
      triggerId: trigger_id,
      responseUrl: response_url,
      asked: askedBy(pressed.actions[0]),
    }
  );
}

function askedBy({ value, selected_option: option }: BlockActions['actions'][0]): Asked {
  const wire = option?.value ?? value ?? '';
  if (wire.startsWith(FORM_PRESS)) return { kind: 'form', formId: wire.slice(FORM_PRESS.length) };
  const press = decodePress(wire);
  if (!press) return { kind: 'stale' };
  const question = option?.description?.text ?? '';
  return question === ''
    ? { kind: 'button', ...press }
    : { kind: 'confirm', press, label: option?.text.text ?? '', question };
}

function parseSubmission({ user, team, view }: ViewSubmission, self: Self | undefined, now: Instant) {
  const installed = view.app_installed_team_id;
  if (self && installed !== '' && installed !== self.teamId) return undefined;
  const modal = readModal(view.private_metadata);
  if (!modal) return undefined;
  const { press, place } = modal;
  const asked: Asked =
    view.callback_id === CONFIRM_CALLBACK
      ? { kind: 'button', ...press }
      : { kind: 'submit', ...press, values: parseValues(view.state.values) };
  const person = personOf(user.team_id || (team?.id ?? ''), user.id, user.username || user.name);
  return { id: `view/${view.id}`, at: now, person, place, triggerId: '', responseUrl: '', asked };
}

/** `<@U1>`, or `<@U1|name>`. */
const MENTION = /<@([A-Z0-9]+)(?:\|[^<>]*)?>/g;

function parseMessage({ event, authorizations, team_id }: EventCallback, self: Self | undefined, now: Instant) {
  const { type, user, text, ts, thread_ts, channel, channel_type, subtype, bot_id } = event;
  if (type === 'message' && channel_type !== 'im') return undefined;
  if (bot_id !== '' || user === '' || user === self?.userId) return undefined;
  if (subtype !== '' && subtype !== 'file_share') return undefined;
  const ours = [self?.userId, ...(authorizations ?? []).map(({ user_id }) => user_id)];
  const said = text.replace(MENTION, (mention, id: string) => (ours.includes(id) ? ' ' : mention));
  return {
    id: `message/${channel}/${ts}`,
    at: now,
    person: personOf(event.user_team || event.team || team_id, user, user),
    place: placeOf(channel, thread_ts === ts ? '' : thread_ts, user),
    triggerId: '',
    responseUrl: '',
    asked: {
      kind: 'words',
      word: '',
      text: decodeText(said)
        .replace(/^[\s:：,，]+/, '')
        .trim(),
    },
  } as const;
}

/** A person's direct messages are named after them, as the desk names them. */
function placeOf(channelId: string, threadId: string, userId: string): ChatPlace {
  return { platform: PLATFORM, channelId: channelId.startsWith('D') ? `@${userId}` : channelId, threadId };
}

function personOf(teamId: string, userId: string, displayName: string): ChatPerson {
  return { platform: PLATFORM, teamId, userId, displayName, external: true };
}

function readModal(metadata: string): { press: Press; place: ChatPlace } | undefined {
  const state = ModalState.safeParse(parseJson(metadata));
  const press = state.success ? decodePress(state.data.press) : undefined;
  if (!state.success || !press) return undefined;
  const { channelId, threadId } = state.data;
  return { press, place: { platform: PLATFORM, channelId, threadId } };
}
