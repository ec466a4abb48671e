import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '../lib/log.ts';

const RECONNECT_MS = 1_000;

/** `Database.listen` on PostgreSQL: a connection of its own, opened again a second after it was lost. */
export async function listenOnPostgres(
  config: pg.ClientConfig,
  channel: string,
  heard: () => void,
  log: Logger,
): Promise<() => Promise<void>> {
  const ended = new AbortController();
  let client = await connect(config, channel, heard);
  const keepConnected = async () => {
    for (;;) {
      await Promise.race([lossOf(client), aborted(ended.signal)]);
      if (ended.signal.aborted) return;
      log.warn({ channel }, 'db.listener-lost');
      const again = await reconnect(config, channel, heard, ended.signal);
      if (!again) return;
      client = again;
      heard();
    }
  };
  const done = keepConnected();
  return async () => {
    ended.abort();
    await done;
    await client.end().catch(() => {});
  };
}

async function connect(config: pg.ClientConfig, channel: string, heard: () => void): Promise<pg.Client> {
  const client = new pg.Client({ ...config, keepAlive: true });
  // Unheard, a lost connection would end the process; `lossOf` hears its end.
  client.on('error', () => {});
  client.on('notification', heard);
  try {
    await client.connect();
    await client.query(`LISTEN "${channel}"`);
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

/** Tries until it is connected; undefined when listening was ended meanwhile. */
async function reconnect(
  config: pg.ClientConfig,
  channel: string,
  heard: () => void,
  signal: AbortSignal,
): Promise<pg.Client | undefined> {
  for (;;) {
    try {
      await setTimeout(RECONNECT_MS, undefined, { signal });
    } catch {
      return undefined;
    }
    const client = await connect(config, channel, heard).catch(() => undefined);
    if (client) return client;
  }
}

function lossOf(client: pg.Client): Promise<void> {
  return new Promise((resolve) => void client.once('end', () => resolve()));
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
