import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import { wordsOf } from '../support/card-words.ts';
import { openWebHouse, type WebHouse } from '../support/web-house.ts';

const CUSTOMER = 'customer-sample-1';
const CHANNEL = 'customer-sample';
/** A picture of one point. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let house: WebHouse;
beforeEach(async () => {
  house = await openWebHouse();
});
afterEach(() => house.close());

describe('a page of our own', () => {
  it('takes files for a ticket by the link on its card, and gives them to the team', async () => {
    await house.say(CUSTOMER, CHANNEL, '/fault core switch down');
    const [, link] = linksOn(house.seen(CHANNEL).cards.at(-1)).find(([label]) => label === 'Send files') ?? [];
    const page = await open(link);
    expect(page.status).toBe(200);
    expect(page.text).toContain('T-1 · core switch down');

    const sent = await send(link, page.text, { text: 'the red light' }, [new File([PNG], '机房 <1>.png')]);
    expect(sent.status).toBe(200);
    expect(sent.text).toContain('It has arrived');

    const [card] = house.seen('team').cards.slice(-1);
    const [, download] = linksOn(card).find(([label]) => label.endsWith('.png')) ?? [];
    const line = house.seen('team').lines.at(-1);
    expect(line).toBe('The customer sent files: 机房 _1_.png: the red light');
    expect(house.seen(CHANNEL).lines.at(-1)).toBe(line);
    expect(linksOn(house.seen(CHANNEL).cards.at(-1)).map(([label]) => label)).toEqual(['Send files']);

    const file = await fetch(download ?? '');
    expect(Buffer.from(await file.arrayBuffer()).equals(PNG)).toBe(true);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': `attachment; filename="__ _1_.png"; filename*=UTF-8''${encodeURIComponent('机房 _1_.png')}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
    expect(linksOn((await house.say('engineer1', 'team', '/desk log T-1')).card)).toHaveLength(1);
    expect(house.logged()).not.toContain(new URL(link ?? '').pathname.split('/').at(-1));
  });

  it('lets a customer without any chat report, follow and confirm', async () => {
    const told = await house.say('engineer1', 'team', '/desk form-link');
    const [, link] = linksOn(told.card)[0] ?? [];
    const page = await open(link);
    const values = { kind: 'fault', text: 'no dial tone', person: 'Ms Liu', contact: '138 0000' };
    const reported = await send(link, page.text, values, [new File(['12:01 link down\n'], 'switch.log')]);
    expect(reported.url).toMatch(/\/web\/t\//);
    expect(reported.text).toContain('Bookmark this page');
    expect(wordsOf(house.seen('team').cards.at(-1))).toMatch(/no dial tone[\s\S]*Ms Liu · 138 0000[\s\S]*switch\.log/);

    await house.press('engineer1', 'team', 'ticket.acknowledge');
    await house.say('engineer1', 'team', '/desk resolve T-1 line card replaced');
    const own = reported.url;
    const resolved = await open(own);
    expect(resolved.text).toContain('line card replaced');
    const pressed = await press(own, resolved.text, 'Confirm');
    expect(pressed.text).toContain('Done.');
    expect(pressed.text).toContain('takes no more files');
    expect(wordsOf(house.seen('team').cards.at(-1))).toContain('Closed');
  });
});

interface Shown {
  readonly status: number;
  readonly url: string;
  readonly text: string;
}

async function open(link: string | undefined): Promise<Shown> {
  return shown(await fetch(link ?? '', { headers: { 'accept-language': 'en' } }));
}

/** Fills in the page's form, with what is hidden in it, as a browser without scripts does. */
async function send(link = '', page: string, values: Record<string, string>, files: File[]): Promise<Shown> {
  const form = page.slice(page.indexOf('multipart/form-data'));
  const body = new FormData();
  for (const [, name, value] of form.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g))
    body.append(name ?? '', value ?? '');
  for (const [name, value] of Object.entries(values)) body.append(name, value);
  for (const file of files) body.append('files', file);
  return shown(await fetch(link, { method: 'POST', body, headers: { 'accept-language': 'en' } }));
}

async function press(link: string, page: string, label: string): Promise<Shown> {
  const once = /name="do" value="press"[^>]*><input type="hidden" name="once" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const button = new RegExp(`name="button" value="([^"]+)"[^>]*>${label}`).exec(page)?.[1] ?? '';
  const body = new URLSearchParams({ do: 'press', once, button });
  return shown(await fetch(link, { method: 'POST', body, headers: { 'accept-language': 'en' } }));
}

async function shown(response: Response): Promise<Shown> {
  return { status: response.status, url: response.url, text: await response.text() };
}

function linksOn(card: Card | undefined): [label: string, url: string][] {
  return (card?.parts ?? []).flatMap((part) =>
    part.part === 'links' ? part.links.map(({ label, url }): [string, string] => [label, url]) : [],
  );
}
