import { AdapterError } from '../../../chat/adapter.ts';
import type { ChatPlace } from '../../../chat/place.ts';
import type { Readers } from '../../../chat/readers.ts';
import type { Clock, Instant } from '../../../lib/instant.ts';
import type { SlackClient } from './client.ts';
import { adapterErrorOf, errorCodeOf } from './failure.ts';
import { LIMITS } from './limits.ts';
import { PLATFORM } from './names.ts';
import { bareUserId, isDirect } from './place.ts';

/** Channel ids that Slack changed, kept in our database. A private channel gets a new id when it is shared. */
export interface ChannelMoves {
  /** Id in the service book → id that Slack uses now. */
  list(): Promise<ReadonlyMap<string, string>>;
  add(knownAs: string, id: string): Promise<void>;
}

/**
 * Translates channel ids both ways (the desk keeps the id of the service book, Slack may change it) and knows which
 * channels are shared with other organisations.
 */
export interface Channels {
  /** Reads the changed ids from the database. */
  open(): Promise<void>;
  /** Slack's id of a place: the channel's current id, or the person's id for direct messages. */
  idOf(place: ChatPlace): string;
  /** A place of a payload with the id of the service book. */
  knownPlace(place: ChatPlace): ChatPlace;
  /** Whether other organisations can read the channel. Throws AdapterError if Slack does not answer. */
  isShared(channelId: string): Promise<boolean>;
  /** Drops what is remembered about a channel; the next call asks Slack. */
  forget(channelId: string): void;
  moved(from: string, to: string): Promise<void>;
}

export function createChannels(client: SlackClient, moves: ChannelMoves, clock: Clock): Channels {
  let today: ReadonlyMap<string, string> = new Map();
  const shared = new Map<string, { readonly isShared: boolean; readonly until: Instant }>();
  let changes = 0;
  const knownAs = (id: string) => [...today].find(([, each]) => each === id)?.[0] ?? id;

  return {
    async open() {
      today = await moves.list();
    },
    idOf(place) {
      const { channelId } = place;
      return isDirect(place) ? bareUserId(channelId.slice(1)) : (today.get(channelId) ?? channelId);
    },
    knownPlace: (place) => ({ ...place, channelId: knownAs(place.channelId) }),
    async isShared(channelId) {
      const found = shared.get(channelId);
      if (found && found.until > clock.now()) return found.isShared;
      const before = changes;
      const isShared = await askWhetherShared(client, channelId);
      // A change arrived while we asked, so this answer may be outdated.
      if (before === changes) shared.set(channelId, { isShared, until: clock.now() + LIMITS.rememberSharedMs });
      return isShared;
    },
    forget(channelId) {
      changes += 1;
      shared.delete(channelId);
    },
    async moved(from, to) {
      await moves.add(knownAs(from), to);
      today = await moves.list();
    },
  };
}

/**
 * Throws AdapterError `exposed` if a post for staff would go to a channel that another organisation can read. Called
 * just before every post.
 */
export async function refuseExposed(channels: Channels, place: ChatPlace, readers: Readers): Promise<void> {
  if (readers === 'customer' || isDirect(place)) return;
  if (await channels.isShared(channels.idOf(place))) throw new AdapterError(PLATFORM, 'exposed');
}

/** The id to look for messages in: the channel's, or that of the direct messages opened with a person. */
export async function openChannel(client: SlackClient, channels: Channels, place: ChatPlace): Promise<string> {
  if (!isDirect(place)) return channels.idOf(place);
  const { channel } = await client.conversations.open({ users: channels.idOf(place) });
  return channel?.id ?? '';
}

async function askWhetherShared(client: SlackClient, channel: string): Promise<boolean> {
  try {
    const info = (await client.conversations.info({ channel })).channel;
    return info?.is_ext_shared === true || info?.is_pending_ext_shared === true;
  } catch (cause) {
    // A server that only imitates Slack's API and has no shared channels.
    if (errorCodeOf(cause) === 'unknown_method') return false;
    throw adapterErrorOf(cause);
  }
}
