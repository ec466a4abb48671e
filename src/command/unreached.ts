import { randomUUID } from 'node:crypto';
import type { ChatAdapter } from '../chat/adapter.ts';
import type { ChatEvent } from '../chat/event.ts';
import type { ChatPlace, Platform } from '../chat/place.ts';
import type { Clock } from '../lib/instant.ts';
import type { Outcome } from './dispatch.ts';

export interface UnreachedParts {
  readonly adapterFor: (platform: Platform) => ChatAdapter | undefined;
  readonly dispatch: (event: ChatEvent) => Promise<Outcome>;
  readonly clock: Clock;
}

/**
 * Asks the platform about a person whose direct message it did not take, and tells the desk what it says: that the
 * account is gone, or only that the message was not delivered. Other places are passed over. Never throws.
 */
export function createUnreached({ adapterFor, dispatch, clock }: UnreachedParts): (place: ChatPlace) => Promise<void> {
  return async (place) => {
    const { platform, channelId } = place;
    const adapter = adapterFor(platform);
    if (!channelId.startsWith('@') || !adapter) return;
    const id = channelId.slice(1);
    const state = await adapter.findAccount(id);
    const slash = id.indexOf('/');
    const [teamId, userId] = slash < 0 ? ['', id] : [id.slice(0, slash), id.slice(slash + 1)];
    const command = state === 'gone' ? 'account.lost' : 'account.unreached';
    await dispatch({
      ...{ kind: 'button', command, args: {}, subject: '' },
      id: `account/${randomUUID()}`,
      at: clock.now(),
      person: { platform, teamId, userId, displayName: '', external: false },
      place,
      language: undefined,
      message: undefined,
    });
  };
}
