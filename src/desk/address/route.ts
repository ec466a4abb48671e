import type { ChatPlace } from '../../chat/place.ts';
import type { Language, Named } from '../../lib/language.ts';
import type { BookSource } from '../book/schema.ts';
import { isReachable } from '../person/person.ts';

/** A place where an audience is reached, and its language. */
export interface Route {
  readonly place: ChatPlace;
  readonly language: Language;
  /** The place's name in the book. */
  readonly name: Named;
}

/**
 * The places of an audience: `customer` means the customer's channels; `team`, `escalation` and `managers` those of the
 * provider; anything else is a person's key and means their direct messages. A person without an account on any platform
 * is reached in the escalation channel, so that no ping is lost.
 */
export function routesOf(source: BookSource, audience: string, customer: string | undefined): Route[] {
  if (!Object.hasOwn(source.people, audience)) return channelRoutes(source, audience, customer);
  const [direct] = directRoutes(source, audience);
  return direct ? [direct] : channelRoutes(source, 'escalation', undefined);
}

/** A person's direct messages on every platform where they are, in the book's order; empty for other audiences. */
function directRoutes(source: BookSource, audience: string): Route[] {
  const person = isReachable(source, audience) ? source.people[audience] : undefined;
  if (!person) return [];
  const { ids, language, name } = person;
  return Object.entries(ids).map(([platform, id]) => ({ place: directPlace(platform, id), language, name }));
}

/** The direct messages of these people in order, on every platform where they are. Never a channel. */
export function privateRoutes(source: BookSource, people: readonly string[]): Route[] {
  return people.flatMap((person) => directRoutes(source, person));
}

/** The place of a person's direct messages: its channel id is the user id with `@` in front. */
export function directPlace(platform: string, userId: string): ChatPlace {
  return { platform, channelId: `@${userId}`, threadId: '' };
}

function channelRoutes(source: BookSource, purpose: string, customer: string | undefined): Route[] {
  return Object.values(source.channels)
    .filter((channel) => channel.purpose === purpose && (purpose !== 'customer' || channel.customer === customer))
    .map(({ platform, id, language, name }) => ({
      place: { platform, channelId: id, threadId: '' },
      language,
      name,
    }));
}

/** The channels that replace a channel that is gone, in order, by purpose. */
const NEXT: Readonly<Record<string, readonly string[]>> = {
  customer: ['team', 'escalation', 'managers'],
  team: ['escalation', 'managers'],
  escalation: ['managers', 'team'],
  managers: ['escalation', 'team'],
};
const NEXT_AFTER_PERSON: readonly string[] = ['escalation', 'managers', 'team'];

/** Where a notice goes if its place is gone, in order: the person's other platforms, then channels of the provider. */
export function nextRoutes(source: BookSource, audience: string, route: Route): Route[] {
  const elsewhere = directRoutes(source, audience);
  const purposes = elsewhere.length > 0 ? NEXT_AFTER_PERSON : (NEXT[audience] ?? NEXT_AFTER_PERSON);
  return [...elsewhere, ...purposes.flatMap((purpose) => channelRoutes(source, purpose, undefined))].filter(
    ({ place }) => !isSamePlace(place, route.place),
  );
}

/** Whether both are in the same channel; their threads may differ. */
export function isSamePlace(one: Channel, other: Channel): boolean {
  return one.platform === other.platform && one.channelId === other.channelId;
}

type Channel = Pick<ChatPlace, 'platform' | 'channelId'>;

/** The user id by which a person is pinged on a platform; undefined if they are not on it. */
export function pingIdOf(source: BookSource, person: string, platform: string): string | undefined {
  const ids = Object.hasOwn(source.people, person) ? source.people[person]?.ids : undefined;
  return ids?.[platform as keyof typeof ids];
}
