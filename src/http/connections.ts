import type { Server } from 'node:http';
import type { Socket } from 'node:net';

const FULL = 'HTTP/1.1 503 Service Unavailable\r\nretry-after: 1\r\ncontent-length: 0\r\nconnection: close\r\n\r\n';

/**
 * Allows at most `most` connections. For one more, the longest idle one is closed; if none is idle, the new one gets
 * 503. `onFull` is told of it, and whether the new one was refused. Gives the set of open connections.
 */
export function limitConnections(
  server: Server,
  most: number,
  onFull: (isRefused: boolean) => void,
): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  /** Connections without a running request, the longest idle first. */
  const waiting = new Set<Socket>();
  server.on('connection', (socket) => {
    if (sockets.size >= most) {
      const [oldest] = waiting;
      onFull(!oldest);
      if (!oldest) {
        socket.write(FULL);
        socket.destroySoon();
        return;
      }
      oldest.destroy();
      sockets.delete(oldest);
      waiting.delete(oldest);
    }
    sockets.add(socket);
    waiting.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      waiting.delete(socket);
    });
  });
  server.on('request', ({ socket }, response) => {
    waiting.delete(socket);
    response.once('close', () => {
      if (sockets.has(socket)) waiting.add(socket);
    });
  });
  return sockets;
}
