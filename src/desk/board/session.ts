import { DAY, HOUR, type Instant, MINUTE } from '../../lib/instant.ts';

/** Personal links to the board and the sessions they open: pure decisions. */

/** How long a link can be opened, and how long its session lasts. */
export const LINK_MS = 10 * MINUTE;
export const SESSION_MS = 12 * HOUR;
/** How long ended sessions are kept, for questions about who looked. */
export const KEEP_MS = 30 * DAY;

/** Who asked for a link. */
export interface SessionOwner {
  /** A key of the book's people, or `customer`. */
  readonly person: string;
  /** The customer whose person they are; undefined: they are one of our people. */
  readonly customer: string | undefined;
  readonly platform: string;
  readonly teamId: string;
  readonly userId: string;
  readonly name: string;
  /** Where they asked: it says whose person they are. */
  readonly channel: string;
}

export interface Session extends SessionOwner {
  /** The link's id. */
  readonly id: string;
  readonly at: Instant;
  /** The hash of the browser's secret; undefined: the link was not opened yet. */
  readonly secret: string | undefined;
  readonly endsAt: Instant | undefined;
  readonly revokedAt: Instant | undefined;
}

/** Whether a link may be opened: for ten minutes after it was asked for, once. */
export function mayOpen({ at, secret, revokedAt }: Session, now: Instant): boolean {
  return secret === undefined && revokedAt === undefined && now < at + LINK_MS;
}

/** Whether an open session still counts. */
export function isRunning({ endsAt, revokedAt }: Session, now: Instant): boolean {
  return revokedAt === undefined && endsAt !== undefined && now < endsAt;
}

type Account = Pick<SessionOwner, 'platform' | 'teamId' | 'userId'>;

/** Whether two sessions belong to one person. */
export function isSamePerson(one: Account, other: Account): boolean {
  return one.platform === other.platform && one.teamId === other.teamId && one.userId === other.userId;
}
