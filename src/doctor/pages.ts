import { BlockList, isIP } from 'node:net';
import { type Finding, finding } from '../chat/check.ts';

/** Names and addresses that cannot be reached from outside this machine or its network. */
const INNER_NAME = /^[^.]+$|\.(localhost|local|internal|lan)$/;
const INNER = new BlockList();
INNER.addSubnet('127.0.0.0', 8);
INNER.addSubnet('10.0.0.0', 8);
INNER.addSubnet('172.16.0.0', 12);
INNER.addSubnet('192.168.0.0', 16);
INNER.addAddress('::1', 'ipv6');
INNER.addSubnet('fc00::', 7, 'ipv6');

/** Whether customers have pages of ours, and what is missing without. Nothing is asked over the network. */
export function examinePages(publicUrl: string | undefined): Finding {
  if (publicUrl === undefined) return finding('note', 'doctor.pages.off');
  const { protocol, hostname, host, pathname } = new URL(publicUrl);
  const url = `${protocol}//${host}${pathname.replace(/\/$/, '')}/web/`;
  if (isInner(hostname.replace(/^\[|\]$/g, ''))) return finding('warning', 'doctor.pages.here', { url });
  if (protocol !== 'https:') return finding('warning', 'doctor.pages.plain', { url });
  return finding('ok', 'doctor.pages.ok', { url });
}

function isInner(name: string): boolean {
  const version = isIP(name);
  return version === 0 ? INNER_NAME.test(name) : INNER.check(name, version === 6 ? 'ipv6' : 'ipv4');
}
