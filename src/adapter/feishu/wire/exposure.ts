import { AdapterError } from '../../../chat/adapter.ts';
import type { ChatPlace } from '../../../chat/place.ts';
import type { Readers } from '../../../chat/readers.ts';
import type { Clock, Instant } from '../../../lib/instant.ts';
import { type FeishuClient, pathOf } from './client.ts';
import { codeOf } from './failure.ts';
import { LIMITS } from './limits.ts';
import { PLATFORM } from './names.ts';
import { isDirect } from './place.ts';

/** Knows whether people of other organisations are in a group. */
export interface Exposure {
  /** True unless Feishu clearly says no. Throws AdapterError if Feishu does not answer. */
  isExternal(chatId: string): Promise<boolean>;
  /** Drops what is remembered about a group; the next call asks Feishu. */
  forget(chatId: string): void;
}

/** Feishu's code if the app may not see the group, because it belongs to another organisation. */
const OTHER_TENANT = 232033;

export function createExposure(client: FeishuClient, clock: Clock): Exposure {
  const known = new Map<string, { readonly isExternal: boolean; readonly until: Instant }>();
  return {
    async isExternal(chatId) {
      const found = known.get(chatId);
      if (found && found.until > clock.now()) return found.isExternal;
      const isExternal = await ask(client, chatId);
      known.set(chatId, { isExternal, until: clock.now() + LIMITS.rememberExternalMs });
      return isExternal;
    },
    forget: (chatId) => void known.delete(chatId),
  };
}

/**
 * Throws AdapterError `exposed` if a post for staff would go to a group that another organisation can read. Called just
 * before every post.
 */
export async function refuseExposed(exposure: Exposure, place: ChatPlace, readers: Readers): Promise<void> {
  if (readers === 'customer' || isDirect(place)) return;
  if (await exposure.isExternal(place.channelId)) throw new AdapterError(PLATFORM, 'exposed');
}

async function ask(client: FeishuClient, chatId: string): Promise<boolean> {
  try {
    const { external } = await client.call<{ external?: boolean }>('GET', pathOf`im/v1/chats/${chatId}`);
    return external !== false;
  } catch (error) {
    if (codeOf(error) === OTHER_TENANT) return true;
    throw error;
  }
}
