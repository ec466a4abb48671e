import { connect } from 'node:net';

/** Writes bytes to a port as they are, which no HTTP client would, and gives all that comes back until the line closes. */
export async function askRaw(port: number, words: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
    socket.end(words);
  });
}
