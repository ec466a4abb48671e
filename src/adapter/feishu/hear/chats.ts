import { z } from 'zod';
import type { ChatPlace } from '../../../chat/place.ts';
import { type FeishuClient, pathOf } from '../wire/client.ts';
import type { Exposure } from '../wire/exposure.ts';
import { INCOMING } from '../wire/incoming-limits.ts';
import { directPlace } from '../wire/place.ts';

/** Knows which chats are direct chats with the bot. A press names its chat but not the chat's kind. */
export interface Chats {
  /** Remembers that a chat is a direct one. */
  keepDirect(chatId: string): void;
  /** The place of a press, as the desk names it. Never throws: if Feishu does not tell, the chat counts as a group. */
  placeOfPress(place: ChatPlace, userId: string): Promise<ChatPlace>;
  /** Drops what is remembered about a chat; the next call asks Feishu. */
  forget(chatId: string): void;
}

const Chat = z.object({ chat_mode: z.string() });

export function createChats(client: FeishuClient, exposure: Exposure): Chats {
  const direct = new Map<string, boolean>();

  function keep(chatId: string, isDirect: boolean): void {
    direct.set(chatId, isDirect);
    const [oldest] = direct.keys();
    if (direct.size > INCOMING.rememberedChats && oldest !== undefined) direct.delete(oldest);
  }

  async function isDirect(chatId: string): Promise<boolean> {
    const known = direct.get(chatId);
    if (known !== undefined) return known;
    try {
      const chat = Chat.safeParse(await client.call('GET', pathOf`im/v1/chats/${chatId}`));
      if (chat.success) keep(chatId, chat.data.chat_mode === 'p2p');
    } catch {
      return false;
    }
    return direct.get(chatId) ?? false;
  }

  return {
    keepDirect: (chatId) => keep(chatId, true),
    async placeOfPress(place, userId) {
      if (place.channelId === '') return directPlace(userId);
      return (await isDirect(place.channelId)) ? directPlace(userId) : place;
    },
    forget(chatId) {
      direct.delete(chatId);
      exposure.forget(chatId);
    },
  };
}
