import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Frame, readFrame, writeFrame } from './feishu-frame.ts';
import { until } from './until.ts';

/** What became of a delivery: 200 and what it was answered with, or 500: it is to come again. */
export interface Receipt {
  readonly code: number;
  readonly answer: unknown;
}

/** Feishu's side of long connections: deliveries go to one that stands. */
export interface FeishuSocket {
  /** What becomes of the first request of a connection. */
  readonly manners: { upgrade: 'taken' | 'refused' | 'ignored' };
  /** How many connections were tried so far, how many came about, and how many stand. */
  readonly knocked: number;
  readonly opened: number;
  readonly standing: number;
  /** How many pings came in. */
  readonly pings: number;
  /**
   * Sends a delivery in so many pieces, once a client is connected; gives its receipt. As Feishu does, it comes again on
   * the next line when the one that it was sent by ends without a receipt.
   */
  deliver(body: object, pieces?: number): Promise<Receipt>;
  /** Says it as it is. */
  say(bytes: Uint8Array): void;
  /** Cuts every line without a goodbye. */
  drop(): void;
  /** Says goodbye on every connection. */
  leave(): void;
  /** Reads nothing more from the connections that stand. */
  freeze(): void;
}

/** Answers connections that are opened at the server. */
export function serveFeishuSockets(server: Server): FeishuSocket {
  const sockets = new WebSocketServer({ noServer: true });
  const manners: FeishuSocket['manners'] = { upgrade: 'taken' };
  const standing: WebSocket[] = [];
  /** Those whose other side has said something: before that it does not listen. */
  const awake = new Set<WebSocket>();
  const streams = new Set<Duplex>();
  const receipts = new Map<string, Receipt>();
  let [knocked, opened, pings] = [0, 0, 0];

  function take(frame: Frame): void {
    if (frame.headers.type === 'ping') pings += 1;
    if (frame.headers.type !== 'event') return;
    const { code, data } = JSON.parse(frame.payload.toString()) as { code: number; data?: string };
    const answer: unknown = data === undefined ? undefined : JSON.parse(Buffer.from(data, 'base64').toString());
    receipts.set(frame.headers.message_id ?? '', { code, answer });
  }

  server.on('upgrade', (request, stream, head) => {
    knocked += 1;
    streams.add(stream);
    stream.on('close', () => streams.delete(stream));
    stream.on('error', () => {});
    if (manners.upgrade === 'ignored') return;
    if (manners.upgrade === 'refused') {
      stream.end('HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      opened += 1;
      standing.push(socket);
      socket.on('close', () => {
        standing.splice(standing.indexOf(socket), 1);
        awake.delete(socket);
      });
      socket.on('error', () => {});
      socket.on('message', (data) => {
        awake.add(socket);
        take(readFrame(data as Buffer));
      });
    });
  });

  return {
    manners,
    get knocked() {
      return knocked;
    },
    get opened() {
      return opened;
    },
    get standing() {
      return standing.length;
    },
    get pings() {
      return pings;
    },
    async deliver(body, pieces = 1) {
      const id = randomUUID();
      const bytes = Buffer.from(JSON.stringify(body));
      const size = Math.ceil(bytes.length / pieces);
      let sentBy: WebSocket | undefined;
      return until('the receipt', async () => {
        if (receipts.has(id) || (sentBy && awake.has(sentBy))) return receipts.get(id);
        sentBy = [...awake].at(-1);
        for (let seq = 0; sentBy && seq < pieces; seq += 1) {
          const headers = { type: 'event', message_id: id, sum: String(pieces), seq: String(seq), trace_id: 'trace' };
          sentBy.send(writeFrame({ method: 1, headers, payload: bytes.subarray(seq * size, (seq + 1) * size) }));
        }
        return undefined;
      });
    },
    say(bytes) {
      const socket = standing.at(-1);
      if (!socket) throw new Error('nobody is connected');
      socket.send(bytes);
    },
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
