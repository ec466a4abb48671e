import { connect, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChatAdapter } from '../src/chat/adapter.ts';
import { createHttpServer, type HttpServer } from '../src/http/server.ts';
import type { HttpApp } from '../src/lib/http-app.ts';
import { silentLog } from '../src/lib/log.ts';
import { openFeed } from './adapter/playground/feed-reader.ts';
import { openRoom } from './adapter/playground/room.ts';
import { createChatPlatform } from './support/chat-platform.ts';
import { until } from './support/until.ts';

describe('the HTTP server', () => {
  let server: HttpServer;
  let origin: string;
  let ok: boolean;
  beforeEach(async () => {
    ok = true;
    const ready = async () => ({ ok, database: ok ? 'open' : 'starting' });
    server = createHttpServer({ host: '127.0.0.1', port: 0, adapters: [], ready, log: silentLog });
    origin = `http://127.0.0.1:${await server.listen()}`;
  });
  afterEach(() => server.close());

  it('tells whether it lives and whether it can work', async () => {
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    ok = false;
    const unready = await fetch(`${origin}/readyz`);
    expect([unready.status, await unready.json()]).toEqual([503, { ok: false, database: 'starting' }]);
  });

  it('answers what no adapter takes with 404', async () => {
    expect((await fetch(`${origin}/`)).status).toBe(404);
    expect((await fetch(`${origin}/slack/events`, { method: 'POST' })).status).toBe(404);
  });

  it('leads from / to the playground where there is one, and ends its live feeds when it closes', async () => {
    const room = await openRoom();
    expect((await fetch(room.origin)).url).toBe(`${room.origin}/playground/`);
    const feed = await openFeed(room.origin, 'customer1');
    await room.close();
    expect(await feed.rest()).toEqual([]);
    await expect(fetch(room.origin)).rejects.toThrow();
  });

  it('says which port is taken and what to do', async () => {
    const port = Number(new URL(origin).port);
    const second = createHttpServer({
      host: '127.0.0.1',
      port,
      adapters: [],
      ready: async () => ({ ok }),
      log: silentLog,
    });
    await expect(second.listen()).rejects.toThrow(new RegExp(`127\\.0\\.0\\.1:${port}.*another process.*PORT`));
  });

  it('waits for a body only so long, longer for files, and leaves live feeds alone', async () => {
    const routes: HttpApp = new Hono();
    routes.get('*', ({ env }) => {
      env.outgoing.write('first');
      return RESPONSE_ALREADY_SENT;
    });
    routes.post('*', async (context) => {
      await buffer(context.env.incoming);
      return context.text('read');
    });
    const reading: ChatAdapter = { ...createChatPlatform('test').adapter, routes };
    const ready = async () => ({ ok });
    const patient = createHttpServer({
      host: '127.0.0.1',
      port: 0,
      adapters: [reading],
      ready,
      log: silentLog,
      bodyMs: 50,
    });
    const port = await patient.listen();
    const feed = begin(port, 'GET /feed HTTP/1.1\r\nhost: x\r\n\r\n');
    const file = begin(port, 'POST /web/t/x HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\n\r\nha');
    const slow = begin(port, 'POST /slow HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\n\r\nha');
    await until('the slow one is cut off', async () => (slow.socket.destroyed ? true : undefined));
    file.socket.write('lf');
    await until('the file is read', async () => (file.answer().includes('read') ? true : undefined));
    expect([feed.socket.destroyed, feed.answer().includes('first'), slow.answer()]).toEqual([false, true, '']);
    for (const { socket } of [feed, file]) socket.destroy();
    await patient.close();
  });
});

function begin(port: number, words: string): { socket: Socket; answer: () => string } {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString();
  });
  socket.on('error', () => {});
  socket.write(words);
  return { socket, answer: () => answer };
}
