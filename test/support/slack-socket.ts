import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Json } from './slack-limits.ts';
import type { SlackPayload } from './slack-request.ts';
import { until } from './until.ts';

/** Five seconds and more. */
const LOOKS_UNTIL_AGAIN = 250;

/** An acknowledgement as it came back. */
export interface Ack {
  readonly envelope_id: string;
  readonly payload: Json;
}

/** How Slack behaves towards connections from now on. */
export interface Manners {
  /** What becomes of their first request. */
  upgrade: 'taken' | 'refused' | 'ignored';
  /** Whether it says hello then. */
  hello: boolean;
}

/** Slack's side of Socket Mode: one address for each connection, envelopes on the newest one. */
export interface SlackSocket {
  readonly manners: Manners;
  /** How many connections were tried so far, how many came about, and how many stand. */
  readonly knocked: number;
  readonly opened: number;
  readonly standing: number;
  readonly acks: readonly Ack[];
  /** The path of an address that one connection may use. */
  issuePath(): string;
  /**
   * Sends the payload in an envelope of its own, once a client is connected, and again while none is acknowledged; gives
   * the acknowledgement.
   */
  deliver(payload: SlackPayload): Promise<Ack>;
  /** Sends the same without waiting for anything. */
  post(payload: SlackPayload): void;
  /** Says it on the newest connection, as it is. */
  say(frame: object | string): void;
  /** Cuts every line without a goodbye. */
  drop(): void;
  /** Says goodbye on every connection. */
  leave(): void;
  /** Reads nothing more from the connections that stand: no pong, no goodbye. */
  freeze(): void;
}

/** Answers connections that are opened at the server. */
export function serveSockets(server: Server): SlackSocket {
  const sockets = new WebSocketServer({ noServer: true });
  const manners: Manners = { upgrade: 'taken', hello: true };
  const issued = new Set<string>();
  const standing: WebSocket[] = [];
  const streams = new Set<Duplex>();
  const acks: Ack[] = [];
  let [knocked, opened, envelopes] = [0, 0, 0];

  server.on('upgrade', (request, stream, head) => {
    knocked += 1;
    streams.add(stream);
    stream.on('close', () => streams.delete(stream));
    if (manners.upgrade === 'ignored') return;
    if (manners.upgrade === 'refused' || !issued.delete(request.url ?? '')) {
      stream.end('HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      opened += 1;
      standing.push(socket);
      socket.on('close', () => standing.splice(standing.indexOf(socket), 1));
      socket.on('error', () => {});
      socket.on('message', (data) => acks.push(JSON.parse(String(data)) as Ack));
      if (manners.hello) socket.send(JSON.stringify({ type: 'hello', num_connections: standing.length }));
    });
  });

  function say(frame: object | string): void {
    const socket = standing.at(-1);
    if (!socket) throw new Error('nobody is connected');
    socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  function post(payload: SlackPayload): string {
    envelopes += 1;
    const envelope_id = `envelope-${envelopes}`;
    say({ envelope_id, accepts_response_payload: !('json' in payload), ...contentOf(payload) });
    return envelope_id;
  }

  return {
    manners,
    acks,
    get knocked() {
      return knocked;
    },
    get opened() {
      return opened;
    },
    get standing() {
      return standing.length;
    },
    issuePath() {
      const path = `/link?ticket=${issued.size}-${opened}`;
      issued.add(path);
      return path;
    },
    async deliver(payload) {
      await until('a connection', async () => standing.at(-1));
      const sent = [post(payload)];
      let looks = 0;
      return until('the acknowledgement', async () => {
        looks += 1;
        if (looks % LOOKS_UNTIL_AGAIN === 0 && standing.length > 0) sent.push(post(payload));
        return acks.find(({ envelope_id }) => sent.includes(envelope_id));
      });
    },
    post: (payload) => void post(payload),
    say,
    drop: () => {
      for (const stream of streams) stream.destroy();
    },
    leave: () => {
      for (const socket of standing) socket.close();
    },
    freeze: () => {
      for (const socket of standing) socket.pause();
    },
  };
}

/** The same words as over HTTP, without their signature. */
function contentOf(payload: SlackPayload): object {
  if ('json' in payload) return { type: 'events_api', payload: payload.json, retry_attempt: 0, retry_reason: '' };
  if ('form' in payload) return { type: 'slash_commands', payload: payload.form };
  return { type: 'interactive', payload: payload.payload };
}
