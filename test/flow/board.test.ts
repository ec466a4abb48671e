import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signPass } from '../../src/adapter/web/verify.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { boardLink, openVisitor, signIn } from '../support/board-visitor.ts';
import { must } from '../support/must.ts';
import { sampleBook, withRival } from '../support/sample-book.ts';
import { openWebHouse, type WebHouse } from '../support/web-house.ts';

const REPORTER = 'customer-sample-1';
const SHARED = 'customer-sample';

let house: WebHouse;
beforeEach(async () => {
  house = await openWebHouse(closedToEngineers(withRival(await sampleBook('en'))));
});
afterEach(() => house.close());

/** The rival's cases are for managers and directors alone. */
function closedToEngineers(source: BookSource): BookSource {
  const rival = must(source.customers.rival);
  const confidential = { access: ['manager', 'director'] as const, channels: [] };
  return {
    ...source,
    customers: {
      ...source.customers,
      rival: { ...rival, confidential: { ...confidential, access: [...confidential.access] } },
    },
  };
}

const at = (page: string) => `${house.origin}/web/board/${page}`;

it('a switch of the language leads to the same page, however its address is written, and never elsewhere', async () => {
  const visitor = await signIn(house, 'manager1');
  const leadsTo = async (page: string) => (await visitor.get(at(page))).headers.get('location');
  expect(await leadsTo('find?search=a%20b&lang=en')).toBe('find?search=a+b');
  expect(await leadsTo('?lang=en')).toBe('open');
  for (const page of ['%2F%2Fevil.example', '%2fevil', '%0d%0aset-cookie:x', 'a%20b'])
    expect(await leadsTo(`${page}?lang=zh-CN`)).toBe(page);
});

describe('a link to the board', () => {
  it('opens once, in one browser, with a cookie of the board’s own', async () => {
    const visitor = openVisitor();
    const link = await boardLink(house, 'manager1');
    const page = await visitor.get(link);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Zhu Xiaohong');
    const entered = await visitor.post(link);
    expect([entered.status, entered.headers.get('location')]).toEqual([303, '../open']);
    expect(entered.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^deskbell_board=[\w-]{43}; Path=\/web\/board; Max-Age=43200; HttpOnly; SameSite=Strict$/),
    ]);
    expect((await visitor.get(at('open'))).text).toContain('Open cases');
    // The same browser may press the button again; another one may not.
    expect((await visitor.post(link)).status).toBe(303);
    expect((await openVisitor().post(link)).status).toBe(403);
  });

  it('looking at it does not use it up, as chats do that show previews of links', async () => {
    const link = await boardLink(house, 'manager1');
    for (let time = 0; time < 3; time += 1) expect((await openVisitor().get(link)).status).toBe(200);
    expect((await openVisitor().post(link)).status).toBe(303);
  });

  it('expired, used, revoked, forged, tampered, for another page or another person: one answer in one shape', async () => {
    const good = await boardLink(house, 'manager1');
    const used = await boardLink(house, 'manager1');
    await openVisitor().post(used);
    const revoked = await boardLink(house, 'manager2');
    expect((await house.say('manager2', 'team', '/desk board revoke')).text).toContain('have ended');
    const token = must(good.split('/').at(-1));
    const forged = signPass(Buffer.alloc(32, 1), { kind: 'board', id: 'x'.repeat(32), exp: Date.UTC(2999, 0) });
    const unknown = signPass(house.key, { kind: 'board', id: 'x'.repeat(32), exp: Date.UTC(2999, 0) });
    const foreign = signPass(house.key, { kind: 'duty', id: 'x'.repeat(32), exp: Date.UTC(2999, 0) });
    const bad = [
      used,
      revoked,
      ...[forged, unknown, foreign, `${token}x`, token.slice(1), 'x'].map((each) => at(`in/${each}`)),
    ];
    const answers = await Promise.all(bad.flatMap((link) => [openVisitor().get(link), openVisitor().post(link)]));
    // One whose browser has the board of another person open.
    const other = await signIn(house, 'engineer1');
    answers.push(await other.post(good));
    // A form of another site.
    answers.push(await openVisitor().post(good, { 'sec-fetch-site': 'cross-site' }));
    house.forward({ minutes: 11 });
    answers.push(await openVisitor().get(good), await openVisitor().post(good));
    for (const { status, text, headers } of answers) {
      expect(status).toBe(403);
      expect(text.replaceAll(/(\.\.\/)+/g, '')).toBe(must(answers[0]).text.replaceAll(/(\.\.\/)+/g, ''));
      expect(headers.getSetCookie()).toEqual([]);
    }
    expect(must(answers[0]).text).toContain('Write “/desk board”');
    expect(house.logged()).not.toContain(token);
  });

  it('is for the asker alone, and needs a word it knows', async () => {
    expect((await house.say('manager1', 'team', '/desk board paint')).refused).toBe('board.unknown-word');
    expect((await house.say('manager1', 'team', '/desk board revoke')).refused).toBe('board.none');
    expect((await house.say('stranger', 'team', '/desk board')).refused).toBe('ticket.customer-unknown');
    await boardLink(house, 'manager1');
    expect(JSON.stringify(house.seen('team'))).not.toContain('/web/board/');
  });
});

