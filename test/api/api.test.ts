import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { revokeToken } from '../../src/desk/token/store.ts';
import { DAY } from '../../src/lib/instant.ts';
import { createProgram, giveToken } from '../support/api.ts';
import { START } from '../support/house.ts';
import { sampleBook, withRival } from '../support/sample-book.ts';
import { openWebHouse, type WebHouse } from '../support/web-house.ts';

const ALL = ['tickets:read', 'tickets:write', 'customers:read'] as const;
const FAULT = { customer: 'sample', text: 'Core switch is down\nNo light on any port', device: 'SN-D-0001' };

describe('the HTTP API', () => {
  let house: WebHouse;
  let program: ReturnType<typeof createProgram>;
  const withToken = async (asked: Omit<Parameters<typeof giveToken>[2], 'scopes'> & { scopes?: typeof ALL }) =>
    createProgram(house.origin, await giveToken(house.database, START, { scopes: ALL, ...asked }));
  beforeEach(async () => {
    house = await openWebHouse(withRival(await sampleBook('en')));
    program = await withToken({});
  });
  afterEach(() => house.close());

  it('reports a fault, which engineers see as any other, and reads it again', async () => {
    const made = await program.post('/tickets', { ...FAULT, contact: 'Chen Jing 138' });
    expect([made.status, made.body]).toMatchObject([
      201,
      {
        number: 'T-1',
        customer: 'sample',
        kind: 'fault',
        status: 'open',
        title: 'Core switch is down',
        device: 'device1',
        contact: 'Grafana · Chen Jing 138',
        reportedAt: new Date(START).toISOString(),
        broken: [],
      },
    ]);
    expect(house.seen('team').cards.map(({ title }) => title)).toEqual([expect.stringContaining('T-1')]);
    expect((await program.get('/tickets/T-1')).body).toEqual(made.body);
    const { entries } = (await program.get('/tickets/T-1/log')).body;
    expect(entries[0]).toMatchObject({ seq: 1, by: 'customer', kind: 'ticket.opened' });
  });

  it('adds a note in the name of the program', async () => {
    await program.post('/tickets', FAULT);
    const noted = await program.post('/tickets/T-1/notes', { text: 'Port 3 is up again' });
    expect(noted.status).toBe(201);
    const { entries } = (await program.get('/tickets/T-1/log')).body;
    expect(entries.at(-1).text).toContain('Port 3 is up again');
  });

  it('does what was asked once under one key, also after its answer was lost', async () => {
    const key = { 'idempotency-key': 'alert-7' };
    const [one, other] = await Promise.all([
      program.post('/tickets', FAULT, key),
      program.post('/tickets', FAULT, key),
    ]);
    const again = await program.post('/tickets', FAULT, key);
    expect([one?.body.number, other?.body.number, again.status, again.body.number]).toEqual(['T-1', 'T-1', 200, 'T-1']);
    expect((await program.get('/tickets')).body.tickets).toHaveLength(1);
  });

  it('lists tickets page by page, by customer and status', async () => {
    for (const customer of ['sample', 'rival', 'sample']) await program.post('/tickets', { ...FAULT, customer });
    const first = await program.get('/tickets?limit=2');
    expect([numbersOf(first), first.body.next]).toEqual([['T-1', 'T-2'], 'T-2']);
    const second = await program.get(`/tickets?limit=2&after=${first.body.next}`);
    expect([numbersOf(second), second.body.next]).toEqual([['T-3'], undefined]);
    expect(numbersOf(await program.get('/tickets?customer=rival&status=open'))).toEqual(['T-2']);
    expect(numbersOf(await program.get('/tickets?status=closed'))).toEqual([]);
  });

  it('keeps each token to its customers, and says no more of others than of what does not exist', async () => {
    const rival = await withToken({ id: 'rival', customers: ['rival'] });
    await program.post('/tickets', FAULT);
    expect((await rival.get('/customers')).body.customers.map(({ key }: { key: string }) => key)).toEqual(['rival']);
    const asked = ['/tickets/T-1', '/tickets/T-1/log', '/customers/sample/devices', '/tickets?customer=sample'];
    for (const path of asked) {
      const other = await rival.get(path.replace('T-1', 'T-999').replace('sample', 'nobody'));
      const theirs = await rival.get(path);
      expect([theirs.status, theirs.body.title]).toEqual([other.status, other.body.title]);
      expect(theirs.status).toBe(404);
    }
    expect((await rival.post('/tickets', FAULT)).status).toBe(404);
    expect((await rival.post('/tickets/T-1/notes', { text: 'x' })).status).toBe(404);
    expect(numbersOf(await rival.get('/tickets'))).toEqual([]);
  });

  it('does not reach a confidential customer that its token does not name', async () => {
    await house.close();
    const book = withRival(await sampleBook('en'));
    const [sample, rival] = [book.customers.sample, book.customers.rival];
    if (!sample || !rival) throw new Error('not the sample book');
    const confidential = { access: ['director' as const], channels: [] };
    house = await openWebHouse({ ...book, customers: { sample, rival: { ...rival, confidential } } });
    const all = await withToken({});
    const named = await withToken({ id: 'named', customers: ['rival'] });
    expect((await all.get('/customers/rival/devices')).status).toBe(404);
    expect((await named.get('/customers/rival/devices')).status).toBe(200);
  });

  it('does only what its token may', async () => {
    const reader = createProgram(
      house.origin,
      await giveToken(house.database, START, { id: 'r', scopes: ['tickets:read'] }),
    );
    const refused = await reader.post('/tickets', FAULT);
    expect([refused.status, refused.body.detail]).toEqual([403, expect.stringContaining('tickets:write')]);
    expect((await reader.get('/customers')).status).toBe(403);
    expect((await reader.get('/tickets')).status).toBe(200);
  });

  it('answers a missing, wrong, revoked and expired token alike', async () => {
    const answers = [];
    for (const secret of ['', 'deskbell_wrong'])
      answers.push(await createProgram(house.origin, secret).get('/tickets'));
    await house.database.transaction((tx) => revokeToken(tx, 'one', 'root@desk', START));
    answers.push(await program.get('/tickets'));
    const old = await withToken({ id: 'old' });
    house.forward({ minutes: DAY / 60_000 });
    answers.push(await old.get('/tickets'));
    const [first] = answers;
    expect(first?.status).toBe(401);
    for (const { status, body } of answers) expect({ status, body }).toEqual({ status: 401, body: first?.body });
  });

  it('stops listening to an address that keeps guessing', async () => {
    const guesser = createProgram(house.origin, 'deskbell_guess');
    const statuses = [];
    for (let times = 0; times < 32; times += 1) statuses.push((await guesser.get('/tickets')).status);
    expect([statuses[0], statuses.at(-1)]).toEqual([401, 429]);
    expect((await guesser.get('/tickets')).headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await program.get('/tickets')).status).toBe(200);
  });

  it('says what is wrong with a request, and does nothing', async () => {
    const bad: [unknown, number, string | undefined][] = [
      ['{', 400, undefined],
      [{ ...FAULT, text: '' }, 422, 'text'],
      [{ ...FAULT, kind: 'rant' }, 422, 'kind'],
      [{ ...FAULT, surprise: 1 }, 422, undefined],
      [{ ...FAULT, device: 'SN-UNKNOWN' }, 422, 'device'],
      [{ ...FAULT, customer: 'nobody' }, 404, 'customer'],
      [{ ...FAULT, text: 'x'.repeat(70_000) }, 413, undefined],
    ];
    for (const [body, status, field] of bad) {
      const refused = await program.post('/tickets', body);
      expect([refused.status, refused.body.field]).toEqual([status, field]);
      expect(refused.body.detail).not.toBe('');
      expect(refused.headers.get('content-type')).toContain('application/problem+json');
    }
    expect((await program.get('/tickets/12')).status).toBe(422);
    expect((await program.get('/nothing')).status).toBe(404);
    expect((await program.get('/tickets')).body.tickets).toEqual([]);
  });

  it('refuses in the language that was asked for', async () => {
    const refused = await program.post('/tickets', { ...FAULT, device: 'SN-UNKNOWN' }, { 'accept-language': 'zh-CN' });
    expect(refused.body.detail).toMatch(/[\u4e00-\u9fff]/);
  });

  it('shows customers and their devices by key', async () => {
    expect((await program.get('/customers')).body.customers[1]).toEqual({
      key: 'sample',
      name: 'Provincial Telecom',
      policy: 'standard',
      sites: [{ key: 'main', name: 'Provincial core site' }],
      devices: 1,
    });
    expect((await program.get('/customers/sample/devices')).body.devices).toEqual([
      { key: 'device1', name: 'Core switch', site: 'main', serials: ['SN-D-0001'] },
    ]);
  });
});

function numbersOf({ body }: { readonly body: { readonly tickets: readonly { readonly number: string }[] } }) {
  return body.tickets.map(({ number }) => number);
}
