import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { ChatEvent } from '../chat/event.ts';
import { type Refusal, refuse } from '../lib/refusal.ts';

/** How many requests customers may make in a minute; 0: no limit. Staff are not counted. */
export interface RequestLimits {
  readonly perPerson: number;
  readonly perChannel: number;
}

export const NO_LIMITS: RequestLimits = { perPerson: 0, perChannel: 0 };

/** Counts a customer's event and refuses it above the limit. The same event is counted once. */
export type CountRequest = (event: ChatEvent) => Promise<Refusal | undefined>;

const MINUTE_SECONDS = 60;

/**
 * Counts in the memory of this process. That is enough to keep a program that runs wild from waking people all night.
 */
export function createLimits({ perPerson, perChannel }: RequestLimits): CountRequest {
  const people = limiterOf(perPerson);
  const channels = limiterOf(perChannel);
  /** A turn may run again after a conflict in the database. */
  const counted = new WeakMap<ChatEvent, Promise<Refusal | undefined>>();

  async function count({ person, place }: ChatEvent): Promise<Refusal | undefined> {
    const byPerson = await take(people, `${person.platform}/${person.teamId}/${person.userId}`);
    return byPerson ?? (await take(channels, `${place.platform}/${place.channelId}`));
  }

  return (event) => {
    const known = counted.get(event) ?? count(event);
    counted.set(event, known);
    return known;
  };
}

function limiterOf(points: number): RateLimiterMemory | undefined {
  return points === 0 ? undefined : new RateLimiterMemory({ points, duration: MINUTE_SECONDS });
}

async function take(limiter: RateLimiterMemory | undefined, key: string): Promise<Refusal | undefined> {
  try {
    await limiter?.consume(key);
    return undefined;
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    return refuse('command.too-many', { seconds: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) });
  }
}
