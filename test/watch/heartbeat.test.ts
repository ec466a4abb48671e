import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../src/lib/log.ts';
import { callHeartbeat } from '../../src/watch/heartbeat.ts';
import { startWatching } from '../../src/watch/watch.ts';
import { openTestDatabase } from '../support/database.ts';
import { sampleBook } from '../support/sample-book.ts';
import { until } from '../support/until.ts';

describe('the heartbeat', () => {
  let server: Server;
  let url: string;
  let calls: string[];
  let status: number;
  let logged: string;
  const log = () =>
    createLogger('debug', {
      write(line: string) {
        logged += line;
      },
    });

  beforeEach(async () => {
    [calls, status, logged] = [[], 200, ''];
    server = createServer((request, response) => {
      calls.push(request.url ?? '');
      response.writeHead(status).end('ok');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ping/secret-of-ours`;
  });
  afterEach(async () => {
    server.close();
    server.closeAllConnections();
  });

  it('calls the address while the desk is healthy, and stops while its tick is late or something is wrong', async () => {
    const database = await openTestDatabase('pglite-memory');
    const book = await sampleBook('en');
    let [tickLateMs, looks, isWrong] = [0, 0, false];
    const stop = startWatching({
      database: {
        query: (...asked) => {
          looks += 1;
          return isWrong ? Promise.reject(new Error('away')) : database.query(...asked);
        },
      },
      clock: { now: () => Date.now() },
      adapterFor: () => undefined,
      book: () => book,
      log: log(),
      tickLateMs: () => tickLateMs,
      heartbeatUrl: url,
      lookEveryMs: 5,
      heartbeatEveryMs: 5,
    });
    const somePass = async () => {
      const before = looks;
      await until('some looks', async () => looks > before + 20 || undefined);
    };
    try {
      await until('calls', async () => calls.length > 2 || undefined);
      expect(new Set(calls)).toEqual(new Set(['/ping/secret-of-ours']));
      tickLateMs = 60_000;
      await somePass();
      const late = calls.length;
      await somePass();
      expect(calls.length).toBe(late);
      tickLateMs = 0;
      await until('calls again', async () => calls.length > late + 2 || undefined);
      isWrong = true;
      await somePass();
      const wrong = calls.length;
      await somePass();
      expect(calls.length).toBe(wrong);
    } finally {
      await stop();
      await database.close();
    }
  });

  it('takes a refusal and a dead address without a fault, and never logs the address', async () => {
    status = 500;
    await callHeartbeat(url, log());
    expect(logged).toContain('heartbeat.refused');
    server.close();
    server.closeAllConnections();
    await callHeartbeat(url, log());
    expect(logged).toContain('heartbeat.failed');
    expect(logged).not.toContain('secret-of-ours');
  });
});
