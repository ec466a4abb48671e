import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkLog } from '../../src/desk/chain/chain.ts';
import { checkSettings } from '../../src/desk/chain/setting/store.ts';
import { silentLog } from '../../src/lib/log.ts';
import { mailOptions } from '../../src/mail-door.ts';
import { openVisitor, signIn } from '../support/board-visitor.ts';
import { must } from '../support/must.ts';
import { sampleBook, withRival } from '../support/sample-book.ts';
import { openWebHouse, type WebHouse } from '../support/web-house.ts';

const REPORTER = 'customer-sample-1';
const SHARED = 'customer-sample';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg==',
  'base64',
);

let house: WebHouse;
beforeEach(async () => {
  house = await openWebHouse(withRival(await sampleBook('en')));
  await house.say(REPORTER, SHARED, '/fault printer jams');
  await house.say('customer-rival-1', 'customer-rival', '/fault their printer jams');
});
afterEach(() => house.close());

const revoke = async (what: string) => (await house.say('director', 'team', `/desk links revoke ${what}`)).text;
const statusOf = async (link: string | undefined) => (await openVisitor().get(must(link))).status;

/** Links as they were made before anything was revoked. */
const old = () => ({
  ticket: house.links().ticket(1, 'sample'),
  report: house.links().report('sample'),
  complain: house.links().complain('sample', 1),
  other: house.links().ticket(2, 'rival'),
});

