import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPages, type Pages, sendFiles } from './pages.ts';

let pages: Pages;
beforeAll(async () => {
  pages = await openPages();
});
afterAll(() => pages.close());

const ask = async (path: string, method = 'GET') => {
  const response = await fetch(new URL(path, pages.origin), { method, redirect: 'manual' });
  const { date: _, connection: _kept, 'keep-alive': _for, ...headers } = Object.fromEntries(response.headers);
  return { status: response.status, headers, text: await response.text() };
};

describe('the addresses of our pages', () => {
  it('tell with HEAD what they would send with GET, and nothing more', async () => {
    const file = `${'0'.repeat(31)}1`;
    const links = [pages.links.ticket(12, 'sample'), pages.links.report('sample'), pages.links.file(file)];
    for (const path of [...links, '/web/asset/page.css', '/web/t/forged', '/web/nowhere', '/web/board/open']) {
      const [got, told] = [await ask(path ?? ''), await ask(path ?? '', 'HEAD')];
      expect({ ...told, text: '' }, path).toEqual({ ...got, text: '' });
      expect([told.text, Number(told.headers['content-length'])], path).toEqual(['', Buffer.byteLength(got.text)]);
    }
  });

  it('are no others: not what only begins as they do, no deeper one, no other method', async () => {
    for (const path of ['/web', '/webs', '/web?lang=en']) {
      const { status, headers } = await ask(path);
      expect([status, headers['content-type']], path).toEqual([404, 'application/json']);
    }
    const ticket = new URL(pages.links.ticket(12, 'sample') ?? '').pathname;
    const others = [
      '/web/',
      '/web/t/',
      `${ticket}/`,
      `${ticket}/x`,
      '/web/asset/../route.ts',
      '/web/asset/none',
      '/web/t%2Fx',
    ];
    for (const path of others) {
      const { status, text } = await ask(path);
      expect([status, text.includes('<!doctype html>')], path).toEqual([404, true]);
    }
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PATCH']) expect((await ask(ticket, method)).status).toBe(404);
    for (const path of ['/web/asset/page.css', '/web/f/x', '/web/d/x'])
      expect((await ask(path, 'POST')).status).toBe(404);
  });

  it('are found through a proxy that serves them below a path, as every link in them is relative', async () => {
    const { headers } = await sendFiles(pages.links.ticket(12, 'sample'), [], { text: 'more' });
    expect(headers.get('location')).toMatch(/^[\w-]+\.[\w-]+\?done=sent$/);
    expect((await ask('/web/board')).headers.location).toBe('board/open');
    expect((await ask('/web/a/b/c')).text).toContain('href="../../asset/page.css');
  });
});
