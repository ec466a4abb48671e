import type { ChatPlace } from '../../../chat/place.ts';
import { PLATFORM } from './names.ts';

/** A chat as the desk names it; `threadId` is the message that its thread hangs on. */
export function groupPlace(chatId: string, threadId: string): ChatPlace {
  return { platform: PLATFORM, channelId: chatId, threadId };
}

/** Somebody's own chat with us is named after them. */
export function directPlace(userId: string, threadId = ''): ChatPlace {
  return { platform: PLATFORM, channelId: `@${userId}`, threadId };
}

export function isDirect({ channelId }: ChatPlace): boolean {
  return channelId.startsWith('@');
}
