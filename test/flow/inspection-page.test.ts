import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signPass } from '../../src/adapter/web/verify.ts';
import { inspectionPlace } from '../../src/chat/page.ts';
import { askerOf } from '../../src/command/asker.ts';
import { COMMANDS } from '../../src/commands.ts';
import { DAY } from '../../src/lib/instant.ts';
import { wordsOf } from '../support/card-words.ts';
import { must } from '../support/must.ts';
import { sampleBook } from '../support/sample-book.ts';
import { openWebHouse, type WebHouse } from '../support/web-house.ts';

/** A picture of one pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg==',
  'base64',
);
const photo = (name: string) => new File([PNG], name);

/**
 * Commands that the page itself needs, and those that change nothing and show anyone only empty forms, lists and help.
 */
const HARMLESS: readonly string[] = [
  'heard.nothing',
  'heard.take',
  'inspection.show',
  'inspection.note-item',
  'ticket.report',
  'desk.home',
  'desk.help',
  'complaint.list',
  'channel.joined',
  // Nothing for people who are not ours, and then about their own account alone.
  'account.lost',
  'account.back',
  'account.unreached',
  // Their own id on the page, which its address has anyway.
  'person.id',
];

let house: WebHouse;
beforeEach(async () => {
  house = await openWebHouse();
  await house.say('projectManager', 'team', '/desk inspection plan 10/12');
});
afterEach(() => house.close());

describe('the page of an inspection', () => {
  it('takes notes and photos of an item from an engineer’s phone, in their name', async () => {
    const told = await house.press('engineer2', 'team', 'inspection.page');
    const [link] = linksOn(told.card);
    const page = await open(link);
    expect(page.text).toContain('I-1 · ');
    expect(page.text).toContain('Power and cabling');
    const sent = await send(link, page.text, { item: 'power', text: 'cable 3 is loose' }, [photo('rack 1.png')]);
    expect(sent.status).toBe(200);
    expect(sent.text).toContain('is on record');
    expect(sent.text).toContain('cable 3 is loose');
    const card = house.seen('team').cards.find(({ subject }) => subject === 'inspection/1');
    expect(wordsOf(card)).toContain('cable 3 is loose · 📷 1');
    expect(house.seen('team').lines.at(-1)).toContain('Zhang Min at “Power and cabling”');
    const file = await fetch(must(linksOn(card).find((url) => url.includes('/web/f/'))));
    expect(Buffer.from(await file.arrayBuffer()).equals(PNG)).toBe(true);
    expect(house.logged()).not.toContain(new URL(must(link)).pathname.split('/').at(-1));
  });

  it('its photos are sent to the customer after the report', async () => {
    const link = house.links().inspection(1, 'engineer1');
    const page = await open(link);
    await send(link, page.text, { item: 'power', text: '' }, [photo('rack 1.png')]);
    const first = must((await house.forge('engineer1', 'team', 'inspection.check', { inspection: 'I-1' })).form);
    const second = must((await house.submit('engineer1', 'team', first, {})).form);
    await house.submit('engineer1', 'team', second, { rest: 'ok' });
    await house.say('engineer1', 'team', '/desk inspection finish I-1');
    expect((await house.say('engineer1', 'team', '/desk inspection report I-1')).refused).toBeUndefined();
    const files = house.seen('customer-sample').messages.flatMap(({ file }) => file ?? []);
    expect(files).toEqual(['I-1 Inspection report.docx', 'rack 1.png']);
  });

  it('stores nothing if it is refused: no item, no note and no photo, or the report is delivered', async () => {
    const link = house.links().inspection(1, 'engineer1');
    const page = await open(link);
    expect((await send(link, page.text, { item: '', text: 'x' }, [photo('a.png')])).status).toBe(422);
    expect((await send(link, page.text, { item: 'cpu', text: '' }, [])).text).toContain('Choose a file');
    await house.say('engineer1', 'team', '/desk inspection finish I-1');
    await house.say('engineer1', 'team', '/desk inspection report I-1');
    const late = await send(link, page.text, { item: 'cpu', text: 'x' }, [photo('a.png')]);
    expect(late.status).toBe(422);
    expect(late.text).toContain('report is there already');
    expect(await house.stored()).toEqual([]);
  });

  it('a form that is sent twice counts once', async () => {
    const link = house.links().inspection(1, 'engineer1');
    const page = await open(link);
    for (let time = 0; time < 2; time += 1) await send(link, page.text, { item: 'cpu', text: 'hot' }, [photo('a.png')]);
    expect(await house.stored()).toHaveLength(1);
  });

  it('opens for seven days, for people of the book, and only for its own inspection', async () => {
    expect((await open(house.links().inspection(2, 'engineer1'))).status).toBe(404);
    expect((await open(house.links().inspection(1, 'nobody'))).status).toBe(404);
    const link = must(house.links().inspection(1, 'engineer1'));
    expect((await open(link.replace('/web/i/', '/web/t/'))).status).toBe(404);
    expect((await open(house.links().ticket(1, 'sample')?.replace('/web/t/', '/web/i/'))).status).toBe(404);
    house.forward({ minutes: 8 * 24 * 60 });
    expect((await open(link)).status).toBe(410);
  });

  it('customers get no link', async () => {
    const asked = await house.say('customer-sample-1', 'customer-sample', '/desk inspection page I-1');
    expect(asked.refused).toBe('command.staff-only');
    const card = (await house.say('customer-sample-1', 'customer-sample', '/desk inspection I-1')).card;
    expect(linksOn(card)).toEqual([]);
  });
});

