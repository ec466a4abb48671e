import type { DrawnCard } from '../../../chat/card.ts';
import type { Reply } from '../../../chat/reply.ts';
import { type FeishuCard, renderCard } from './render.ts';
import { languageOf } from './words.ts';

/** A line as a card, because a text message would interpret markup that users typed. */
export function renderWhisper(text: string): FeishuCard {
  return renderCard({ card: undefined, line: text, mentions: [], full: undefined, language: languageOf(text) });
}

/** A card of the desk without a line. */
export function renderDrawn(drawn: DrawnCard): FeishuCard {
  return renderCard({ ...drawn, line: '', mentions: [] });
}

export function renderReply(reply: Exclude<Reply, { kind: 'form' }>): FeishuCard {
  if (reply.kind === 'whisper') return renderWhisper(reply.tone === 'bad' ? `⚠️ ${reply.text}` : reply.text);
  const { card } = reply;
  return renderCard({ card, line: '', mentions: [], full: undefined, language: languageOf(card.title) });
}
