import { type App as Bolt, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from '../../../lib/log.ts';
import { quietLogger } from './client.ts';
import { LIMITS } from './limits.ts';
import { type Ending, readFrames } from './socket-frame.ts';

/** Times of a socket, in ms: see `LIMITS`. Tests use shorter ones. */
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

/**
 * One Socket Mode connection, from asking for its address until it is closed; used once. None of its promises rejects.
 */
export interface Connection {
  /** Resolves when Slack has given an address, or with why it did not. */
  readonly answered: Promise<Failure | undefined>;
  /** Resolves at Slack's hello, or with why it did not come; the connection is closed then. */
  readonly opened: Promise<Failure | undefined>;
  readonly over: Promise<Ending>;
  /** Resolves once nothing of it is open. */
  close(): Promise<void>;
}

/** Opens a connection and passes its payloads to Bolt. */
export function openConnection(parts: ConnectionParts): Connection {
  const { limits, log } = parts;
  const givenUp = new AbortController();
  const { client } = createReceiver(parts, givenUp.signal);
  const over = Promise.withResolvers<Ending>();
  client.on('disconnected', () => over.resolve('dropped'));
  readFrames(client, log, (ending) => {
    over.resolve(ending);
    // Before the hello the socket loop waits for `opened`, not for `over`, so it is closed here.
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
    // Until then the SDK has no socket to close, and would open one afterwards.
    await answered;
    // The SDK waits 30 s for the other side to close; a second call closes at once.
    const insist = setTimeout(() => void client.disconnect(), limits.socketCloseMs);
    await client.disconnect();
    clearTimeout(insist);
    // If the socket never opened, the SDK's 30 s timer is still running; another call clears it.
    await client.disconnect();
  }

  return { answered, opened, over: over.promise, close };
}

/**
 * Bolt's receiver for one connection. The SDK's own reconnecting is off: after some failures it gives up for good,
 * after others it ends the process (https://github.com/slackapi/node-slack-sdk/issues/2656).
 */
function createReceiver({ appToken, apiUrl, bolt, limits, log }: ConnectionParts, givenUp: AbortSignal) {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: quietLogger(log),
    autoReconnectEnabled: false,
    clientPingTimeout: limits.socketPongMs,
    serverPingTimeout: limits.socketPingMs,
    // A payload that was not stored is not acknowledged, so Slack sends it again.
    processEventErrorHandler: async () => false,
    // Used only to call `apps.connections.open`.
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
