import type { DrawnCard } from '../../../chat/card.ts';
import type { Reply } from '../../../chat/reply.ts';
import { type FeishuCard, renderCard } from './render.ts';
import { languageOf } from './words.ts';

/** A line of the desk as a card: a text message would read markup in what people typed. */
export function renderWhisper(text: string): FeishuCard {
  return renderCard({ card: undefined, line: text, mentions: [], full: undefined, language: languageOf(text) });
}

/** A card of the desk as it stands. */
export function renderDrawn(drawn: DrawnCard): FeishuCard {
  return renderCard({ ...drawn, line: '', mentions: [] });
}

export function renderReply(reply: Exclude<Reply, { kind: 'form' }>): FeishuCard {
  if (reply.kind === 'whisper') return renderWhisper(reply.tone === 'bad' ? `⚠️ ${reply.text}` : reply.text);
  const { card } = reply;
  return renderCard({ card, line: '', mentions: [], full: undefined, language: languageOf(card.title) });
}
