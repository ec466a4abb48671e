import { AdapterError } from '../../../chat/adapter.ts';
import type { ChatPlace } from '../../../chat/place.ts';
import type { Readers } from '../../../chat/readers.ts';
import type { Clock, Instant } from '../../../lib/instant.ts';
import { type FeishuClient, pathOf } from './client.ts';
import { codeOf } from './failure.ts';
import { LIMITS } from './limits.ts';
import { PLATFORM } from './names.ts';
import { isDirect } from './place.ts';

/** Whether outsiders read along in a group. */
export interface Exposure {
  /** Yes where Feishu does not clearly say no. Throws AdapterError when it says nothing. */
  isExternal(chatId: string): Promise<boolean>;
  /** What was known of a group is to be asked again. */
  forget(chatId: string): void;
}

/** Feishu tells nothing about a group of several organisations to an app that may not be in one. */
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
 * What is for staff goes nowhere that another organisation reads along: asked just before, each time. Throws AdapterError,
 * kind `exposed`, where one may.
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
