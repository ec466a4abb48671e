import type { Instant } from '../../../lib/instant.ts';
import { directPlace, placeOf } from '../wire/place.ts';
import { decodeText } from './decode-text.ts';
import type { EventCallback, Message } from './event-schema.ts';
import { isForUs, type Self } from './identity.ts';
import type { Asked, Interaction, WorkspaceChange } from './interaction.ts';
import { mentionsOne, removeMentions } from './mention.ts';
import { forwardedFiles, markupOfMessage, wordlessKind } from './message-words.ts';

/** Whether what is said in a channel without mentioning us is passed on. `channelId` is Slack's present id. */
export type ListensTo = (channelId: string) => boolean;

/** What the service book lets us hear. */
export interface Heard {
  readonly listensTo: ListensTo;
  /** Whether a user id is one of the provider's people. */
  readonly isStaff: (userId: string) => boolean;
}

/** Parses one event. undefined if it is not meant for us, or for another installation. */
export function parseEvent(
  callback: EventCallback,
  self: Self | undefined,
  at: Instant,
  heard: Heard,
): Interaction | WorkspaceChange | undefined {
  const { event, event_id, authorizations } = callback;
  if (!isForUs(authorizations ?? [], self)) return undefined;
  switch (event.type) {
    case 'app_mention':
    case 'message': {
      const bots = (authorizations ?? []).flatMap(({ user_id, is_bot }) =>
        user_id === '' || is_bot === false ? [] : [user_id],
      );
      const people = { ...event, team: callback.is_ext_shared_channel ? '' : event.team };
      return parseMessage(people, [...new Set(self ? [self.userId, ...bots] : bots)], at, heard.listensTo);
    }
    case 'app_home_opened':
      return event.tab === 'home' ? parseHome(event_id, event.user, at) : undefined;
    case 'member_joined_channel': {
      if (event.user !== self?.userId || event.inviter === '') return undefined;
      const place = placeOf(event.channel, '', event.inviter);
      return { ...byEvent(event_id, event.inviter, at), place, surface: 'channel', asked: ask('channel.joined') };
    }
    case 'user_change': {
      const { id, team_id, deleted } = event.user;
      // It comes with every change of anyone's profile: who is active is of interest only if they may have been lost.
      if (!deleted && !heard.isStaff(id)) return undefined;
      const by = byEvent(event_id, id, at);
      const asked = ask(deleted ? 'account.lost' : 'account.back');
      return { ...by, person: { ...by.person, teamId: team_id }, place: directPlace(id), surface: 'channel', asked };
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

/** Subtypes of messages people write: plain, with files, about themselves, a thread reply also sent to the channel. */
const SAID: readonly string[] = ['', 'file_share', 'me_message', 'thread_broadcast'];

/** Slack's own account, which reminds people of things. */
const SLACKBOT = 'USLACKBOT';

function parseMessage(
  message: Message,
  ours: readonly string[],
  at: Instant,
  listensTo: ListensTo,
): Interaction | undefined {
  const { user, text, ts, thread_ts, channel, subtype, bot_id, blocks, attachments } = message;
  if (bot_id !== '' || user === '' || user === SLACKBOT || ours.includes(user)) return undefined;
  if (!SAID.includes(subtype)) return undefined;
  const hearing = howHeard(message, ours, listensTo);
  if (!hearing) return undefined;
  const files = [...message.files, ...forwardedFiles(attachments)];
  const parts = { text, blocks, attachments, files, byApp: false };
  const said = decodeText(removeMentions(markupOfMessage(parts), ours));
  const wordless = said.text === '' ? wordlessKind(parts) : undefined;
  return {
    id: `${hearing === 'addressed' ? 'message' : 'overheard'}/${channel}/${ts}`,
    at,
    person: { teamId: message.user_team || message.source_team || message.team, userId: user, displayName: user },
    place: placeOf(channel, thread_ts === ts ? '' : thread_ts, user),
    triggerId: '',
    responseUrl: '',
    surface: 'channel',
    viewId: '',
    message: { ts, threadTs: thread_ts || ts, files },
    asked: {
      kind: 'words',
      word: '',
      ...said,
      ...(hearing === 'overheard' ? { overheard: true } : {}),
      ...(wordless ? { wordless } : {}),
    },
  };
}

/**
 * Whether a message is said to us or only overheard; undefined: we pass over it. A mention comes as `app_mention` and,
 * where we may read the channel, as `message` too: both are read alike, so that whichever comes first counts.
 */
function howHeard(
  { type, text, channel, channel_type, ts, thread_ts }: Message,
  ours: readonly string[],
  listensTo: ListensTo,
): 'addressed' | 'overheard' | undefined {
  if (type === 'app_mention' || channel_type === 'im') return 'addressed';
  if (channel_type !== 'channel' && channel_type !== 'group') return undefined;
  if (mentionsOne(text, ours)) return 'addressed';
  // Without our own id a mention of us cannot be told from another's.
  if (ours.length === 0) return undefined;
  const isReply = thread_ts !== '' && thread_ts !== ts;
  return isReply || listensTo(channel) ? 'overheard' : undefined;
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
