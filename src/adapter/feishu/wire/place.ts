import type { ChatPlace } from '../../../chat/place.ts';
import { PLATFORM } from './names.ts';

/** A group as the desk names it. `threadId` is the thread's root message. */
export function groupPlace(chatId: string, threadId: string): ChatPlace {
  return { platform: PLATFORM, channelId: chatId, threadId };
}

/** A direct chat, named `@` and the person's id. */
export function directPlace(userId: string, threadId = ''): ChatPlace {
  return { platform: PLATFORM, channelId: `@${userId}`, threadId };
}

export function isDirect({ channelId }: ChatPlace): boolean {
  return channelId.startsWith('@');
}