describe('a session of the board', () => {
  it('ends after twelve hours, by signing out, and by /desk board revoke in every browser', async () => {
    const [first, second] = [await signIn(house, 'manager1'), await signIn(house, 'manager1')];
    expect(await first.read('open')).toContain('Sign out');
    const left = await first.send('leave');
    expect(left.text).toContain('signed out');
    expect(first.jar.size).toBe(0);
    expect((await first.get(at('open'))).status).toBe(401);
    expect((await second.get(at('open'))).status).toBe(200);
    await house.say('manager1', 'team', '/desk board revoke');
    const ended = await second.get(at('open'));
    expect([ended.status, ended.text.includes('not signed in')]).toEqual([401, true]);
    const third = await signIn(house, 'manager1');
    house.forward({ minutes: 12 * 60 - 1 });
    expect((await third.get(at('open'))).status).toBe(200);
    house.forward({ minutes: 2 });
    expect((await third.get(at('open'))).status).toBe(401);
  });

  it('a made-up cookie opens nothing; pages are neither kept by caches nor framed nor scripted by others', async () => {
    const visitor = openVisitor();
    visitor.jar.set('deskbell_board', 'x'.repeat(43));
    expect((await visitor.get(at('open'))).status).toBe(401);
    expect((await openVisitor().get(at('open'))).status).toBe(401);
    const { headers, text } = await (await signIn(house, 'manager1')).get(at('open'));
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(text).not.toMatch(/<script(?! src=)|\sstyle=|\son\w+=/);
  });

  it('the language is the person’s own, until they switch', async () => {
    const visitor = await signIn(house, 'manager1');
    expect(await visitor.read('open')).toContain('<html lang="en">');
    const switched = await visitor.get(at('month?lang=zh-CN&month=2026-09'));
    expect([switched.status, switched.headers.get('location')]).toEqual([303, 'month?month=2026-09']);
    expect(await visitor.read('open')).toContain('未结工单');
  });
});

