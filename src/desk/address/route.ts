import type { ChatPlace } from '../../chat/place.ts';
import type { Language, Named } from '../../lib/language.ts';
import type { BookSource } from '../book/schema.ts';

/** Where an audience hears us: one or more places, each in its own language. */
export interface Route {
  readonly place: ChatPlace;
  readonly language: Language;
  /** What the book calls the place. */
  readonly name: Named;
}

/**
 * The places of an audience: `customer` is the customer's channels, `team`, `escalation` and `managers` are the
 * provider's, anything else is a person and their direct messages. A person without an id on any platform is reached
 * in the escalation channel: a ping never falls into nothing.
 */
export function routesOf(source: BookSource, audience: string, customer: string | undefined): Route[] {
  if (!Object.hasOwn(source.people, audience)) return channelRoutes(source, audience, customer);
  const [direct] = directRoutes(source, audience);
  return direct ? [direct] : channelRoutes(source, 'escalation', undefined);
}

/** A person's direct messages on every platform where they are, the book's first one first; none for anything else. */
function directRoutes({ people }: BookSource, audience: string): Route[] {
  const person = Object.hasOwn(people, audience) ? people[audience] : undefined;
  if (!person) return [];
  const { ids, language, name } = person;
  return Object.entries(ids).map(([platform, id]) => ({ place: directPlace(platform, id), language, name }));
}

/** The direct messages of these people, one after the other, on every platform where they are. Never a channel. */
export function privateRoutes(source: BookSource, people: readonly string[]): Route[] {
  return people.flatMap((person) => directRoutes(source, person));
}

/** Direct messages of a person: the channel is named after the user. */
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

/** Whom the desk turns to, one after the other, where a channel of this purpose is no more. */
const NEXT: Readonly<Record<string, readonly string[]>> = {
  customer: ['team', 'escalation', 'managers'],
  team: ['escalation', 'managers'],
  escalation: ['managers', 'team'],
  managers: ['escalation', 'team'],
};
const NEXT_AFTER_PERSON: readonly string[] = ['escalation', 'managers', 'team'];

/**
 * The places that a notice goes to instead, one after the other, when its route is no more: the person on another
 * platform, then channels of our own.
 */
export function nextRoutes(source: BookSource, audience: string, route: Route): Route[] {
  const elsewhere = directRoutes(source, audience);
  const purposes = elsewhere.length > 0 ? NEXT_AFTER_PERSON : (NEXT[audience] ?? NEXT_AFTER_PERSON);
  return [...elsewhere, ...purposes.flatMap((purpose) => channelRoutes(source, purpose, undefined))].filter(
    ({ place }) => !isSamePlace(place, route.place),
  );
}

/** Whether both are in the same channel, threads apart. */
export function isSamePlace(one: Channel, other: Channel): boolean {
  return one.platform === other.platform && one.channelId === other.channelId;
}

type Channel = Pick<ChatPlace, 'platform' | 'channelId'>;

/** The id by which a person is pinged on a platform; undefined where they are not on it. */
export function pingIdOf(source: BookSource, person: string, platform: string): string | undefined {
  const ids = Object.hasOwn(source.people, person) ? source.people[person]?.ids : undefined;
  return ids?.[platform as keyof typeof ids];
}
