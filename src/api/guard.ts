import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Database } from '../db/database.ts';
import { findToken } from '../desk/token/store.ts';
import { type ApiToken, hashSecret, isValid, type Scope } from '../desk/token/token.ts';
import { addressOf, createAddressLimit } from '../lib/address-limit.ts';
import type { HttpEnv } from '../lib/http-app.ts';
import type { Clock } from '../lib/instant.ts';
import { problem } from './problem.ts';

export interface ApiEnv extends HttpEnv {
  Variables: { token: ApiToken };
}

/** Requests a minute: of one token, and wrong tokens from one address. */
export interface ApiLimits {
  readonly perToken: number;
  readonly wrongPerAddress: number;
}

export const API_LIMITS: ApiLimits = { perToken: 300, wrongPerAddress: 30 };

export interface GuardParts {
  readonly database: Database;
  /** Tokens expire by real time. */
  readonly wallClock: Clock;
  readonly limits?: ApiLimits;
}

/**
 * Lets requests through that carry a valid token, `Authorization: Bearer …`. A missing, wrong, expired or revoked one gets
 * the same 401 after the same look-up. Too many requests get 429 with `Retry-After`.
 */
export function createGuard({ database, wallClock, limits = API_LIMITS }: GuardParts) {
  const perToken = new RateLimiterMemory({ points: limits.perToken, duration: 60 });
  const wrong = createAddressLimit(limits.wrongPerAddress, 60);

  return createMiddleware<ApiEnv>(async (context, next) => {
    const given = /^Bearer (\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1] ?? '';
    const token = await database.transaction((tx) => findToken(tx, hashSecret(given)));
    if (!token || !isValid(token, wallClock.now())) {
      const waitS = await wrong.count(addressOf(context.env.incoming as IncomingMessage));
      if (waitS > 0) return tooMany(context, waitS);
      return problem(context, 401, 'A valid token is needed: Authorization: Bearer …', undefined, {
        'www-authenticate': 'Bearer realm="deskbell"',
      });
    }
    const waitMs = await consume(perToken, token.id);
    if (waitMs > 0) return tooMany(context, Math.ceil(waitMs / 1000));
    context.set('token', token);
    return next();
  });
}

/** Refuses tokens without a scope with 403. */
export function needs(scope: Scope) {
  return createMiddleware<ApiEnv>(async (context, next) => {
    const { scopes } = context.var.token;
    if (scopes.includes(scope)) return next();
    return problem(context, 403, `This token needs the scope ${scope}; it has ${scopes.join(', ')}.`);
  });
}

/** How long to wait, in milliseconds; 0: not at all. */
function consume(limiter: RateLimiterMemory, key: string): Promise<number> {
  return limiter.consume(key).then(
    () => 0,
    ({ msBeforeNext }: { readonly msBeforeNext: number }) => Math.max(1, msBeforeNext),
  );
}

function tooMany(context: Context<ApiEnv>, seconds: number): Response {
  return problem(context, 429, `Too many requests; try again in ${seconds} s.`, undefined, {
    'retry-after': `${seconds}`,
  });
}