describe('a person with a link to it', () => {
  it('counts neither as customer nor as staff: only the commands of that page do anything', async () => {
    const source = await sampleBook('en');
    const place = inspectionPlace(1, 'engineer1');
    const person = { platform: 'web', teamId: '', userId: place.channelId, displayName: '', external: true };
    const overrides = { languages: {}, bound: {}, links: [], key: '' };
    const asker = askerOf({ place, person, language: undefined }, source, overrides);
    expect(asker).toMatchObject({ key: 'engineer1', staff: false, roles: [], customer: undefined });
    await house.say('customer-sample-1', 'customer-sample', '/fault secret words of the customer');
    const accepted: string[] = [];
    for (const { name } of COMMANDS) {
      const told = await house.forge(
        place.channelId,
        place.channelId,
        name,
        { inspection: 'I-1', ticket: 'T-1', sure: 'yes' },
        { platform: 'web' },
      );
      expect(`${told.text} ${wordsOf(told.card)}`, name).not.toContain('secret words');
      if (told.refused === undefined) accepted.push(name);
    }
    expect(accepted.filter((name) => !HARMLESS.includes(name))).toEqual([]);
    for (const verb of ['sign', 'reconfirm', 'cancel', 'move']) {
      const input = { inspection: 'I-1', date: '10/13' };
      const told = await house.forge(place.channelId, place.channelId, `inspection.${verb}`, input, {
        platform: 'web',
      });
      expect(told.refused, verb).toBe('inspection.not-found');
    }
  });

  it('needs a link that we signed: any other opens nothing', async () => {
    const exp = Date.parse('2026-09-28T10:10:00+08:00') + DAY;
    const forged = signPass(Buffer.alloc(32), { kind: 'inspection', id: 1, person: 'director', exp });
    expect((await open(`${house.origin}/web/i/${forged}`)).status).toBe(404);
  });
});

interface Shown {
  readonly status: number;
  readonly text: string;
}

async function open(link: string | undefined): Promise<Shown> {
  const response = await fetch(link ?? '', { headers: { 'accept-language': 'en' } });
  return { status: response.status, text: await response.text() };
}

/** The request that the page's form sends. */
async function send(
  link: string | undefined,
  page: string,
  values: Readonly<Record<string, string>>,
  files: readonly File[],
): Promise<Shown> {
  const body = new FormData();
  for (const name of ['once', 'form'])
    body.append(name, new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '');
  for (const [name, value] of Object.entries(values)) body.append(name, value);
  for (const file of files) body.append('files', file);
  const response = await fetch(link ?? '', { method: 'POST', body, headers: { 'accept-language': 'en' } });
  return { status: response.status, text: await response.text() };
}

function linksOn(card: Parameters<typeof wordsOf>[0]): string[] {
  return (card?.parts ?? []).flatMap((part) => (part.part === 'links' ? part.links.map(({ url }) => url) : []));
}
