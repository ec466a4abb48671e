import { connect, type Socket } from 'node:net';
import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpServer, type HttpOptions, type HttpServer } from '../src/http/server.ts';
import { readBody } from '../src/lib/body.ts';
import type { HttpApp } from '../src/lib/http-app.ts';
import { createChatPlatform } from './support/chat-platform.ts';
import { createKeptLog } from './support/kept-log.ts';
import { until } from './support/until.ts';

const KILOBYTE = 1024;
let server: HttpServer;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server.close();
});

/** A server with an adapter that reads bodies of up to 64 KiB and answers with their size. */
async function open(bounds: Partial<HttpOptions>) {
  const { log, take } = createKeptLog();
  const { adapter } = createChatPlatform('test');
  const routes: HttpApp = new Hono();
  let reading = 0;
  routes.all('*', async (context) => {
    reading += 1;
    const body = await readBody(context.env.incoming, 64 * KILOBYTE);
    return body.ok ? context.text(`read ${body.raw.length}`) : context.body(null, body.status);
  });
  server = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    adapters: [{ ...adapter, routes }],
    ready: async () => ({ ok: true }),
    log,
    ...bounds,
  });
  const port = await server.listen();
  return { port, logged: take, reading: () => reading };
}

interface Begun {
  readonly socket: Socket;
  readonly answer: () => string;
}

async function begin(port: number, words: string): Promise<Begun> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString();
  });
  socket.on('error', () => {});
  await new Promise<void>((resolve) => socket.once('connect', () => socket.write(words, () => resolve())));
  return { socket, answer: () => answer };
}

const post = (bytes: number, sent: number) =>
  `POST /x HTTP/1.1\r\nhost: x\r\ncontent-length: ${bytes}\r\n\r\n${'a'.repeat(sent)}`;
const isTrue = (value: boolean) => (value ? true : undefined);

describe('bodies that nobody has signed yet', () => {
  it('hold a bounded number of bytes together: the largest are given up, a small one comes through', async () => {
    const { port, logged, reading } = await open({ heldBytes: 100 * KILOBYTE });
    const large: Begun[] = [];
    for (let n = 0; n < 4; n += 1) large.push(await begin(port, post(50 * KILOBYTE, 40 * KILOBYTE)));
    await until('all are being read', async () => isTrue(reading() === 4));
    await until('one had to go', async () => isTrue(logged().includes('http.too-many-bytes')));
    const small = await begin(port, post(200, 200));
    await until('the small one is answered', async () => isTrue(small.answer().includes('read 200')));
    for (const { socket } of large) socket.write('a'.repeat(10 * KILOBYTE));
    await until('all are answered', async () => isTrue(large.every(({ answer }) => answer() !== '')));
    const statuses = large.map(({ answer }) => answer().slice(9, 12)).sort();
    expect(statuses.filter((status) => status === '503').length).toBeGreaterThanOrEqual(2);
    expect(statuses.every((status) => status === '503' || status === '200')).toBe(true);
    // The bytes they held are free again.
    const next = await begin(port, post(60 * KILOBYTE, 60 * KILOBYTE));
    await until('the next one is read', async () => isTrue(next.answer().includes(`read ${60 * KILOBYTE}`)));
  });

  it('that are too large for the door are refused without being kept', async () => {
    const { port, logged } = await open({ heldBytes: 10 * KILOBYTE });
    const huge = await begin(port, post(65 * KILOBYTE, 65 * KILOBYTE));
    await until('it is refused', async () => isTrue(huge.answer().startsWith('HTTP/1.1 413')));
    expect(logged()).toBe('');
  });

  it('that are cut off in the middle are no fault of ours', async () => {
    const { port, logged, reading } = await open({});
    const { socket } = await begin(port, post(100, 10));
    await until('it is being read', async () => isTrue(reading() === 1));
    socket.resetAndDestroy();
    let log = '';
    await until('it is noticed', async () => {
      log += logged();
      return isTrue(log.includes('http.cut-off'));
    });
    expect(log).not.toContain('fault');
  });
});

describe('connections', () => {
  it('that wait without a request make room for new ones, the oldest first; it is logged once', async () => {
    const { port, logged } = await open({ connections: 3 });
    const idle: Begun[] = [];
    for (let n = 0; n < 5; n += 1) idle.push(await begin(port, 'GET /x HT'));
    const genuine = await begin(port, post(5, 5));
    await until('it is answered', async () => isTrue(genuine.answer().includes('read 5')));
    await until('the oldest are closed', async () => isTrue(idle.slice(0, 3).every(({ socket }) => socket.closed)));
    expect(idle.slice(3).map(({ socket }) => socket.closed)).toEqual([false, false]);
    expect(logged().match(/too-many-connections/g)).toHaveLength(1);
  });

  it('are refused kindly where all are at work', async () => {
    const { port, reading } = await open({ connections: 2 });
    const busy = [await begin(port, post(5, 1)), await begin(port, post(5, 1))];
    await until('both are at work', async () => isTrue(reading() === 2));
    const late = await begin(port, '');
    await until('it is told', async () => isTrue(late.socket.closed));
    expect(late.answer()).toMatch(/^HTTP\/1\.1 503 [\s\S]*retry-after: 1/);
    for (const { socket } of busy) socket.write('aaaa');
    await until('they are served', async () => isTrue(busy.every(({ answer }) => answer().includes('read 5'))));
  });
});
