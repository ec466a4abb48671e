import type { ChatPlace } from '../chat/place.ts';
import type { Lane } from './notice.ts';

/**
 * One queue of notices: those for one channel on one lane are sent one after the other, in the order they were
 * enqueued.
 */
export interface OrderKey extends Pick<ChatPlace, 'platform' | 'channelId'> {
  readonly lane: Lane;
}

/** As text, for jobs and SQL: `platform/channel/lane`. */
export function orderKeyText({ platform, channelId, lane }: OrderKey): string {
  return `${platform}/${channelId}/${lane}`;
}

/** Reads what `orderKeyText` wrote; a channel's id may contain slashes. */
export function readOrderKey(text: string): OrderKey {
  const [first, last] = [text.indexOf('/'), text.lastIndexOf('/')];
  return { platform: text.slice(0, first), channelId: text.slice(first + 1, last), lane: text.slice(last + 1) as Lane };
}
