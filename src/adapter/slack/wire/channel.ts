import { AdapterError } from '../../../chat/adapter.ts';
import type { ChatPlace } from '../../../chat/place.ts';
import type { Readers } from '../../../chat/readers.ts';
import type { Clock, Instant } from '../../../lib/instant.ts';
import type { SlackClient } from './client.ts';
import { adapterErrorOf, errorCodeOf } from './failure.ts';
import { LIMITS } from './limits.ts';
import { PLATFORM } from './names.ts';
import { bareUserId, isDirect } from './place.ts';

/** Where channels went that changed their ids, kept beyond the process. */
export interface ChannelMoves {
  /** The id that the desk knows → the id that Slack uses now. */
  list(): Promise<ReadonlyMap<string, string>>;
  add(knownAs: string, id: string): Promise<void>;
}

/** A channel keeps the id that the service book knows it by, whatever Slack calls it today. */
export interface Channels {
  /** Reads what is kept about moves. */
  open(): Promise<void>;
  /** What Slack calls a place: a channel's id of today; a person's id for their direct messages with us. */
  idOf(place: ChatPlace): string;
  /** The place of a payload as the desk knows it. */
  knownPlace(place: ChatPlace): ChatPlace;
  /** Whether people of other organisations read along. Throws AdapterError when Slack does not say. */
  isShared(channelId: string): Promise<boolean>;
  /** What was known of a channel is to be asked again. */
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
      // An answer that a change overtook is old already.
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
 * What is for staff goes nowhere that another organisation reads along: asked just before, each time. Throws AdapterError,
 * kind `exposed`, where one does.
 */
export async function refuseExposed(channels: Channels, place: ChatPlace, readers: Readers): Promise<void> {
  if (readers === 'customer' || isDirect(place)) return;
  if (await channels.isShared(channels.idOf(place))) throw new AdapterError(PLATFORM, 'exposed');
}

/** Slack's own id of a channel, or of the direct messages that a post to a person goes to. */
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
    // A server that is merely compatible with Slack's, and has no such thing as sharing.
    if (errorCodeOf(cause) === 'unknown_method') return false;
    throw adapterErrorOf(cause);
  }
}
