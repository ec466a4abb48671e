import type { AccountState } from '../../../chat/adapter.ts';
import type { SlackClient } from '../wire/client.ts';
import { errorCodeOf } from '../wire/failure.ts';
import { bareUserId } from '../wire/place.ts';

/** Asks `users.info` whether an account is there; an account that Slack does not know is gone. Never throws. */
export async function findAccount(client: SlackClient, userId: string): Promise<AccountState> {
  try {
    const { user } = await client.users.info({ user: bareUserId(userId) });
    return user?.deleted ? 'gone' : 'active';
  } catch (cause) {
    return errorCodeOf(cause) === 'user_not_found' ? 'gone' : 'unknown';
  }
}
