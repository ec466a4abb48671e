import { setTimeout as wait } from 'node:timers/promises';
import { type Finding, finding, type NamedThere } from '../../../chat/check.ts';
import { SECOND } from '../../../lib/instant.ts';
import type { SlackClient } from '../wire/client.ts';
import { adapterErrorOf, errorCodeOf } from '../wire/failure.ts';
import { LIMITS } from '../wire/limits.ts';
import { bareUserId } from '../wire/place.ts';

/**
 * Checks each channel: can the bot write there, who can read it, and can the bot hear what does not mention it, where the
 * book says that it listens? `scopes`: those of our token; undefined if Slack did not say.
 */
export function examineChannels(
  client: SlackClient,
  channels: NamedThere['channels'],
  scopes: readonly string[] | undefined,
): AsyncGenerator<Finding> {
  return inBatches(channels, (channel) => examineChannel(client, channel, scopes));
}

async function examineChannel(
  client: SlackClient,
  channel: NamedThere['channels'][number],
  scopes: readonly string[] | undefined,
): Promise<Finding[]> {
  const { id, readers } = channel;
  const there = { channel: channel.key, id };
  try {
    const { channel: found = {} } = await retryWhenLimited(() => client.conversations.info({ channel: id }));
    const { is_archived, is_member, is_ext_shared, is_pending_ext_shared } = found;
    if (is_archived) return [finding('wrong', 'doctor.slack.channel-archived', there)];
    const isShared = is_ext_shared || is_pending_ext_shared;
    const wrongs = [
      ...(is_member ? [] : [finding('wrong', 'doctor.slack.channel-uninvited', there)]),
      ...(isShared && readers === 'staff' ? [finding('wrong', 'doctor.slack.channel-exposed', there)] : []),
    ];
    if (wrongs.length > 0) return wrongs;
    const listening = channel.listens ? [examineListening(there, found.is_private === true, scopes)] : [];
    if (readers === 'staff') return [finding('ok', 'doctor.slack.channel-internal', there), ...listening];
    const sharing = isShared ? 'doctor.slack.channel-shared' : 'doctor.slack.channel-unshared';
    return [finding('ok', sharing, there), ...listening];
  } catch (cause) {
    const error = errorCodeOf(cause);
    // Slack reports a private channel without the bot as not found.
    if (error === 'channel_not_found') return [finding('wrong', 'doctor.slack.channel-unknown', there)];
    return [finding('wrong', 'doctor.slack.channel-unseen', { ...there, error })];
  }
}

/** Slack tells which scopes a token has, but not to which events the app is subscribed. */
function examineListening(
  there: { readonly channel: string; readonly id: string },
  isPrivate: boolean,
  scopes: readonly string[] | undefined,
): Finding {
  const [event, scope] = isPrivate ? ['message.groups', 'groups:history'] : ['message.channels', 'channels:history'];
  return scopes?.includes(scope) === false
    ? finding('wrong', 'doctor.slack.listens-not', { ...there, event, scope })
    : finding('note', 'doctor.slack.listens', { ...there, event });
}

/** Checks that each member of staff can be pinged. Those without a problem are only counted. */
export async function* examinePeople(
  client: SlackClient,
  teamId: string,
  people: NamedThere['people'],
): AsyncGenerator<Finding> {
  let sound = people.length;
  for await (const found of inBatches(people, (person) => examinePerson(client, teamId, person))) {
    sound -= 1;
    yield found;
  }
  if (sound > 0) yield finding('ok', 'doctor.slack.people', { sound, all: people.length });
}

async function examinePerson(
  client: SlackClient,
  teamId: string,
  { key, id }: NamedThere['people'][number],
): Promise<Finding[]> {
  const who = { person: key, id };
  try {
    const { user = {} } = await retryWhenLimited(() => client.users.info({ user: bareUserId(id) }));
    if (user.deleted) return [finding('wrong', 'doctor.slack.person-deactivated', who)];
    const isOurs = user.team_id === teamId || user.enterprise_user?.teams?.includes(teamId);
    return isOurs ? [] : [finding('warning', 'doctor.slack.person-elsewhere', who)];
  } catch (cause) {
    const error = errorCodeOf(cause);
    const isUnknown = error === 'user_not_found' || error === 'user_not_visible';
    return isUnknown
      ? [finding('wrong', 'doctor.slack.person-unknown', who)]
      : [finding('wrong', 'doctor.slack.person-unseen', { ...who, error })];
  }
}

/** Runs a few at a time and keeps the order of the items. */
async function* inBatches<T>(items: readonly T[], examine: (item: T) => Promise<Finding[]>): AsyncGenerator<Finding> {
  for (let at = 0; at < items.length; at += LIMITS.lookedAtOnce) {
    const found = await Promise.all(items.slice(at, at + LIMITS.lookedAtOnce).map(examine));
    yield* found.flat();
  }
}

/** A service book may name more people than Slack's rate limit allows per minute. */
async function retryWhenLimited<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (cause) {
      const { kind, retryAfterMs = SECOND } = adapterErrorOf(cause);
      if (kind !== 'rate-limited' || tries === LIMITS.lookTries) throw cause;
      await wait(retryAfterMs);
    }
  }
}
