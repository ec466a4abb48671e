import type { Post } from '../../../chat/adapter.ts';
import type { Card, CardPart } from '../../../chat/card.ts';
import { clip } from '../wire/clip.ts';
import { LIMITS } from '../wire/limits.ts';
import { type CardPost, pingable } from './render.ts';
import { guardText } from './text.ts';

type TextPost = Pick<CardPost, 'card' | 'line' | 'headline' | 'mentions'> & Pick<Post, 'aloud'>;

/**
 * Renders a post as a text message: for lines, and for cards where a group accepts none. It has no buttons, and pings
 * only `mentions`.
 */
export function renderText(post: TextPost): string {
  const { card, line, headline = '', mentions, aloud } = post;
  const called = pingable(mentions).map((id) => `<at user_id="${id}"></at>`);
  // A phone shows the text as notification. If it pings people, the headline names the case, because a thread's line
  // alone does not.
  const words = !card && headline !== '' && (aloud || called.length > 0) ? headline : line;
  const said = [words, ...(card ? linesOf(card) : [])].filter((text) => text.trim() !== '').join('\n');
  return [guardText(clip(said, LIMITS.messageTextChars)), ...called].filter((part) => part !== '').join(' ');
}

function linesOf({ title, badges, parts }: Card): string[] {
  const head = [title, ...badges.map(({ text }) => text)].filter((text) => text !== '').join(' · ');
  return [head, ...parts.flatMap(partLines)];
}

function partLines(part: CardPart): string[] {
  switch (part.part) {
    case 'text':
      return [part.text];
    case 'fields':
      return part.fields.map(({ label, value }) => `${label}  ${value}`);
    case 'clocks':
      return part.clocks.map(({ label, when, note }) => `${label}  ${when}${note === '' ? '' : ` · ${note}`}`);
    case 'links':
      return part.links.map(({ label, url }) => `${label} ${url}`);
    case 'divider':
      return ['———'];
    case 'item':
      return [part.settled === '' ? part.text : `✓ ${part.text} · ${part.settled}`];
    case 'actions':
    case 'scale':
      return [];
  }
}
