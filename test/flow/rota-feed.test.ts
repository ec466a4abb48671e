import ICAL from 'ical.js';
import { afterEach, expect, it } from 'vitest';
import { buttonsIn } from '../../src/chat/card.ts';
import { must } from '../support/must.ts';
import { openWebHouse, type WebHouse } from '../support/web-house.ts';

const opened: WebHouse[] = [];
afterEach(async () => {
  for (const house of opened.splice(0)) await house.close();
});

async function open(): Promise<WebHouse> {
  const house = await openWebHouse();
  opened.push(house);
  return house;
}

/** Asks for a calendar and gives the card that came to the asker's direct messages. */
async function ask(house: WebHouse, who: string, words: string) {
  expect((await house.say(who, 'team', words)).refused).toBeUndefined();
  const card = must(house.seen(`@${who}`).cards.at(-1));
  const url = card.parts.flatMap((part) => (part.part === 'links' ? part.links : [])).at(0)?.url ?? '';
  return { card, url };
}

interface Shift {
  readonly uid: string;
  readonly from: string;
  readonly until: string;
  readonly title: string;
}

async function read(url: string): Promise<Shift[]> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  const calendar = new ICAL.Component(ICAL.parse(await response.text()));
  return calendar.getAllSubcomponents('vevent').map((each) => {
    const { uid, startDate, endDate, summary } = new ICAL.Event(each);
    const iso = (time: ICAL.Time) => time.toJSDate().toISOString();
    return { uid, from: iso(startDate), until: iso(endDate), title: summary };
  });
}

it('a calendar reads the shifts of a person and of a rotation by secret links', async () => {
  const house = await open();
  const mine = await read((await ask(house, 'engineer2', '/desk calendar')).url);
  expect(mine[0]).toMatchObject({ from: '2026-10-05T01:00:00.000Z', until: '2026-10-12T01:00:00.000Z' });
  expect(mine[0]?.title).toContain('On call: ');
  const all = await read((await ask(house, 'engineer2', '/desk calendar primary')).url);
  expect(all.length).toBeGreaterThan(20);
  for (const [index, each] of all.entries()) if (index > 0) expect(each.from).toBe(all[index - 1]?.until);
  expect(new Set(all.map(({ uid }) => uid)).size).toBe(all.length);
});

it('shifts keep their uid; a swap appears in both calendars, and vanishes with the swap', async () => {
  const house = await open();
  const { url } = await ask(house, 'engineer2', '/desk calendar');
  const other = await ask(house, 'senior', '/desk calendar');
  const before = await read(url);
  expect(await read(other.url)).toEqual([]);
  await house.say('senior', 'team', '/desk swap primary 2026-10-07T09:00 2026-10-08T09:00 senior');
  const swapped = await read(url);
  expect(swapped.map(({ uid }) => uid)).toEqual(expect.arrayContaining(before.map(({ uid }) => uid)));
  expect(swapped).toHaveLength(before.length + 1);
  expect(await read(other.url)).toHaveLength(1);
  await house.press('engineer2', '@engineer2', 'oncall.swap-cancel');
  expect(await read(other.url), 'cancelled').toEqual([]);
  house.forward({ minutes: 60 * 24 * 3 });
  const later = await read(url);
  expect(later.map(({ uid }) => uid)).toEqual(expect.arrayContaining(before.slice(0, 8).map(({ uid }) => uid)));
});

it('the link stays the same until its owner revokes it; no one else can, and nothing of it shows in channels', async () => {
  const house = await open();
  const { url, card } = await ask(house, 'engineer2', '/desk calendar');
  expect((await ask(house, 'engineer2', '/desk ical')).url).toBe(url);
  expect(
    house
      .seen('team')
      .cards.map((each) => JSON.stringify(each))
      .join(),
  ).not.toContain('/web/d/');
  const [revoke] = card.parts.flatMap(buttonsIn);
  const { command, args } = must(revoke);
  expect((await house.forge('engineer1', 'team', command, args)).refused).toBe('rota.feed.none');
  expect((await fetch(url)).status).toBe(200);
  expect((await house.forge('engineer2', '@engineer2', command, args)).refused).toBeUndefined();
  expect((await fetch(url)).status).toBe(410);
  const renewed = (await ask(house, 'engineer2', '/desk calendar')).url;
  expect(renewed).not.toBe(url);
  expect((await fetch(renewed)).status).toBe(200);
});

it('a forged link, a link of another page, a customer and a wrong rotation get nothing', async () => {
  const house = await open();
  const { url } = await ask(house, 'engineer2', '/desk calendar');
  expect((await fetch(url.replace(/\.ics$/, 'x.ics'))).status).toBe(404);
  expect((await fetch((house.links().report('sample') ?? '').replace('/web/r/', '/web/d/'))).status).toBe(404);
  expect((await house.say('customer', 'customer-sample', '/desk calendar')).refused).toBe('command.staff-only');
  expect((await house.say('engineer2', 'team', '/desk calendar nights')).refused).toBe('oncall.unknown-rotation');
});
