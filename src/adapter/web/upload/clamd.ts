import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import type { ClamdAddress } from '../../../lib/clamd-address.ts';
import { SECOND } from '../../../lib/instant.ts';

/** `not-scanned`: the scanner cannot be reached, takes too long, or did not understand. */
export type Scanned = 'clean' | 'infected' | 'not-scanned';
/** Looks for viruses in a file of this machine. Never throws. */
export type Scan = (path: string) => Promise<Scanned>;

const SCAN_MS = 60 * SECOND;
const LENGTH_BYTES = 4;
const MOST_ANSWER = 4_096;

/**
 * Scans by `clamd`, whose protocol INSTREAM takes a file in pieces, each after its length, and ends with an empty one
 * (https://docs.clamav.net/manual/Usage/Scanning.html). One connection a file, `withinMs` for all of it.
 */
export function createScan(address: ClamdAddress, withinMs: number = SCAN_MS): Scan {
  return async (path) => {
    const socket = connect(address);
    const timer = setTimeout(() => socket.destroy(new Error('too slow')), withinMs);
    try {
      const answer = readAnswer(socket);
      // Where sending fails the scanner may have answered before, e.g. that the file is too large for it.
      const sent = send(socket, path).catch(() => {});
      const [said] = await Promise.all([answer, sent]);
      return resultOf(said);
    } catch {
      return 'not-scanned';
    } finally {
      clearTimeout(timer);
      socket.destroy();
    }
  };
}

async function send(socket: Socket, path: string): Promise<void> {
  socket.write('zINSTREAM\0');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(chunk.length);
    if (socket.destroyed) return;
    socket.write(length);
    if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
  }
  socket.write(Buffer.alloc(LENGTH_BYTES));
}

async function readAnswer(socket: Socket): Promise<string> {
  let answer = '';
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    answer += chunk.toString('utf8');
    if (answer.includes('\0') || answer.length > MOST_ANSWER) break;
  }
  return answer;
}

/** `stream: OK`, `stream: Win.Test.EICAR_HDB-1 FOUND`, or a reason with ERROR behind it. */
function resultOf(answer: string): Scanned {
  const said = answer.replace(/[\0\n].*$/s, '');
  if (said === 'stream: OK') return 'clean';
  return said.startsWith('stream: ') && said.endsWith(' FOUND') ? 'infected' : 'not-scanned';
}
