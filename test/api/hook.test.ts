import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProgram, giveToken } from '../support/api.ts';
import { START } from '../support/house.ts';
import { sampleBook, withRival } from '../support/sample-book.ts';
import { openWebHouse, type WebHouse } from '../support/web-house.ts';

const RULE = {
  shape: 'alertmanager' as const,
  customerLabel: 'customer',
  deviceLabels: ['instance'],
  severityLabel: 'severity',
  levels: { critical: 'level1' },
  stormAbove: 3,
  stormWithin: '10m',
};

interface Told {
  readonly status?: 'firing' | 'resolved';
  readonly customer?: string;
  readonly severity?: string;
}

/** An alert as Alertmanager sends it. */
function alert(fingerprint: string, { status = 'firing', customer = 'sample', severity = 'critical' }: Told = {}) {
  const labels = { alertname: 'PortDown', customer, severity, instance: 'SN-D-0001:9100' };
  const annotations = { summary: `Port ${fingerprint} is down`, description: 'No light' };
  return { status, labels, annotations, fingerprint, startsAt: '2026-09-28T02:10:00Z', endsAt: '0001-01-01T00:00:00Z' };
}

describe('a hook for alerts', () => {
  let house: WebHouse;
  let secret: string;
  let program: ReturnType<typeof createProgram>;
  beforeEach(async () => {
    const book = withRival(await sampleBook('en'));
    const level = book.policies.standard?.levels[0]?.key ?? '';
    house = await openWebHouse({
      ...book,
      hooks: {
        prometheus: { ...RULE, levels: { critical: level } },
        own: { ...RULE, shape: 'json', customer: 'sample', levels: {} },
      },
    });
    secret = await giveToken(house.database, START, { id: 'hook', scopes: ['hook:prometheus', 'hook:own'] });
    program = createProgram(house.origin, await giveToken(house.database, START, { scopes: ['tickets:read'] }));
  });
  afterEach(() => house.close());

  async function send(body: unknown, { to = 'prometheus', as = secret } = {}) {
    const response = await fetch(`${house.origin}/hooks/${to}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    // biome-ignore lint/suspicious/noExplicitAny: what is answered is checked by the test.
    return { status: response.status, body: (await response.json()) as any };
  }
  const alerts = (...all: ReturnType<typeof alert>[]) => ({ version: '4', status: 'firing', alerts: all });
  const tickets = async () => (await program.get('/tickets')).body.tickets;
  const texts = async (number: string): Promise<string[]> =>
    (await program.get(`/tickets/${number}/log`)).body.entries.map(({ text }: { text: string }) => text);

  it('becomes a ticket of the customer, with device and level, and a repeat changes nothing', async () => {
    const sent = await send(alerts(alert('a')));
    expect(sent).toEqual({ status: 200, body: { tickets: ['T-1'], problems: [] } });
    expect(await send(alerts(alert('a')))).toEqual(sent);
    const [ticket, ...others] = await tickets();
    expect(others).toEqual([]);
    expect(ticket).toMatchObject({
      customer: 'sample',
      device: 'device1',
      title: 'Port a is down',
      contact: 'Grafana',
    });
    expect(ticket.level).toBeDefined();
    expect(ticket.details).toContain('No light');
    expect(ticket.details).toContain('alertname: PortDown');
  });

  it('says on the ticket that the alert ended, and offers to resolve it; a return is told too', async () => {
    await send(alerts(alert('a')));
    await send(alerts(alert('a', { status: 'resolved' })));
    expect((await texts('T-1')).at(-1)).toContain('the alert has ended. If the fault is fixed, resolve the ticket');
    expect(house.seen('team').cards.at(-1)?.title).toContain('T-1');
    await send(alerts(alert('a')));
    expect((await texts('T-1')).at(-1)).toContain('“Port a is down” is back');
    expect(await tickets()).toHaveLength(1);
  });

  it('opens another ticket when the fault returns after its ticket was closed', async () => {
    await send(alerts(alert('a')));
    await house.database.query(`update ticket set status = 'closed' where id = 1`);
    expect((await send(alerts(alert('a')))).body.tickets).toEqual(['T-2']);
  });

  it('turns a storm into few tickets and few notes', async () => {
    const many = Array.from({ length: 500 }, (_, index) => alert(`p${index}`));
    await send(alerts(...many));
    await send(alerts(...many.map((each) => ({ ...each, fingerprint: `${each.fingerprint}-x` }))));
    expect((await tickets()).map(({ number }: { number: string }) => number)).toEqual(['T-1', 'T-2', 'T-3']);
    const told = (await texts('T-3')).filter((text) => text.includes('alerts are in this ticket'));
    expect(told).toEqual([expect.stringContaining('498 alerts')]);
    await send(alerts(alert('rival', { customer: 'rival' })));
    expect(await tickets()).toHaveLength(4);
  });

  it('begins single tickets again after the storm', async () => {
    await send(alerts(...['a', 'b', 'c', 'd'].map((each) => alert(each))));
    expect(await tickets()).toHaveLength(3);
    house.forward({ minutes: 11 });
    expect((await send(alerts(alert('e')))).body.tickets).toEqual(['T-4']);
  });

  it('takes our own JSON', async () => {
    const body = {
      alerts: [{ fingerprint: 'x', title: 'Rack 7 is hot', text: '41 °C', labels: { instance: 'device1' } }],
    };
    expect((await send(body, { to: 'own' })).body.tickets).toEqual(['T-1']);
    expect((await tickets())[0]).toMatchObject({ title: 'Rack 7 is hot', device: 'device1' });
  });

  it.each(['constructor', '__proto__', 'toString'])(
    'takes the severity %s for one that the rule does not know',
    async (severity) => {
      const labels = Object.fromEntries([['severity', severity]]);
      const sent = await send({ alerts: [{ fingerprint: 'x', title: 'Rack 7 is hot', labels }] }, { to: 'own' });
      expect([sent.status, sent.body.tickets]).toEqual([200, ['T-1']]);
    },
  );

  it('takes signs that no database can hold, without them', async () => {
    const odd = 'f\ud800\u0000';
    const { labels, ...rest } = alert(odd);
    const sent = await send(
      alerts({ ...rest, labels: { ...labels, alertname: odd }, annotations: { summary: odd, description: '' } }),
    );
    expect(sent).toMatchObject({ status: 200, body: { tickets: ['T-1'], problems: [] } });
    expect((await tickets())[0].title).toBe('f\ufffd');
  });

  it('refuses wrong secrets alike, whether the hook exists or not', async () => {
    const reader = await giveToken(house.database, START, { id: 'reader', scopes: ['tickets:read'] });
    const refused = [
      await send(alerts(alert('a')), { as: 'deskbell_wrong' }),
      await send(alerts(alert('a')), { as: reader }),
      await send(alerts(alert('a')), { to: 'nothing', as: reader }),
    ];
    for (const each of refused) expect(each).toEqual({ status: 401, body: refused[0]?.body });
    expect(await tickets()).toEqual([]);
  });

  it('says what is expected of a shape that it does not know', async () => {
    for (const body of [
      '{',
      {},
      { alerts: [{ status: 'on fire' }] },
      alerts(...Array.from({ length: 1001 }, () => alert('a'))),
    ]) {
      const refused = await send(body);
      expect(refused.status).toBe(400);
      expect(refused.body.detail).toContain('Alertmanager');
    }
    expect((await send({ x: 'y'.repeat(3_000_000) })).status).toBe(413);
  });

  it('names the alerts whose customer it does not know, and takes the others', async () => {
    const mixed = await send(alerts(alert('a', { customer: 'nobody' }), alert('b')));
    expect(mixed).toMatchObject({
      status: 200,
      body: { tickets: ['T-1'], problems: [expect.stringContaining('nobody')] },
    });
    expect((await send(alerts(alert('c', { customer: '' })))).status).toBe(422);
  });
});
