import type { ChatPlace } from '../chat/place.ts';
import type { Lane } from './notice.ts';

/** A line of notices: what goes to one channel on one lane leaves one after the other, in the order it was owed. */
export interface OrderKey extends Pick<ChatPlace, 'platform' | 'channelId'> {
  readonly lane: Lane;
}

/** As jobs and SQL have it: `platform/channel/lane`. */
export function orderKeyText({ platform, channelId, lane }: OrderKey): string {
  return `${platform}/${channelId}/${lane}`;
}

/** Reads what `orderKeyText` wrote; a channel's id may have slashes of its own. */
export function readOrderKey(text: string): OrderKey {
  const [first, last] = [text.indexOf('/'), text.lastIndexOf('/')];
  return { platform: text.slice(0, first), channelId: text.slice(first + 1, last), lane: text.slice(last + 1) as Lane };
}
