import { must } from './must.ts';
import type { WebHouse } from './web-house.ts';

/** A browser as far as these pages need one: it keeps cookies, and follows no redirect by itself. */
export function openVisitor() {
  const jar = new Map<string, string>();
  const request = async (
    url: string,
    method: 'GET' | 'POST',
    headers: Record<string, string> = {},
    body?: URLSearchParams | FormData,
  ) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const sent = { 'accept-language': 'en', ...headers, ...(cookie === '' ? {} : { cookie }) };
    const response = await fetch(url, { method, redirect: 'manual', headers: sent, ...(body ? { body } : {}) });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, bytes, text: new TextDecoder().decode(bytes) };
  };
  return {
    jar,
    get: (url: string) => request(url, 'GET'),
    post: (url: string, headers?: Record<string, string>, body?: URLSearchParams | FormData) =>
      request(url, 'POST', headers, body),
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
  const at = (page: string) => `${house.origin}/web/board/${page}`;
  const read = async (page: string) => (await visitor.get(at(page))).text;
  const token = async () => must(/name="token" value="([\w-]+)"/.exec(await read('duty'))?.[1]);
  return {
    ...visitor,
    read,
    token,
    /** Sends a form of the board, as its page does. */
    async send(action: string, fields: Readonly<Record<string, string>> = {}, file?: File) {
      const form = new FormData();
      for (const [name, value] of Object.entries({ token: await token(), ...fields })) form.append(name, value);
      if (file) form.append('file', file);
      return visitor.post(at(action), {}, form);
    },
  };
}
