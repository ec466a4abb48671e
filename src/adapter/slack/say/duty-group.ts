import type { ChatAdapter } from '../../../chat/adapter.ts';
import type { SlackClient } from '../wire/client.ts';
import { adapterErrorOf } from '../wire/failure.ts';
import { setUserGroup, troubleOf } from '../wire/user-group.ts';

/**
 * Keeps a user group in step with the schedule: its members are those who have the bell, and no others. `leaving` is not
 * needed for that. Slack has no group without members.
 */
export function createDutyGroups(client: SlackClient): ChatAdapter['setDutyGroup'] {
  return async (wanted) => {
    try {
      return await setUserGroup(client, wanted);
    } catch (cause) {
      const trouble = troubleOf(cause);
      if (trouble) return trouble;
      throw adapterErrorOf(cause);
    }
  };
}
