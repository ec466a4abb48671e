import ICAL from 'ical.js';
import { afterEach, expect, it } from 'vitest';
import { buttonsIn } from '../../src/chat/card.ts';
import { Rotation } from '../../src/desk/book/rotation-rule.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { NOTICE_2027, published } from '../desk/holiday/notices.ts';
import { must } from '../support/must.ts';
import { sampleBook } from '../support/sample-book.ts';
import { openWebHouse, type WebHouse } from '../support/web-house.ts';

const opened: WebHouse[] = [];
afterEach(async () => {
  for (const house of opened.splice(0)) await house.close();
});

async function open(book?: BookSource): Promise<WebHouse> {
  const house = await openWebHouse(book);
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

it('follows the public holidays that were loaded in the chat', async () => {
  const book = await sampleBook('en');
  const hours = (day: 'workday' | 'holiday') => [{ days: [day], from: '00:00', to: '00:00' }];
  const primary = Rotation.parse({
    name: { zh: '主值班', en: 'Primary' },
    layers: [
      { members: ['engineer1'], hours: hours('workday') },
      { members: ['engineer2'], hours: hours('holiday') },
    ],
  });
  const house = await open({ ...book, rotations: { primary } });
  const { url } = await ask(house, 'engineer2', '/desk calendar');
  const onNewYear = async () =>
    (await read(url)).filter(({ from, until }) => from <= '2027-01-01T04:00' && '2027-01-01T04:00' < until);
  expect(await onNewYear()).toEqual([]);
  const shown = await house.say('director', '@director', `/desk holidays ${published(2027, NOTICE_2027)}`);
  await house.press('director', '@director', 'holidays.apply', { on: must(shown.card) });
  expect(await onNewYear()).toHaveLength(1);
});

it('the director ends the links of another person', async () => {
  const house = await open();
  const [mine, rotation] = [
    await ask(house, 'engineer2', '/desk calendar'),
    await ask(house, 'engineer2', '/desk calendar primary'),
  ];
  const others = await ask(house, 'senior', '/desk calendar');
  expect((await house.say('engineer1', 'team', '/desk calendar revoke engineer2')).refused).toBe('rota.feed.not-yours');
  expect((await house.say('director', 'team', '/desk calendar revoke bob')).refused).toBe('ticket.unknown-person');
  const told = await house.say('director', 'team', '/desk calendar revoke engineer2');
  expect(told.refused).toBeUndefined();
  expect(told.text).toContain('2');
  for (const { url } of [mine, rotation]) expect((await fetch(url)).status).toBe(410);
  expect((await fetch(others.url)).status).toBe(200);
  expect(house.seen('@engineer2').lines.at(-1), 'the owner hears of it').toContain('revoked');
  expect((await house.say('director', 'team', '/desk calendar revoke engineer2')).refused).toBe('rota.feed.none-of');
});

it('one may end all links of one’s own by words', async () => {
  const house = await open();
  const { url } = await ask(house, 'engineer2', '/desk calendar');
  expect((await house.say('engineer2', 'team', '/desk 值班日历 撤销')).refused).toBeUndefined();
  expect((await fetch(url)).status).toBe(410);
});

it('a calendar that asks again is told that nothing changed', async () => {
  const house = await open();
  const { url } = await ask(house, 'engineer2', '/desk calendar');
  const first = await fetch(url);
  const etag = first.headers.get('etag') ?? '';
  expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
  expect((await fetch(url, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  const head = await fetch(url, { method: 'HEAD' });
  expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, '']);
  await house.say('senior', 'team', '/desk swap primary 2026-10-07T09:00 2026-10-08T09:00 senior');
  expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(200);
});
