import type { Instant } from '../../../lib/instant.ts';
import { directPlace, placeOf } from '../wire/place.ts';
import { decodeText } from './decode-text.ts';
import type { EventCallback, Message } from './event-schema.ts';
import { isForUs, type Self } from './identity.ts';
import type { Asked, Interaction, WorkspaceChange } from './interaction.ts';

/** Parses one event. undefined if it is not meant for us, or for another installation. */
export function parseEvent(
  callback: EventCallback,
  self: Self | undefined,
  at: Instant,
): Interaction | WorkspaceChange | undefined {
  const { event, event_id, authorizations } = callback;
  if (!isForUs(authorizations ?? [], self)) return undefined;
  switch (event.type) {
    case 'app_mention':
    case 'message': {
      const bots = (authorizations ?? []).map(({ user_id }) => user_id);
      const people = { ...event, team: callback.is_ext_shared_channel ? '' : event.team };
      return parseMessage(people, self ? [self.userId, ...bots] : bots, at);
    }
    case 'app_home_opened':
      return event.tab === 'home' ? parseHome(event_id, event.user, at) : undefined;
    case 'member_joined_channel': {
      if (event.user !== self?.userId || event.inviter === '') return undefined;
      const place = placeOf(event.channel, '', event.inviter);
      return { ...byEvent(event_id, event.inviter, at), place, surface: 'channel', asked: ask('channel.joined') };
    }
    case 'channel_shared':
    case 'channel_unshared':
    case 'channel_archive':
    case 'channel_unarchive':
      return { change: 'channel-changed', channelId: event.channel };
    case 'channel_id_changed':
      return { change: 'channel-moved', from: event.old_channel_id, to: event.new_channel_id };
    case 'app_uninstalled':
      return isForUs([callback], self) ? { change: 'revoked' } : undefined;
    case 'tokens_revoked':
      return (event.tokens?.bot ?? []).length > 0 && isForUs([callback], self) ? { change: 'revoked' } : undefined;
  }
}

/** Subtypes of messages people write: plain, with files, and a thread reply also sent to the channel. */
const SAID: readonly string[] = ['', 'file_share', 'thread_broadcast'];

/** A mention: `<@U1>` or `<@U1|name>`. */
const MENTION = /<@([A-Z0-9]+)(?:\|[^<>]*)?>/g;

function parseMessage(message: Message, ours: readonly string[], at: Instant): Interaction | undefined {
  const { type, user, text, ts, thread_ts, channel, channel_type, subtype, bot_id, files } = message;
  if (type === 'message' && channel_type !== 'im') return undefined;
  if (bot_id !== '' || user === '' || ours.includes(user)) return undefined;
  if (!SAID.includes(subtype)) return undefined;
  const said = decodeText(text.replace(MENTION, (mention, id: string) => (ours.includes(id) ? ' ' : mention)));
  return {
    id: `message/${channel}/${ts}`,
    at,
    person: { teamId: message.user_team || message.source_team || message.team, userId: user, displayName: user },
    place: placeOf(channel, thread_ts === ts ? '' : thread_ts, user),
    triggerId: '',
    responseUrl: '',
    surface: 'channel',
    viewId: '',
    message: { ts, threadTs: thread_ts || ts, files },
    asked: { kind: 'words', word: '', ...said, text: said.text.replace(/^[\s:：,，]+/, '') },
  };
}

function parseHome(eventId: string, user: string, at: Instant): Interaction {
  return { ...byEvent(eventId, user, at), place: directPlace(user), surface: 'home', asked: ask('desk.home') };
}

/** The common part of events about a person who wrote nothing. They do not tell the person's workspace. */
function byEvent(eventId: string, userId: string, at: Instant) {
  return {
    id: `event/${eventId}`,
    at,
    person: { teamId: '', userId, displayName: userId },
    triggerId: '',
    responseUrl: '',
    viewId: '',
    message: undefined,
  } as const;
}

function ask(command: string): Asked {
  return { kind: 'button', command, args: {}, subject: '' };
}
