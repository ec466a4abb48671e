import { must } from './must.ts';
import type { WebHouse } from './web-house.ts';

/** A browser as far as these pages need one: it keeps cookies, and follows no redirect by itself. */
export function openVisitor() {
  const jar = new Map<string, string>();
  const request = async (url: string, method: 'GET' | 'POST', headers: Record<string, string> = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const sent = { 'accept-language': 'en', ...headers, ...(cookie === '' ? {} : { cookie }) };
    const response = await fetch(url, { method, redirect: 'manual', headers: sent });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return {
    jar,
    get: (url: string) => request(url, 'GET'),
    post: (url: string, headers?: Record<string, string>) => request(url, 'POST', headers),
  };
}

/** The link that a person gets for `/desk board`. */
export async function boardLink(house: WebHouse, person: string, channel = 'team'): Promise<string> {
  const { card } = await house.say(person, channel, '/desk board');
  const links = must(card).parts.flatMap((part) => (part.part === 'links' ? part.links : []));
  return must(links[0]).url;
}

/** A browser in which a person opened the board. */
export async function signIn(house: WebHouse, person: string, channel?: string) {
  const visitor = openVisitor();
  await visitor.post(await boardLink(house, person, channel));
  return { ...visitor, read: async (page: string) => (await visitor.get(`${house.origin}/web/board/${page}`)).text };
}
