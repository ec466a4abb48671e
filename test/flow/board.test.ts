import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must } from '../support/must.ts';
import { openWebHouse, type WebHouse } from '../support/web-house.ts';

let house: WebHouse;
beforeEach(async () => {
  house = await openWebHouse();
});
afterEach(() => house.close());

/** A browser as far as these pages need one: it keeps cookies and follows no redirect by itself. */
function openVisitor() {
  const jar = new Map<string, string>();
  const request = async (url: string, method = 'GET') => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { method, redirect: 'manual', headers: cookie === '' ? {} : { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return { get: (url: string) => request(url), post: (url: string) => request(url, 'POST'), jar };
}

async function linkOf(person: string, channel = 'team'): Promise<string> {
  const { card } = await house.say(person, channel, '/desk board');
  const links = must(card).parts.flatMap((part) => (part.part === 'links' ? part.links : []));
  return must(links[0]).url;
}

const board = (page: string) => `${house.origin}/web/board/${page}`;

describe('the board', () => {
  it('is opened by a personal link from chat, and shows open cases by remaining time', async () => {
    await house.say('customer-sample-1', 'customer-sample', '/fault printer jams on floor 3');
    await house.say('customer-sample-1', 'customer-sample', '/fault core switch down, all branches offline');
    const visitor = openVisitor();
    const link = await linkOf('manager1');
    const page = await visitor.get(link);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Open the board');
    const entered = await visitor.post(link);
    expect(entered.status).toBe(303);
    expect(entered.headers.getSetCookie()[0]).toMatch(
      /^deskbell_board=[\w-]{43}; Path=\/web\/board; Max-Age=43200; HttpOnly; SameSite=Strict$/,
    );
    const shown = await visitor.get(board('open'));
    expect(shown.text).toContain('printer jams on floor 3');
    expect(shown.text).toContain('core switch down');
  });
});