describe('what is seen', () => {
  beforeEach(async () => {
    await house.say(REPORTER, SHARED, '/fault printer jams on floor 3');
    house.forward({ minutes: 20 });
    await house.say(REPORTER, SHARED, '/fault the lift display is dark');
    await house.say('customer-rival-1', 'customer-rival', '/fault secret vault door');
  });

  it('open cases stand by remaining time; what waits for no promise stands last', async () => {
    await house.say('engineer1', 'team', '/desk ack T-1');
    const page = await (await signIn(house, 'manager1')).read('open');
    const order = ['lift display', 'secret vault', 'printer jams'].map((words) => page.indexOf(words));
    expect(order).toEqual([...order].sort((one, other) => one - other));
    expect(Math.min(...order)).toBeGreaterThan(0);
    expect(page).toContain('in 60 min');
    house.forward({ minutes: 70 });
    expect(await (await signIn(house, 'manager1')).read('open')).toContain('10 min late');
  });

  it('a confidential customer is not named to those who may not read, on any page; who looks is on record', async () => {
    const engineer = await signIn(house, 'engineer1');
    const pages = [
      'open',
      'open?customer=rival',
      'month',
      'month?customer=rival',
      'calendar',
      'papers',
      'duty',
      'queue',
    ];
    for (const page of [...pages, 'find?search=vault', 'case?ticket=T-3', 'complaints']) {
      const text = await engineer.read(page);
      expect(text, page).toContain('<main');
      expect(text, page).not.toMatch(/vault door|Another customer|customer-rival/);
    }
    expect(await engineer.read('open')).toContain('All customers open to you');
    const manager = await signIn(house, 'manager1');
    expect(await manager.read('case?ticket=T-3')).toContain('secret vault door');
    const { card } = await house.say('director', '@director', '/desk access');
    expect(JSON.stringify(card)).toContain('T-3');
    expect(JSON.stringify(card)).toContain('Zhu Xiaohong');
    expect(JSON.stringify(card)).not.toContain('Li Wei');
  });

  it('customers see their own cases as they were told of them, and nothing of our own pages', async () => {
    const customer = await signIn(house, REPORTER, SHARED);
    const page = await customer.read('open');
    expect(page).toContain('printer jams');
    expect(page).not.toMatch(/vault|href="papers"|href="queue"|name="customer"/);
    expect(await customer.read('case?ticket=T-3')).toContain('There is no ticket T-3');
    expect(await customer.read('queue')).toContain('printer jams');
    expect(await customer.read('find?search=vault')).not.toContain('vault door');
    expect(await customer.read('month')).not.toContain('Another customer');
  });

  it('a complaint is there for whom it is, and for no one else', async () => {
    const { form } = await house.say(REPORTER, SHARED, '/complaint');
    const told = await house.submit(REPORTER, SHARED, must(form), { text: 'nobody picks up', answerIn: 'privately' });
    expect(told.refused).toBeUndefined();
    const [manager, engineer, other] = [
      await signIn(house, 'manager1'),
      await signIn(house, 'engineer1'),
      await signIn(house, 'customer-sample-2', SHARED),
    ];
    expect(await manager.read('complaints')).toContain('nobody picks up');
    expect(await manager.read('complaint?complaint=C-1')).toContain('nobody picks up');
    for (const visitor of [engineer, other]) {
      expect(await visitor.read('complaints')).not.toContain('nobody picks up');
      expect(await visitor.read('complaint?complaint=C-1')).toContain('There is no complaint C-1');
    }
    expect(await (await signIn(house, REPORTER, SHARED)).read('complaints')).toContain('nobody picks up');
  });

  it('one case has its whole timeline and why its deadlines are what they are', async () => {
    await house.say('engineer1', 'team', '/desk ack T-1');
    const page = await (await signIn(house, 'manager1')).read('case?ticket=T-1');
    for (const words of ['Li Wei acknowledged', 'why these times?', 'D2', 'Reported. On duty: Li Wei.'])
      expect(page).toContain(words);
    expect(page).not.toContain('<button name="button"');
  });

  it('what is said is shown as text, however it is written', async () => {
    await house.say(REPORTER, SHARED, '/fault <script>alert(1)</script> "quotes" & more');
    const manager = await signIn(house, 'manager1');
    for (const page of [
      'open',
      'case?ticket=T-4',
      'find?search=alert',
      'find?search=%3Cscript%3Ealert(1)%3C%2Fscript%3E',
    ])
      expect(await manager.read(page), page).not.toContain('<script>alert');
  });

  it('wrong addresses and wrong words lead to a page, not to a fault', async () => {
    const manager = await signIn(house, 'manager1');
    const pages = [
      'open?page=0',
      'open?page=99999999999',
      'open?customer=nobody',
      'month?month=2026-13',
      'month?month=2099-01',
    ];
    for (const page of [
      ...pages,
      'calendar?month=x',
      'case',
      'case?ticket=T-999',
      'complaint',
      'find?search=-',
      'nowhere',
    ]) {
      const { status, text } = await manager.get(at(page));
      expect([status, text.includes('<main')], page).toEqual([200, true]);
    }
    expect(house.logged()).toBe('');
  });
});
