import type { Card } from '../../../chat/card.ts';
import type { Language } from '../../../lib/language.ts';
import { REPLY_ABOVE } from '../hear/quote.ts';
import { clip, LIMITS } from '../wire/limits.ts';
import { type Block, blocksOf } from './block.ts';
import { htmlOf } from './html.ts';
import { textOf } from './text.ts';
import { say } from './words.ts';

/** What one mail tells. */
export interface Told {
  readonly language: Language;
  /** What happened, in one or more sentences; empty: the card says it. */
  readonly line: string;
  readonly card: Card | undefined;
  /** The number of the case; empty: none. */
  readonly number: string;
  /** The case's page; undefined: none. */
  readonly page: string | undefined;
}

/** The text and the HTML of a mail. */
export function composeMail(told: Told): { readonly text: string; readonly html: string } {
  const { language, line, card, number, page } = told;
  // The card's link to the page has a label for chats, where there are buttons; in a mail the page is all there is.
  const shown = (card ? blocksOf(card, language) : []).filter((each) => each.block !== 'link' || each.url !== page);
  const blocks: Block[] = [
    ...(number === '' ? [] : [small(REPLY_ABOVE)]),
    ...(line === '' ? [] : [{ block: 'text', text: line, style: 'plain' } as const]),
    ...shown,
    ...(page === undefined ? [] : [{ block: 'link', label: say(language, 'page'), url: page } as const]),
    ...(number === '' ? [] : [small(say(language, 'answer', { about: number }))]),
    ...(card && hasButton(card, 'ticket.confirm') ? [small(say(language, 'confirm'))] : []),
  ];
  return { text: textOf(blocks), html: htmlOf(blocks, language) };
}

function small(text: string): Block {
  return { block: 'text', text, style: 'small' };
}

function hasButton({ parts }: Card, command: string): boolean {
  return parts.some(
    (part) => part.part === 'actions' && [...part.main, ...part.more].some((each) => each.command === command),
  );
}

/** The subject: that of the conversation, with the case's number once. It never has a line feed. */
export function subjectOf(topic: string, number: string, isAnswer: boolean): string {
  const bare = topic
    .replace(/\s+/g, ' ')
    .replace(/^(?:\s*(?:re|fw|fwd|aw|答复|回复|转发)\s*[:：])+\s*/i, '')
    .trim();
  const named = number === '' || new RegExp(`(?<![\\w-])${number}(?![\\w-])`).test(bare) ? bare : `${bare} [${number}]`;
  return clip(`${isAnswer ? 'Re: ' : ''}${named.trim()}`, LIMITS.subjectChars);
}
