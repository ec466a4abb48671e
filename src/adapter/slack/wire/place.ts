import type { ChatPlace } from '../../../chat/place.ts';
import { PLATFORM } from './names.ts';

/** A place as the desk names it: a person's direct messages are named after the person. */
export function placeOf(channelId: string, threadId: string, userId: string): ChatPlace {
  return { platform: PLATFORM, channelId: channelId.startsWith('D') ? `@${userId}` : channelId, threadId };
}

export function directPlace(userId: string): ChatPlace {
  return { platform: PLATFORM, channelId: `@${userId}`, threadId: '' };
}

/** Whether it is a person's direct messages with us. */
export function isDirect({ channelId }: Pick<ChatPlace, 'channelId'>): boolean {
  return channelId.startsWith('@');
}

/** A person's id as service books may write it, with the workspace in front (`T1/U1`), without that workspace. */
export function bareUserId(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
