import { Agent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import { EventDispatcher, type HttpInstance, WSClient } from '@larksuiteoapi/node-sdk';
import type { Logger } from '../../../lib/log.ts';
import { type FeishuAccess, quietLogger } from './client.ts';
import type { Times } from './incoming-limits.ts';

export interface ConnectionParts {
  readonly access: FeishuAccess;
  /** Works on a delivery; what it is answered with, or undefined: Feishu is to come again. */
  readonly handle: (body: object) => Promise<object | undefined>;
  readonly times: Times;
  readonly log: Logger;
}

/** What came of asking for a line: one that stands, or Feishu's code for why not, and whether that is for good. */
export interface Opened {
  readonly ok: boolean;
  readonly code: number | undefined;
  readonly refusal: Error | undefined;
}

/** One long connection, from asking for its address to its close; it is never opened again. */
export interface Connection {
  /** Feishu has given an address, or did not. Never rejects, nor do the others. */
  readonly answered: Promise<Error | undefined>;
  readonly opened: Promise<Opened>;
  /** Resolves when the line is dead. */
  readonly over: Promise<void>;
  /** Resolves once nothing of it is left open. */
  close(): Promise<void>;
}

/** Feishu's codes for an app that will not do, however often it is tried: unknown, wrong secret, not allowed. */
const REFUSALS = [403, 514, 10003, 10014, 10015];

/**
 * Opens a connection by the SDK's own client, good for one line: left to itself it gives up for good after some failures
 * and misses the end of a line that breaks as it opens.
 */
export function openConnection({ access, handle: take, times, log }: ConnectionParts): Connection {
  const givenUp = new AbortController();
  const answered = Promise.withResolvers<Error | undefined>();
  const opened = Promise.withResolvers<Opened>();
  const over = Promise.withResolvers<void>();
  let code: number | undefined;

  /** Asks for the address. Nothing is followed or proxied; the secret is in no error. */
  async function ask(url: string, body: unknown, headers: Record<string, string>): Promise<object> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.any([givenUp.signal, AbortSignal.timeout(times.openMs)]),
    });
    const answer = (await response.json()) as { code?: unknown };
    code = typeof answer.code === 'number' && answer.code !== 0 ? answer.code : undefined;
    if (code !== undefined) failed();
    answered.resolve(undefined);
    return answer;
  }

  let asking: Promise<unknown> = Promise.resolve();
  const http = {
    request(options: { url: string; data: unknown; headers: Record<string, string> }) {
      const answer = ask(options.url, options.data, options.headers);
      asking = answer.catch(failed);
      return answer;
    },
  };

  function failed(): void {
    const refusal = refusalOf(code);
    answered.resolve(refusal);
    opened.resolve({ ok: false, code, refusal });
  }

  /** From now on what is not connected is dead. */
  function ready(): void {
    opened.resolve({ ok: true, code: undefined, refusal: undefined });
    looking = setInterval(() => {
      if (client.getConnectionStatus().state !== 'connected') over.resolve();
    }, times.lookMs);
  }

  let looking: NodeJS.Timeout | undefined;
  // Of this connection alone: a line that is about to open is closed by it, which the SDK cannot.
  const agent = access.domain.startsWith('https:') ? new SecureAgent() : new Agent();

  const client = new WSClient({
    appId: access.appId,
    appSecret: access.appSecret,
    domain: access.domain,
    httpInstance: http as unknown as HttpInstance,
    logger: quietLogger(log),
    handshakeTimeoutMs: times.openMs,
    wsConfig: { pingTimeout: times.pongSeconds },
    autoReconnect: false,
    agent,
    onReady: ready,
    onError: failed,
  });
  const deadline = setTimeout(failed, times.openMs);
  void opened.promise.then(() => clearTimeout(deadline));
  void client.start({ eventDispatcher: createDispatcher(take, log) });
  let closing: Promise<void> | undefined;

  async function shut(): Promise<void> {
    givenUp.abort();
    clearInterval(looking);
    failed();
    over.resolve();
    await asking;
    client.close({ force: true });
    agent.destroy();
  }

  return {
    answered: answered.promise,
    opened: opened.promise,
    over: over.promise,
    close() {
      closing ??= shut();
      return closing;
    },
  };
}

/** Hands on deliveries as they come: the SDK's own would flatten them, and answer for events it has no handler of. */
function createDispatcher(take: ConnectionParts['handle'], log: Logger): EventDispatcher {
  const dispatcher = new EventDispatcher({ logger: quietLogger(log) });
  dispatcher.invoke = async (body: unknown) => {
    const answer = typeof body === 'object' && body !== null ? await take(body) : {};
    if (answer === undefined) throw new Error('not taken');
    return answer;
  };
  return dispatcher;
}

function refusalOf(code: number | undefined): Error | undefined {
  if (code === undefined || !REFUSALS.includes(code)) return undefined;
  const needed = 'they have to name a self-built app of this tenant, with long connections allowed';
  return new Error(`Feishu refuses FEISHU_APP_ID and FEISHU_APP_SECRET (${code}): ${needed}`);
}
