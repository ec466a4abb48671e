import type { SocketModeReceiver } from '@slack/bolt';
import { z } from 'zod';
import type { Logger } from '../../../lib/log.ts';

/** Slack's greeting; `num_connections` includes this one. */
export const SocketHello = z.object({ type: z.literal('hello'), num_connections: z.int().nullish() });

/** A message on the socket: a greeting, a disconnect notice, or an envelope with the same payload as over HTTP. */
export const SocketFrame = z
  .string()
  .transform((text, { addIssue }) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      addIssue('no JSON');
      return z.NEVER;
    }
  })
  .pipe(
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('hello') }),
      z.object({ type: z.literal('disconnect'), reason: z.string().nullish() }),
      z.object({
        type: z.literal('events_api'),
        envelope_id: z.string().min(1).max(255),
        payload: z.object({ event: z.object({ type: z.string() }) }),
      }),
      z.object({
        type: z.enum(['slash_commands', 'interactive']),
        envelope_id: z.string().min(1).max(255),
        payload: z.object({}),
      }),
    ]),
  );

/** Why a connection has ended: it broke, Slack will replace it soon, or Socket Mode was switched off for the app. */
export type Ending = 'dropped' | 'recycled' | 'switched-off';

/**
 * Filters what the SDK sees of a socket. The SDK ends the process on messages it does not expect, and on Slack's notice
 * closes the connection before a new one is open; such a notice goes to `onEnding` instead.
 */
export function readFrames(
  client: SocketModeReceiver['client'],
  log: Logger,
  onEnding: (ending: Ending) => void,
): void {
  const handlers = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', async (data: unknown, isBinary: unknown) => {
    const frame = SocketFrame.safeParse(data);
    if (!frame.success) return log.warn('slack.unreadable-frame');
    if (frame.data.type === 'disconnect') return onEnding(endingOf(frame.data.reason ?? ''));
    try {
      for (const handle of handlers) await handle(data, isBinary);
    } catch {
      log.error('slack.frame-fault');
    }
  });
}

function endingOf(reason: string): Ending {
  switch (reason) {
    case 'warning':
    case 'refresh_requested':
      return 'recycled';
    case 'link_disabled':
      return 'switched-off';
    default:
      return 'dropped';
  }
}
