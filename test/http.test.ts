import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpServer, type HttpServer } from '../src/http.ts';
import { silentLog } from '../src/lib/log.ts';
import { openFeed } from './adapter/playground/feed-reader.ts';
import { openRoom } from './adapter/playground/room.ts';

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
});
