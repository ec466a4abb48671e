import type { SocketModeReceiver } from '@slack/bolt';
import type { Logger } from '../../../lib/log.ts';
import { SocketFrame } from '../hear/schema.ts';

/** Why a connection is of no more use: it broke, Slack is about to replace it, Socket Mode was switched off for our app. */
export type Ending = 'dropped' | 'recycled' | 'switched-off';

/**
 * Stands between a socket and the SDK, which ends the process over words it does not expect, and cuts a connection that
 * Slack is about to replace before there is another: that one goes to `onEnding`.
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
    if (frame.data.type === 'disconnect') return onEnding(endingOf(frame.data.reason));
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
