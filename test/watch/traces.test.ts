import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedDatabase } from '../support/database.ts';
import { endDesks, startDesk } from '../support/desk-process.ts';
import { openClient } from '../support/playground-client.ts';
import { until } from '../support/until.ts';

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string };
}
interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly { readonly name: string; readonly attributes: readonly Attribute[] }[];
    }[];
  }[];
}

describe('traces', () => {
  let receiver: Server;
  let endpoint: string;
  let folder: string;
  let bodies: string[];
  beforeEach(async () => {
    bodies = [];
    folder = await mkdtemp(join(tmpdir(), 'deskbell-traces-'));
    await seedDatabase(folder);
    receiver = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      if (request.url === '/v1/traces') bodies.push(Buffer.concat(chunks).toString('utf8'));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    endpoint = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    await endDesks();
    receiver.close();
    receiver.closeAllConnections();
    await rm(folder, { recursive: true, force: true });
  });

  const spans = () =>
    bodies.flatMap((body) =>
      (JSON.parse(body) as Sent).resourceSpans.flatMap(({ resource, scopeSpans }) =>
        scopeSpans.flatMap((scope) => scope.spans.map((span) => ({ ...span, resource }))),
      ),
    );
  const valuesOf = (attributes: readonly Attribute[]) =>
    Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue]));

  it('of a desk that is stopped have its requests, turns and deliveries, and no words of people', async () => {
    const env = { DATA_DIR: folder, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: 'desk-of-the-test' };
    const desk = await startDesk({ env });
    const client = await openClient(desk.url);
    const said = {
      as: 'customer-sample-1',
      channelId: 'customer-sample',
      threadId: '',
      text: '/fault core switch is down',
    };
    expect((await client.ask('say', { ...said, eventId: 'a-fault-of-a-customer' })).status).toBe(200);
    await until('the card', async () => JSON.stringify(await client.state('engineer1')).includes('T-1') || undefined);
    expect((await desk.end('SIGTERM')).code).toBe(0);
    const seen = new Set(spans().map(({ name, attributes }) => `${name} ${JSON.stringify(valuesOf(attributes))}`));
    expect(seen).toContain('turn {"deskbell.by":"people"}');
    expect(seen).toContain('request {"deskbell.door":"playground"}');
    expect(seen).toContain('delivery {"deskbell.platform":"playground","deskbell.lane":"normal"}');
    expect(valuesOf(spans()[0]?.resource.attributes ?? [])).toMatchObject({ 'service.name': 'desk-of-the-test' });
    expect(bodies.join('')).not.toMatch(/core switch|customer-sample/);
  });

  it('are not sent where no endpoint is set', async () => {
    const desk = await startDesk({ env: { DATA_DIR: folder, OTEL_SERVICE_NAME: 'desk-of-the-test' } });
    await (await fetch(`${desk.url}readyz`)).text();
    expect((await desk.end('SIGTERM')).code).toBe(0);
    expect(bodies).toEqual([]);
  });
});
