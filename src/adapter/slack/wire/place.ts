import type { ChatPlace } from '../../../chat/place.ts';
import { PLATFORM } from './names.ts';

/** A Slack channel as the desk names it. Direct messages are named `@` and the person's id. */
export function placeOf(channelId: string, threadId: string, userId: string): ChatPlace {
  return { platform: PLATFORM, channelId: channelId.startsWith('D') ? `@${userId}` : channelId, threadId };
}

export function directPlace(userId: string): ChatPlace {
  return { platform: PLATFORM, channelId: `@${userId}`, threadId: '' };
}

/** Whether the place is a person's direct messages with the bot. */
export function isDirect({ channelId }: Pick<ChatPlace, 'channelId'>): boolean {
  return channelId.startsWith('@');
}

/** Removes the workspace that service books may write before a person's id: `T1/U1` → `U1`. */
export function bareUserId(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
