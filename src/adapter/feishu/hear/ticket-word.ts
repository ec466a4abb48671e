import { plainOf } from '../../../lib/plain-text.ts';

/** Words that, said alone in a reply, ask for a ticket of the message above. */
const WORDS = String.raw`(?:转|提|建|开)(?:成|为|个|一个|张|一张)?工单|报障|报修|ticket|make (?:it|this|that)?\s?a ticket`;
const BEFORE = '请|麻烦|劳烦|辛苦|帮忙|帮我|帮|把|给我|给|您|你|这个|这条|这|一下|please|pls|can you|could you|a|all';
const AFTER = '一下|下|吧|呗|哈|了|谢谢|谢了|多谢|感谢|辛苦|您|你|please|pls|thanks|thank you|thx|a lot';
/** Longer replies say more than that. */
const MOST_CHARS = 60;
const ASKS = new RegExp(String.raw`^(?:(?:${BEFORE})\s*)*(?:${WORDS})(?:\s*(?:${AFTER}))*$`);

/**
 * Whether a reply only asks for a ticket of the message above: `转工单`, `请转工单。`, `Ticket, please!`. Full-width
 * signs, punctuation, emoji and blanks around the words do not count.
 */
export function asksForTicket(text: string): boolean {
  const bare = plainOf(text)
    .plain.replace(/[\p{P}\p{S}\p{Cf}\p{M}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return bare.length <= MOST_CHARS && ASKS.test(bare);
}
