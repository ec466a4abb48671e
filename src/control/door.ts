import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ZodError } from 'zod';
import type { Logger } from '../lib/log.ts';
import { type Address, removeAddress, writeAddress } from './address.ts';

/** What is printed for the person who asked, and the exit status of their command. */
export interface Answer {
  readonly text: string;
  /** For stderr, beside the text; left out or empty: nothing. */
  readonly problem?: string | undefined;
  readonly status: 0 | 1 | 2;
}

/** By name, the commands that a running desk takes. `asked` is unchecked; a `ZodError` of theirs is answered with 400. */
export type Works = Readonly<Record<string, (asked: unknown) => Promise<Answer>>>;

const MOST_BYTES = 64 * 1024 * 1024;
const SECRET_BYTES = 32;

/**
 * Opens the desk to commands of its own machine (decision 33): a server of its own on 127.0.0.1, never on the public
 * address. Its port and a secret stand in the data directory, in a file that only the desk's account may read. Gives how
 * to close it; commands under way finish first.
 */
export async function openDoor(folder: string, works: Works, log: Logger): Promise<() => Promise<void>> {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const server = createServer((request, response) => {
    serve(request, response, works, secret).catch((error: unknown) => {
      log.error({ err: error }, 'control.fault');
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address: Address = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, secret };
  await writeAddress(folder, address);
  return async () => {
    await removeAddress(folder, address);
    const closed = once(server, 'close');
    server.close();
    server.closeIdleConnections();
    await closed;
  };
}

async function serve(request: IncomingMessage, response: ServerResponse, works: Works, secret: string): Promise<void> {
  if (!hasSecret(request, secret)) return end(response, 401);
  const name = (request.url ?? '').slice(1);
  const work = Object.hasOwn(works, name) ? works[name] : undefined;
  if (request.method !== 'POST' || !work) return end(response, 404);
  const body = await readBody(request);
  if (body === undefined) return end(response, 413);
  let asked: unknown;
  try {
    asked = JSON.parse(body);
  } catch {
    return end(response, 400);
  }
  let answer: Answer;
  try {
    answer = await work(asked);
  } catch (error) {
    if (error instanceof ZodError) return end(response, 400);
    throw error;
  }
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', connection: 'close' });
  response.end(JSON.stringify(answer));
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close' }).end();
}

function hasSecret({ headers }: IncomingMessage, secret: string): boolean {
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${secret}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
