import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** The harmless file that every scanner takes for a virus. In two parts, so that no scanner finds it here. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** A scanner that speaks `clamd`'s protocol INSTREAM, as the real one writes it. */
export interface ClamdServer {
  readonly port: number;
  /** What it scanned, whole. */
  readonly scanned: readonly Buffer[];
  /** What it does with the next connections: scans, says nothing, closes at once, or takes only so many bytes. */
  behave(how: 'scan' | 'silent' | 'close' | { readonly mostBytes: number }): void;
  close(): Promise<void>;
}

export async function openClamdServer(): Promise<ClamdServer> {
  const scanned: Buffer[] = [];
  const sockets = new Set<Socket>();
  let how: Parameters<ClamdServer['behave']>[0] = 'scan';
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    if (how === 'close') return void socket.destroy();
    if (how === 'silent') return void socket.resume();
    const most = how === 'scan' ? Number.POSITIVE_INFINITY : how.mostBytes;
    serve(socket, most).then(
      (file) => scanned.push(file),
      () => socket.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    scanned,
    behave: (next) => {
      how = next;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function serve(socket: Socket, mostBytes: number): Promise<Buffer> {
  let held = Buffer.alloc(0);
  const chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  async function take(bytes: number): Promise<Buffer> {
    while (held.length < bytes) {
      const { value, done } = await chunks.next();
      if (done) throw new Error('cut off');
      held = Buffer.concat([held, value]);
    }
    const taken = held.subarray(0, bytes);
    held = held.subarray(bytes);
    return taken;
  }
  const command = (await take('zINSTREAM\0'.length)).toString();
  if (command !== 'zINSTREAM\0') throw new Error('UNKNOWN COMMAND');
  let file = Buffer.alloc(0);
  for (let length = (await take(4)).readUInt32BE(); length > 0; length = (await take(4)).readUInt32BE()) {
    file = Buffer.concat([file, await take(length)]);
    if (file.length > mostBytes) {
      socket.end('INSTREAM size limit exceeded. ERROR\0');
      return file;
    }
  }
  socket.end(file.includes(EICAR) ? 'stream: Win.Test.EICAR_HDB-1 FOUND\0' : 'stream: OK\0');
  return file;
}
