/**
 * Which path and query a request asks for, in the form that all doors read: `/path?query`, without the host that some
 * clients put before it. Undefined for what names no path of ours: `*`, no URL at all, or a path that begins with two
 * slashes, which would be read as the name of a host.
 */
export function readTarget(given: string): string | undefined {
  const url = given.startsWith('/') ? URL.parse(`http://door${given}`) : URL.parse(given);
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return undefined;
  return url.pathname.startsWith('//') ? undefined : `${url.pathname}${url.search}`;
}