async function statuses(links: Readonly<Record<string, string | undefined>>) {
  const entries = Object.entries(links).map(async ([name, link]) => [name, await statusOf(link)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

describe('links that were revoked', () => {
  it.each([
    ['T-1', { ticket: 410, report: 200, complain: 410, other: 200 }],
    ['sample', { ticket: 410, report: 410, complain: 410, other: 200 }],
    ['all', { ticket: 410, report: 410, complain: 410, other: 410 }],
    ['manager1', { ticket: 200, report: 200, complain: 200, other: 200 }],
  ])('“%s”: end, and no others', async (what, expected) => {
    const links = old();
    expect(await statuses(links)).toEqual({ ticket: 200, report: 200, complain: 200, other: 200 });
    expect(await revoke(what)).toContain('are revoked');
    expect(await statuses(links)).toEqual(expected);
  });

  it('show how to get another one, in the reader’s language, and nothing of the case; no form of theirs is taken', async () => {
    const { ticket } = old();
    await revoke('T-1');
    const page = await openVisitor().get(must(ticket));
    expect(page.text).toContain('This link has been revoked');
    expect(page.text).toContain('files T-12');
    expect(page.text).not.toContain('printer');
    const chinese = await openVisitor().get(`${ticket}?lang=zh-CN`);
    expect(chinese.text).toContain('此链接已撤销');
    // A case that never was, and one of a customer who left: the same page.
    await revoke('all');
    for (const link of [house.links().ticket(77, 'sample'), house.links().ticket(1, 'gone')])
      expect((await openVisitor().get(must(link))).text).toBe(page.text);
    const form = new FormData();
    form.append('do', 'send');
    form.append('text', 'a word too late');
    form.append('once', crypto.randomUUID());
    expect((await openVisitor().post(must(ticket), {}, form)).status).toBe(410);
    const { card } = await house.say('engineer1', 'team', '/desk log T-1');
    expect(JSON.stringify(card)).not.toContain('a word too late');
  });

  it('cards that are drawn afterwards have links that work, until the next time', async () => {
    const { ticket } = old();
    await revoke('T-1');
    const fresh = await linkOn('/desk files T-1');
    expect(fresh).not.toBe(ticket);
    expect(await statusOf(fresh)).toBe(200);
    expect(await linkOn('/desk files T-1')).toBe(fresh);
    await revoke('rival');
    expect(await statusOf(fresh)).toBe(200);
    await revoke('T-1');
    expect(await statusOf(fresh)).toBe(410);
  });

  it('mails that are sent afterwards have links that work', async () => {
    await revoke('all');
    const source = await sampleBook('en');
    const { links } = await mailOptions(
      { imapUrl: '', smtpUrl: '', from: '' },
      {
        database: house.database,
        bookNow: () => source,
        linksAt: (_, after) => house.links(after),
        uploads: undefined,
        clock: { now: () => 0 },
        wallClock: { now: () => 0 },
        log: silentLog,
      },
    );
    expect(await statusOf((await links()).ticket(1, 'sample'))).toBe(200);
  });

  it('a page that an ended link led to has ended with it', async () => {
    const { report } = old();
    const visitor = openVisitor();
    const page = await visitor.get(must(report));
    const sealed = must(/name="form" value="([^"]+)"/.exec(page.text)?.[1]);
    const fields = {
      once: crypto.randomUUID(),
      form: sealed,
      text: 'no sound',
      person: 'Liu',
      contact: '1',
      kind: 'fault',
    };
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    const sent = await visitor.post(must(report), {}, form);
    expect(sent.status).toBe(303);
    const reported = new URL(must(sent.headers.get('location') ?? undefined), must(report)).href;
    expect(await statusOf(reported)).toBe(200);
    await revoke('sample');
    expect(await statusOf(reported)).toBe(410);
  });

  it('a file ends with its case, its customer, and all', async () => {
    for (const what of ['T-1', 'sample', 'all']) {
      const visitor = openVisitor();
      const form = new FormData();
      for (const [name, value] of Object.entries({ do: 'send', text: '', once: crypto.randomUUID() }))
        form.append(name, value);
      form.append('files', new File([PNG], 'photo.png'));
      expect((await visitor.post(must(await linkOn('/desk files T-1')), {}, form)).status).toBe(303);
      const [{ id, after }] = (await house.database.query<{ id: string; after: number }>(
        `select id, (select coalesce(max(id), 0) from link_revocation) as after from attachment order by at desc limit 1`,
      )) as [{ id: string; after: number }];
      const file = must(house.links(after).file(id));
      expect(await statusOf(file)).toBe(200);
      await revoke('rival');
      expect(await statusOf(file)).toBe(200);
      await revoke(what);
      expect(await statusOf(file)).toBe(410);
    }
  });

  it('an engineer’s page of an inspection ends with the person, the inspection, its customer and all', async () => {
    await house.say('projectManager', 'team', '/desk inspection plan sample main 10/12');
    for (const what of ['engineer2', 'I-1', 'sample', 'all']) {
      const { card } = await house.press('engineer2', 'team', 'inspection.page');
      const link = must(card).parts.flatMap((part) => (part.part === 'links' ? part.links : []))[0]?.url;
      expect(await statusOf(link)).toBe(200);
      await revoke('engineer1');
      expect(await statusOf(link)).toBe(200);
      await revoke(what);
      expect(await statusOf(link)).toBe(410);
    }
  });

  it('sessions of the board and calendars end with their person, and with all; the person is told', async () => {
    for (const what of ['manager1', 'all']) {
      const [visitor, other] = [await signIn(house, 'manager1'), await signIn(house, 'manager2')];
      await house.say('manager1', '@manager1', '/desk calendar');
      const calendar = must(calendarLinks().at(-1));
      expect([await statusOf(calendar), (await visitor.get(at('open'))).status]).toEqual([200, 200]);
      expect(await revoke(what)).toContain('calendar links (1)');
      expect([await statusOf(calendar), (await visitor.get(at('open'))).status]).toEqual([410, 401]);
      expect((await other.get(at('open'))).status).toBe(what === 'all' ? 401 : 200);
      expect(house.seen('@manager1').lines.at(-1)).toContain('revoked your calendar links');
    }
  });

  it('a customer’s sessions of the board end with the customer', async () => {
    const [visitor, ours] = [await signIn(house, REPORTER, SHARED), await signIn(house, 'manager1')];
    expect(await revoke('sample')).toContain('board (1)');
    expect([(await visitor.get(at('open'))).status, (await ours.get(at('open'))).status]).toEqual([401, 200]);
  });

  it('each is in the log of settings with who and when, and the chain fits', async () => {
    await signIn(house, 'manager1');
    await house.say('manager1', '@manager1', '/desk calendar');
    await revoke('all');
    const { log, others } = await house.database.transaction(checkSettings);
    expect([checkLog(log), others]).toEqual([[], []]);
    const entries = log.rows.map(({ kind, by, data }) => ({ kind, by, value: (data as { value: object }).value }));
    expect(entries.filter(({ kind }) => ['board-session', 'calendar-link', 'links-ended'].includes(kind))).toEqual([
      { kind: 'board-session', by: 'manager1', value: expect.objectContaining({ openedAt: null }) },
      { kind: 'board-session', by: 'manager1', value: expect.objectContaining({ revokedAt: null }) },
      { kind: 'calendar-link', by: 'manager1', value: expect.objectContaining({ owner: 'manager1', revokedAt: null }) },
      { kind: 'links-ended', by: 'director', value: expect.objectContaining({ scope: 'all', by: 'director' }) },
      { kind: 'board-session', by: 'director', value: expect.objectContaining({ revokedAt: expect.any(Number) }) },
      { kind: 'calendar-link', by: 'director', value: expect.objectContaining({ revokedAt: expect.any(Number) }) },
    ]);
    // What opens a page is not in the log.
    const ids = await house.database.query<{ id: string }>(
      'select id from board_session union all select id from duty_feed',
    );
    for (const { id } of ids) expect(JSON.stringify(log)).not.toContain(id);
  });
  it('a session that is deleted after thirty days is on record as one that the desk took away', async () => {
    await signIn(house, 'manager1');
    house.forward({ minutes: 31 * 24 * 60 });
    await signIn(house, 'manager1');
    const { log, others } = await house.database.transaction(checkSettings);
    expect([checkLog(log), others]).toEqual([[], []]);
    const gone = log.rows.filter(({ data }) => (data as { value: unknown }).value === null);
    expect(gone.map(({ kind, by }) => `${kind} by ${by}`)).toEqual(['board-session by clock']);
  });
});

describe('/desk links', () => {
  it('is for the director alone, lists what was revoked, and says what it understands', async () => {
    expect((await house.say('engineer1', 'team', '/desk links revoke all')).refused).toBe('link.only-director');
    expect((await house.say(REPORTER, SHARED, '/desk links revoke all')).refused).toBeDefined();
    expect((await house.say('director', 'team', '/desk links')).text).toContain('none yet');
    for (const wrong of ['revoke', 'revoke nothing', 'paint T-1'])
      expect((await house.say('director', 'team', `/desk links ${wrong}`)).refused).toBe('link.unknown-scope');
    expect((await house.say('director', 'team', '/desk links revoke T-99')).refused).toBe('link.no-case');
    // Whether there is such a complaint is not said.
    expect(await revoke('C-99')).toContain('C-99');
    await revoke('T-1');
    expect((await house.say('director', 'team', '/desk links')).text).toMatch(/· T-1 ·.*\n.*· C-99 ·/);
  });
});

const at = (page: string) => `${house.origin}/web/board/${page}`;

async function linkOn(words: string): Promise<string | undefined> {
  const { card } = await house.say(REPORTER, SHARED, words);
  return must(card).parts.flatMap((part) => (part.part === 'links' ? part.links : []))[0]?.url;
}

function calendarLinks(): string[] {
  const cards = house.seen('@manager1').cards;
  return cards.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.part === 'links' ? part.links.map(({ url }) => url) : [])),
  );
}
