import { type App as Bolt, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from '../../../lib/log.ts';
import { quietLogger } from './client.ts';
import { LIMITS } from './limits.ts';
import { type Ending, readFrames } from './socket-frame.ts';

/** Times of a socket, in milliseconds; `LIMITS` has them all, tests take shorter ones. */
export type SocketLimits = Readonly<
  Record<
    | 'socketHelloMs'
    | 'socketCloseMs'
    | 'socketPongMs'
    | 'socketPingMs'
    | 'reconnectMs'
    | 'reconnectMostMs'
    | 'reconnectSlowMs',
    number
  >
>;

export interface ConnectionParts {
  readonly appToken: string;
  /** Ends in a slash. */
  readonly apiUrl: string;
  readonly bolt: Bolt;
  readonly limits: SocketLimits;
  readonly log: Logger;
}

export interface Failure {
  readonly cause: unknown;
}

/** One connection of Socket Mode, from asking for its address to its close; it is never opened again. */
export interface Connection {
  /** Slack has given an address, or did not: then why. Never rejects, nor do the others. */
  readonly answered: Promise<Failure | undefined>;
  /** Slack has said hello, or it did not come to that: then it is closed already. */
  readonly opened: Promise<Failure | undefined>;
  readonly over: Promise<Ending>;
  /** Resolves once nothing of it is left open. */
  close(): Promise<void>;
}

/** Opens a connection whose envelopes go to Bolt. */
export function openConnection(parts: ConnectionParts): Connection {
  const { limits, log } = parts;
  const givenUp = new AbortController();
  const { client } = createReceiver(parts, givenUp.signal);
  const over = Promise.withResolvers<Ending>();
  client.on('disconnected', () => over.resolve('dropped'));
  readFrames(client, log, (ending) => {
    over.resolve(ending);
    // Before the greeting nobody waits for the end, but for the beginning.
    if (!greeted) void close();
  });
  let greeted = false;
  client.once('connected', () => {
    greeted = true;
  });
  const connecting = new Promise<undefined>((resolve) => client.once('connecting', () => resolve(undefined)));
  const deadline = setTimeout(() => void close(), limits.socketHelloMs);
  const started = failureOf(client.start()).finally(() => clearTimeout(deadline));
  const answered = Promise.race([started, connecting]);
  const opened = started.then(async (failure) => {
    if (failure) await close();
    return failure;
  });
  let closing: Promise<void> | undefined;

  function close(): Promise<void> {
    closing ??= shut();
    return closing;
  }

  async function shut(): Promise<void> {
    givenUp.abort();
    // Before that the SDK has no socket to close, and would open one afterwards.
    await answered;
    // It waits half a minute for the other side's goodbye; told twice, it does not.
    const insist = setTimeout(() => void client.disconnect(), limits.socketCloseMs);
    await client.disconnect();
    clearTimeout(insist);
    // A socket that had not come about leaves that half minute running; told once more, nothing is.
    await client.disconnect();
  }

  return { answered, opened, over: over.promise, close };
}

/**
 * Bolt's own receiver, good for one connection. The SDK's reconnecting is off: it gives up for good after some failures,
 * and ends the process after others.
 */
function createReceiver({ appToken, apiUrl, bolt, limits, log }: ConnectionParts, givenUp: AbortSignal) {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: quietLogger(log),
    autoReconnectEnabled: false,
    clientPingTimeout: limits.socketPongMs,
    serverPingTimeout: limits.socketPingMs,
    // What could not be stored is not acknowledged: Slack sends it again.
    processEventErrorHandler: async () => false,
    // Used for `apps.connections.open` alone, and shared with nobody.
    installerOptions: {
      clientOptions: {
        slackApiUrl: apiUrl,
        timeout: LIMITS.askTimeoutMs,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        allowAbsoluteUrls: false,
        fetch: (url, init) =>
          fetch(url, { ...init, signal: init?.signal ? AbortSignal.any([givenUp, init.signal]) : givenUp }),
      },
    },
  });
  receiver.init(bolt);
  return receiver;
}

function failureOf(promise: Promise<unknown>): Promise<Failure | undefined> {
  return promise.then(
    () => undefined,
    (cause: unknown) => ({ cause }),
  );
}
