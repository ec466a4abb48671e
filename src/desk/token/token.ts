import { createHash, randomBytes } from 'node:crypto';
import { DAY, type Instant } from '../../lib/instant.ts';
import type { BookSource } from '../book/schema.ts';

/** Tokens of the HTTP API: pure decisions. */

/** What a token may do. */
export const SCOPES = ['tickets:read', 'tickets:write', 'customers:read', 'metrics:read'] as const;
/** `hook:<key>`: sends alerts to that hook of the service book. */
export type Scope = (typeof SCOPES)[number] | `hook:${string}`;

/** How long a repeated request gets the answer of the first. */
export const REPEAT_MS = 30 * DAY;

/** A token without its secret. */
export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** The customers it is for; empty: all that are not confidential. */
  readonly customers: readonly string[];
  readonly createdAt: Instant;
  /** An account on a machine: `root@desk-1`. */
  readonly createdBy: string;
  readonly expiresAt: Instant | undefined;
  readonly revokedAt: Instant | undefined;
}

/** Says in logs and in searches for leaked secrets what it is. */
const MARK = 'deskbell_';
const SECRET_BYTES = 32;

/** A new secret, as a program sends it. */
export function makeSecret(): string {
  return `${MARK}${randomBytes(SECRET_BYTES).toString('base64url')}`;
}

/** By this a token is found; only this is stored. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Whether it still counts. */
export function isValid({ expiresAt, revokedAt }: ApiToken, now: Instant): boolean {
  return revokedAt === undefined && (expiresAt === undefined || now < expiresAt);
}

/** The customers of the book that a token reaches. Confidential ones it must name (decision 24). */
export function customersOf({ customers }: ApiToken, { customers: all }: BookSource): readonly string[] {
  return Object.keys(all).filter((key) =>
    customers.length > 0 ? customers.includes(key) : all[key]?.confidential === undefined,
  );
}
