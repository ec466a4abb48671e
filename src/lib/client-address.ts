import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

/** The proxies in front of this server that may say for whom they ask: how many in a row, or their addresses. */
export type TrustedProxies = number | readonly string[];

const MOST_PROXIES = 9;
const ALLOWED = 'the number of proxies in front (1 to 9), or their addresses: 10.0.0.5, 10.0.0.0/8';

/** The setting as it is written: `1`, or `10.0.0.5, 10.0.0.0/8`. */
export const TrustedProxiesSetting = z
  .string()
  .transform((text) => (/^\d+$/.test(text.trim()) ? Number(text) : text.split(',').map((each) => each.trim())))
  .refine(
    (trusted) => (typeof trusted === 'number' ? trusted >= 1 && trusted <= MOST_PROXIES : trusted.every(isRange)),
    {
      error: ALLOWED,
    },
  );

/** Whether the text is an IP address or a range of them, `10.0.0.0/8`. */
function isRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/**
 * Makes the function that tells who sends a request. Without trusted proxies it is the other end of the connection: a
 * client could write any header. With them, `X-Forwarded-For` is read from its end, where the nearest proxy writes: the first
 * address that no trusted proxy has is the client.
 */
export function createAddressOf(trusted: TrustedProxies | undefined): (request: IncomingMessage) => string {
  const isTrusted = trusted === undefined ? () => false : trustBy(trusted);
  return (request) => {
    const header = request.headers['x-forwarded-for'] ?? '';
    const named = (typeof header === 'string' ? header : header.join(',')).split(',');
    let address = plain(request.socket.remoteAddress ?? '');
    for (let depth = 0; isTrusted(address, depth); depth += 1) {
      const before = plain(withoutPort(named.pop()?.trim() ?? ''));
      if (isIP(before) === 0) break;
      address = before;
    }
    return address;
  };
}

/** Whether an address is a proxy's; `depth`: how many proxies stand between it and us. */
function trustBy(trusted: TrustedProxies): (address: string, depth: number) => boolean {
  if (typeof trusted === 'number') return (_address, depth) => depth < trusted;
  const list = new BlockList();
  for (const each of trusted) {
    const [address = '', bits] = each.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Some proxies write `192.0.2.1:4711` or `[2001:db8::1]:4711`. */
function withoutPort(text: string): string {
  return /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
}

/** An IPv4 address that a socket for both kinds writes as `::ffff:192.0.2.1`. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=[\d.]+$)/i, '');
}
