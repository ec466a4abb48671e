import { Agent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import { EventDispatcher, type HttpInstance, WSClient } from '@larksuiteoapi/node-sdk';
import type { Logger } from '../../../lib/log.ts';
import { type FeishuAccess, quietLogger } from './client.ts';
import type { Times } from './incoming-limits.ts';

export interface ConnectionParts {
  readonly access: FeishuAccess;
  /** Handles a delivery and gives its response; undefined: Feishu has to send it again. */
  readonly handle: (body: object) => Promise<object | undefined>;
  readonly times: Times;
  readonly log: Logger;
}

/** Whether the connection is open; if not, Feishu's code, and an error if retrying will not help. */
export interface Opened {
  readonly ok: boolean;
  readonly code: number | undefined;
  readonly refusal: Error | undefined;
}

/** One long connection, from asking for its address until it is closed; used once. None of its promises rejects. */
export interface Connection {
  /** Resolves when Feishu has given an address, or with its refusal of the app. */
  readonly answered: Promise<Error | undefined>;
  readonly opened: Promise<Opened>;
  /** Resolves when the connection is dead. */
  readonly over: Promise<void>;
  /** Resolves once nothing of it is open. */
  close(): Promise<void>;
}

/** Feishu's codes for an app that retrying will not help: unknown, wrong secret, not allowed. */
const REFUSALS = [403, 514, 10003, 10014, 10015];

/**
 * Opens a connection by the SDK's client, without its reconnecting: that gives up for good after some failures, and
 * does not notice a connection that breaks while it opens.
 */
export function openConnection({ access, handle, times, log }: ConnectionParts): Connection {
  const givenUp = new AbortController();
  const answered = Promise.withResolvers<Error | undefined>();
  const opened = Promise.withResolvers<Opened>();
  const over = Promise.withResolvers<void>();
  let code: number | undefined;

  /** Asks for the address. No redirects, no proxy, and no secret in errors. */
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
    if (code !== undefined) onFailure();
    answered.resolve(undefined);
    return answer;
  }

  let asking: Promise<unknown> = Promise.resolve();
  const http = {
    request(options: { url: string; data: unknown; headers: Record<string, string> }) {
      const answer = ask(options.url, options.data, options.headers);
      asking = answer.catch(onFailure);
      return answer;
    },
  };

  function onFailure(): void {
    const refusal = refusalOf(code);
    answered.resolve(refusal);
    opened.resolve({ ok: false, code, refusal });
  }

  /** The connection is open; from now on it is checked. */
  function onOpen(): void {
    opened.resolve({ ok: true, code: undefined, refusal: undefined });
    looking = setInterval(() => {
      if (client.getConnectionStatus().state !== 'connected') over.resolve();
    }, times.lookMs);
  }

  let looking: NodeJS.Timeout | undefined;
  // An agent for this connection only: destroying it closes a socket that is still opening, which the SDK cannot do.
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
    onReady: onOpen,
    onError: onFailure,
  });
  const deadline = setTimeout(onFailure, times.openMs);
  void opened.promise.then(() => clearTimeout(deadline));
  void client.start({ eventDispatcher: createDispatcher(handle, log) });
  let closing: Promise<void> | undefined;

  async function shut(): Promise<void> {
    givenUp.abort();
    clearInterval(looking);
    onFailure();
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

/**
 * Passes deliveries on as they came. The SDK's own dispatcher flattens them and answers events that it has no handler
 * for.
 */
function createDispatcher(handle: ConnectionParts['handle'], log: Logger): EventDispatcher {
  const dispatcher = new EventDispatcher({ logger: quietLogger(log) });
  dispatcher.invoke = async (body: unknown) => {
    const answer = typeof body === 'object' && body !== null ? await handle(body) : {};
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
