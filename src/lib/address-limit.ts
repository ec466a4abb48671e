import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { RateLimiterMemory } from 'rate-limiter-flexible';

/** Counts what comes from each address. */
export interface AddressLimit {
  /** Counts one; gives how many seconds to wait, 0: not at all. */
  count(address: string): Promise<number>;
}

/** Most addresses that are counted at a time. For one more, the oldest is forgotten: many addresses cannot use up memory. */
const MOST_ADDRESSES = 10_000;
const MS = 1000;

/** Allows `points` of one address within `seconds`. Addresses of one IPv6 network of 64 bits, which is one customer, count as one. */
export function createAddressLimit(points: number, seconds: number, most = MOST_ADDRESSES): AddressLimit {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  const known = new Set<string>();
  return {
    async count(address) {
      const key = networkOf(address);
      if (!known.has(key)) {
        known.add(key);
        const [oldest] = known;
        if (known.size > most && oldest !== undefined) {
          known.delete(oldest);
          await limiter.delete(oldest);
        }
      }
      return limiter.consume(key).then(
        () => 0,
        ({ msBeforeNext }: { readonly msBeforeNext: number }) => Math.max(1, Math.ceil(msBeforeNext / MS)),
      );
    },
  };
}

/** The first four groups of an IPv6 address; any other text as it is. */
function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [before = '', after] = address.toLowerCase().replace(/%.*$/, '').split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after ? after.split(':') : [];
  const gap = after === undefined ? [] : Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0');
  return [...head, ...gap, ...tail].slice(0, 4).join(':');
}

/** Who sends a request, and how often requests from there were refused. */
export interface Caller {
  readonly address: string;
  readonly refused: AddressLimit;
}

const callers = new WeakMap<object, Caller>();

/** The server says of each request who sends it, before anything reads it. */
export function setCaller(request: IncomingMessage, caller: Caller): void {
  callers.set(request, caller);
}

/** The address that sends this request (docs/security.md says how it is found). */
export function addressOf(request: Pick<IncomingMessage, 'socket'>): string {
  return callers.get(request)?.address ?? request.socket.remoteAddress ?? '';
}

/**
 * Counts a request that proved nothing: a wrong signature, an unknown link. Gives how many seconds its address has to wait,
 * with which it is answered 429; 0: it is refused as usual. A request that proves something is always served: many customers
 * may share one address.
 */
export async function countRefused(request: IncomingMessage): Promise<number> {
  const caller = callers.get(request);
  return caller ? caller.refused.count(caller.address) : 0;
}
