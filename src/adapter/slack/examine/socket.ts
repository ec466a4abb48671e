import { type Finding, finding } from '../../../chat/check.ts';
import type { Logger } from '../../../lib/log.ts';
import { createClient } from '../wire/client.ts';
import { errorCodeOf } from '../wire/failure.ts';
import { LIMITS } from '../wire/limits.ts';
import { SocketHello } from '../wire/socket-frame.ts';

/**
 * Checks Socket Mode: opens a connection and closes it at Slack's hello. Not longer, because Slack sends each payload
 * to any one of an app's connections.
 */
export async function examineSocket(appToken: string, apiUrl: string, log: Logger): Promise<Finding> {
  const client = createClient({ botToken: appToken, apiUrl }, LIMITS.askTimeoutMs, log);
  let url: string | undefined;
  try {
    ({ url } = await client.apps.connections.open());
  } catch (cause) {
    return finding('wrong', 'doctor.slack.socket-refused', { error: errorCodeOf(cause) });
  }
  const connections = await countConnections(url ?? '');
  if (connections === undefined) return finding('wrong', 'doctor.slack.socket-silent');
  return connections === 1 ? finding('warning', 'doctor.slack.socket-unused') : finding('ok', 'doctor.slack.socket');
}

/**
 * How many connections the app has, including this one, by Slack's hello; 0 if it does not say, undefined if no hello
 * came.
 */
async function countConnections(url: string): Promise<number | undefined> {
  if (!URL.canParse(url)) return undefined;
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  const socket = new WebSocket(url);
  const late = setTimeout(() => resolve(undefined), LIMITS.socketHelloMs);
  socket.addEventListener('message', ({ data }) => {
    const hello = SocketHello.safeParse(readJson(String(data)));
    if (hello.success) resolve(hello.data.num_connections ?? 0);
  });
  for (const end of ['error', 'close'] as const) socket.addEventListener(end, () => resolve(undefined));
  try {
    return await promise;
  } finally {
    clearTimeout(late);
    socket.close();
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
