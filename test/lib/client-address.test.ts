import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createAddressOf, TrustedProxiesSetting } from '../../src/lib/client-address.ts';

const from = (remoteAddress: string, forwarded?: string) =>
  ({
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    socket: { remoteAddress },
  }) as unknown as IncomingMessage;

describe('the address of a client', () => {
  it.each<[string, number | readonly string[] | undefined, string, string | undefined, string]>([
    ['no proxy is trusted: the header is not believed', undefined, '192.0.2.1', '198.51.100.9', '192.0.2.1'],
    ['one proxy, no header', 1, '10.0.0.5', undefined, '10.0.0.5'],
    ['one proxy', 1, '10.0.0.5', '198.51.100.9', '198.51.100.9'],
    ['one proxy; what the client wrote itself stands before', 1, '10.0.0.5', '1.1.1.1, 198.51.100.9', '198.51.100.9'],
    ['two proxies', 2, '10.0.0.5', '1.1.1.1, 198.51.100.9, 10.0.0.4', '198.51.100.9'],
    ['a range of proxies', ['10.0.0.0/8'], '10.0.0.5', '1.1.1.1, 198.51.100.9, 10.2.0.4', '198.51.100.9'],
    ['a range; the sender is outside of it', ['10.0.0.0/8'], '192.0.2.1', '198.51.100.9', '192.0.2.1'],
    ['all are proxies', ['10.0.0.0/8'], '10.0.0.5', '10.0.0.6', '10.0.0.6'],
    ['a header of nonsense', 1, '10.0.0.5', 'unknown, <script>', '10.0.0.5'],
    ['a port behind the address', 1, '10.0.0.5', '198.51.100.9:4711', '198.51.100.9'],
    ['IPv6 with a port', 1, '::1', '[2001:db8::1]:80', '2001:db8::1'],
    ['IPv4 as a socket of both kinds writes it', ['127.0.0.0/8'], '::ffff:127.0.0.1', '198.51.100.9', '198.51.100.9'],
    ['an IPv6 range', ['fd00::/8'], 'fd00::5', '2001:db8::1', '2001:db8::1'],
  ])('%s', (_what, trusted, peer, header, address) => {
    expect(createAddressOf(trusted)(from(peer, header))).toBe(address);
  });
});

describe('TRUSTED_PROXIES', () => {
  it.each([
    ['1', 1],
    ['10.0.0.5, fd00::/8', ['10.0.0.5', 'fd00::/8']],
  ])('reads %s', (text, trusted) => {
    expect(TrustedProxiesSetting.parse(text)).toEqual(trusted);
  });

  it.each(['0', '12', 'proxy.example', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.1,'])('refuses %s', (text) => {
    expect(TrustedProxiesSetting.safeParse(text).success).toBe(false);
  });
});
