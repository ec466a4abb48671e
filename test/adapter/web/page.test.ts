import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signPass } from '../../../src/adapter/web/verify.ts';
import { AdapterError } from '../../../src/chat/adapter.ts';
import type { Reply } from '../../../src/chat/reply.ts';
import { DAY } from '../../../src/lib/instant.ts';
import { lineOf } from '../contract.ts';
import { CARD, FORM, filesOf, KEY, ONCE, openPages, type Pages, START, sendFiles } from './pages.ts';

let pages: Pages;
beforeEach(async () => {
  pages = await openPages();
});
afterEach(() => pages.close());

async function get(
  link: string | undefined,
  language = 'en',
): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(link ?? '', { headers: { 'accept-language': language } });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

async function post(link: string | undefined, fields: Record<string, string>) {
  const response = await fetch(link ?? '', {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'accept-language': 'en' },
    redirect: 'manual',
  });
  return { status: response.status, text: await response.text(), to: response.headers.get('location') };
}

const hidden = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';

describe('a page', () => {
  it('shows the case, escaped, and leaves out where its links lead', async () => {
    const { status, text } = await get(pages.links.ticket(12, 'sample'));
    expect(status).toBe(200);
    expect(text).toContain('<h1>T-12 · core switch down</h1>');
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;');
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain('desk.example');
    expect(text).toContain('6 October 2026');
  });

  it('runs nothing of anybody, is framed by nobody, stays in no cache, and hands its address to nobody', async () => {
    for (const link of [pages.links.ticket(12, 'sample'), pages.links.report('sample'), `${pages.origin}/web/t/x`]) {
      const { headers, text } = await get(link);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; .*frame-ancestors 'none'$/);
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(text).not.toMatch(/<script(?! src="[./]*asset\/page\.js)|<style|\son\w+=| style=/);
      expect(Object.fromEntries(headers)).toMatchObject({
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'x-frame-options': 'DENY',
        'x-content-type-options': 'nosniff',
        'x-robots-tag': 'noindex, nofollow',
      });
    }
  });

  it.each([
    ['en', '', 'Send files or add details'],
    ['zh-CN,en;q=0.8', '', '发送附件或补充说明'],
    ['fr, zh;q=0.1, en;q=0.9', '', 'Send files or add details'],
    ['fr', '', '发送附件或补充说明'],
    ['zh-CN', '?lang=en', 'Send files or add details'],
    ['en', '?lang=zh-CN', '发送附件或补充说明'],
    ['en', '?lang=../x', 'Send files or add details'],
  ])('speaks to a browser that likes %j, switched to %j, its language', async (accepted, query, words) => {
    expect((await get(`${pages.links.ticket(12, 'sample')}${query}`, accepted)).text).toContain(words);
  });

  it('says what to do when its link is over, and nothing of the case', async () => {
    const link = pages.links.ticket(12, 'sample');
    pages.forward(9 * DAY);
    const over = await get(link);
    expect(over.status).toBe(410);
    expect(over.text).toContain('Ask the bot in your channel for a new one');
    expect(over.text).not.toMatch(/T-12 ·|core switch|sample/);
    expect((await sendFiles(link, [new File(['x'], 'a.txt')])).status).toBe(410);
    expect([pages.heard, await pages.stored()]).toEqual([[], {}]);
  });

  it('is not there for links that are forged, for something else, or of a customer that is no more', async () => {
    const pass = { kind: 'ticket', id: 12, customer: 'sample', exp: START + DAY } as const;
    const token = signPass(KEY, pass);
    for (const path of [
      `t/${token}x`,
      `r/${token}`,
      `f/${token}`,
      `t/${token}/more`,
      `t/${signPass(KEY, { ...pass, customer: 'gone' })}`,
      `t/${signPass(KEY, { ...pass, customer: 'constructor' })}`,
      't/',
      '',
      'asset/../page.js',
      'asset/page.ts',
    ]) {
      const { status, text } = await get(`${pages.origin}/web/${path}`);
      expect([path, status]).toEqual([path, 404]);
      expect(text).toContain('There is nothing here');
      expect((await post(`${pages.origin}/web/${path}`, { do: 'send', once: ONCE, text: 'x' })).status).toBe(404);
    }
    expect(pages.heard).toEqual([]);
  });

  it('leaves everything else to others', async () => {
    expect((await fetch(`${pages.origin}/website`)).status).toBe(404);
    expect(await (await fetch(`${pages.origin}/website`)).json()).toEqual({ error: 'not-found' });
  });

  it('gives out its style and its script', async () => {
    const { text } = await get(pages.links.ticket(12, 'sample'));
    for (const address of text.match(/[./]+asset\/[^"]+/g) ?? []) {
      const asset = await fetch(new URL(address, pages.links.ticket(12, 'sample')));
      expect([asset.status, asset.headers.get('content-type')]).toEqual([
        200,
        expect.stringMatching(/^text\/(css|javascript)/),
      ]);
      await asset.text();
    }
    expect(text.match(/asset\//g)).toHaveLength(2);
  });

  it('reaches nobody by itself', async () => {
    const place = { platform: 'web', channelId: 'customer/sample', threadId: '' };
    const sent = pages.adapter.send(place, lineOf('x'), 'n1');
    await expect(sent).rejects.toBeInstanceOf(AdapterError);
    await expect(sent).rejects.toMatchObject({ kind: 'rejected' });
  });
});

describe('a button', () => {
  const answered: Reply[] = [];
  beforeEach(async () => {
    await pages.close();
    answered.splice(0);
    pages = await openPages(() => [...answered]);
  });

  it('asks for what it says on the card that stands now, and nothing that the page made up', async () => {
    const link = pages.links.ticket(12, 'sample');
    const page = await get(link);
    const button = hidden(page.text, 'button');
    const pressed = await post(link, { do: 'press', once: ONCE, button, command: 'ticket.reject-fix', ticket: 'T-13' });
    expect([pressed.status, pressed.to]).toEqual([303, expect.stringMatching(/\?done=pressed$/)]);
    expect(pages.heard).toMatchObject([{ kind: 'button', command: 'ticket.confirm', args: { ticket: 'T-12' } }]);
    expect((await post(link, { do: 'press', once: ONCE, button: 'made-up' })).status).toBe(409);
    expect(pages.heard).toHaveLength(1);
  });

  it('opens the form that the desk asks, whose answer is for this ticket and these fields only', async () => {
    const args = { ticket: 'T-12', sure: 'yes' };
    answered.push({ kind: 'form', form: { ...FORM, command: 'ticket.update', args, title: 'T-12 · Add details' } });
    const link = pages.links.ticket(12, 'sample');
    const asked = await post(link, { do: 'press', once: ONCE, button: hidden((await get(link)).text, 'button') });
    expect(asked.text).toContain('<h1>T-12 · Add details</h1>');
    const [form, once] = [hidden(asked.text, 'form'), hidden(asked.text, 'once')];

    answered.splice(0, 1, { kind: 'whisper', tone: 'bad', text: 'Too long.', field: 'text' });
    const refused = await post(link, { do: 'submit', once, form, text: 'still <down>' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Too long.');
    expect(refused.text).toMatch(/aria-invalid="true"[^>]*>still &lt;down&gt;<\/textarea>/);

    answered.splice(0);
    const sent = await post(link, { do: 'submit', once, form, text: 'still down', ticket: 'T-13', level: 'critical' });
    expect(sent.status).toBe(303);
    expect(pages.heard.at(-1)).toMatchObject({ kind: 'submit', command: 'ticket.update', args });
    expect(pages.heard.at(-1)).toMatchObject({ values: { text: 'still down', contact: '' } });
    expect(pages.heard.at(-1)).not.toMatchObject({ values: { level: 'critical' } });

    const elsewhere = await post(pages.links.ticket(13, 'sample'), { do: 'submit', once, form, text: 'x' });
    expect(elsewhere.status).toBe(422);
    expect(elsewhere.text).toContain('This form has waited too long');
  });
});

describe('a report without any chat', () => {
  const FILLED = { text: 'no dial tone', person: 'Ms Liu', contact: '138 0000' };

  it('is heard as any other, with who reports and their files, and leads to its own page for as long', async () => {
    const link = pages.links.report('sample');
    const form = hidden((await get(link)).text, 'form');
    const sent = await sendFiles(link, [new File(['x'], 'a.txt')], { ...FILLED, form, billable: 'false' });
    expect(sent.status).toBe(303);
    const [event] = pages.heard;
    expect(event).toMatchObject({
      kind: 'submit',
      command: 'ticket.report',
      person: { displayName: 'Ms Liu', external: true },
      place: { platform: 'web', channelId: 'customer/sample' },
      values: { text: 'no dial tone', contact: 'Ms Liu · 138 0000' },
    });
    expect(event).not.toMatchObject({ values: { billable: 'false' } });
    expect(filesOf(event)).toHaveLength(1);

    const page = new URL(sent.headers.get('location') ?? '', link);
    pages.forward(89 * DAY);
    expect((await get(page.href)).text).toContain('Bookmark this page');

    const again = await sendFiles(link, [new File(['x'], 'a.txt')], { ...FILLED, form });
    expect([again.status, pages.heard.length]).toEqual([422, 1]);
  });

  it.each([['text'], ['person'], ['contact']])(
    'without its %s is asked again, and keeps what was typed',
    async (missing) => {
      const link = pages.links.report('sample');
      const form = hidden((await get(link)).text, 'form');
      const sent = await sendFiles(link, [new File(['x'], 'a.txt')], { ...FILLED, form, [missing]: ' ' });
      expect(sent.status).toBe(422);
      expect(sent.text).toMatch(/role="alert">Please fill in “(What happened|Your name|Phone or e-mail)”/);
      for (const [name, value] of Object.entries(FILLED)) if (name !== missing) expect(sent.text).toContain(value);
      expect([pages.heard, await pages.stored()]).toEqual([[], {}]);
    },
  );

  it('shows no case, and its link opens none', async () => {
    const link = pages.links.report('sample') ?? '';
    expect((await get(link)).text).not.toContain(CARD.title);
    expect((await get(link.replace('/web/r/', '/web/t/'))).status).toBe(404);
  });
});

describe('a sent file', () => {
  it('is given out to be stored, while its link is good and it is there', async () => {
    await sendFiles(pages.links.ticket(12, 'sample'), [new File(['<script>alert(1)</script>'], 'notes.txt')]);
    const link = pages.links.file(filesOf(pages.heard[0])[0]?.id ?? '');
    const { status, text, headers } = await get(link);
    expect([status, text]).toEqual([200, '<script>alert(1)</script>']);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-disposition': `attachment; filename="notes.txt"; filename*=UTF-8''notes.txt`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
    expect((await fetch(link ?? '', { method: 'HEAD' })).headers.get('content-length')).toBe('25');
    expect((await get(pages.links.file('0'.repeat(32)))).status).toBe(404);
    pages.forward(9 * DAY);
    const over = await get(link);
    expect([over.status, over.text.includes('Show the ticket in your chat again')]).toEqual([410, true]);
  });
});
