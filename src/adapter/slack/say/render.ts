import type { types } from '@slack/bolt';
import type { Post } from '../../../chat/adapter.ts';
import type { Badge, Card, CardClock, CardField, CardLink, CardPart, Tone } from '../../../chat/card.ts';
import type { Reply } from '../../../chat/reply.ts';
import type { Language } from '../../../lib/language.ts';
import { escapeText } from '../wire/escape-text.ts';
import { LIMITS } from '../wire/limits.ts';
import { bareUserId } from '../wire/place.ts';
import { blockOf } from '../wire/press.ts';
import { type RowIds, renderActions, renderButton, renderScale } from './render-actions.ts';
import { clip, splitText } from './text.ts';
import { languageOf, say } from './words.ts';

/** A message's content; `text` is for notifications and old clients. */
export interface Rendered {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

const MARKS: Readonly<Record<Tone, string>> = { neutral: '', good: '🟢 ', warn: '🟠 ', bad: '🔴 ' };
const CLOCK_MARKS: Readonly<Record<CardClock['state'], string>> = {
  running: '⏳ ',
  paused: '⏸️ ',
  met: '✅ ',
  breached: '❌ ',
};

/**
 * Renders a post within Slack's limits. Users' texts go into elements that Slack does not parse, so they cannot ping
 * anybody; only `mentions` do. Their ids may have the workspace in front (`T1/U1`).
 */
export function renderPost(
  post: Pick<Post, 'card' | 'line' | 'headline' | 'mentions' | 'language' | 'full'>,
): Rendered {
  const { card, line, headline = '', mentions, language, full } = post;
  const pinged = mentions.map(bareUserId).filter(isUserId);
  const said = line !== '' || pinged.length > 0 ? [renderLine(clip(line, LIMITS.sectionChars), pinged)] : [];
  const shown = card ? renderCard(card) : [];
  const gist = headline || [line, card?.title ?? ''].filter((text) => text !== '').join(' · ');
  const text = escapeText(clip(gist, LIMITS.messageTextChars));
  const fullButton =
    full && isCut(post) ? renderActions({ part: 'actions', main: [full], more: [] }, rowIds(shown.length, '')) : [];
  return {
    // Text before mentions: a phone's notification shows only the beginning.
    text: [text, ...pinged.map((id) => `<@${id}>`)].filter((part) => part !== '').join(' '),
    blocks: fitBlocks([...said, ...shown, ...fullButton], language),
  };
}

/** Whether Slack takes it as a user's id. For another one it would refuse the whole card, and its buttons with it. */
function isUserId(id: string): boolean {
  return /^[UW][A-Z0-9]+$/.test(id);
}

/** Renders a reply to one person. */
export function renderReply(reply: Exclude<Reply, { kind: 'form' }>): Rendered {
  const card = reply.kind === 'card' ? reply.card : undefined;
  const line = reply.kind === 'whisper' ? reply.text : '';
  const language = languageOf(card?.title ?? line);
  return renderPost({ card, line, mentions: [], language, full: undefined });
}

/** Whether a user's text does not fit; then the `full` button is added. */
function isCut({ card, line }: Pick<Post, 'card' | 'line'>): boolean {
  const texts = card?.parts.flatMap((part) => (part.part === 'text' ? [part.text] : [])) ?? [];
  return (
    line.length > LIMITS.sectionChars || texts.some((text) => text.length > LIMITS.sectionChars * LIMITS.textBlocks)
  );
}

function renderCard(card: Card): types.KnownBlock[] {
  const title = clip(`${MARKS[card.tone]}${card.title}`, LIMITS.headerChars);
  return [
    { type: 'header', text: { type: 'plain_text', text: title, emoji: false } },
    ...renderBadges(card.badges),
    ...card.parts.flatMap((part, index) => renderPart(part, rowIds(index, card.subject))),
  ];
}

/** The ids of a part's rows of buttons; `index` is the part's place in its card. */
function rowIds(index: number, subject: string): RowIds {
  return (row) => clip(blockOf(index + row * LIMITS.messageBlocks, subject), LIMITS.idChars);
}

function renderBadges(badges: readonly Badge[]): types.KnownBlock[] {
  const elements = badges
    .filter(({ text }) => text !== '')
    .slice(0, LIMITS.contextElements)
    .map(({ text, tone }) => plain(clip(`${MARKS[tone]}${text}`, LIMITS.badgeChars)));
  return elements.length > 0 ? [{ type: 'context', elements }] : [];
}

function renderPart(part: CardPart, ids: RowIds): types.KnownBlock[] {
  switch (part.part) {
    case 'divider':
      return [{ type: 'divider' }];
    case 'actions':
      return renderActions(part, ids);
    case 'scale':
      return renderScale(part.steps, ids);
    case 'item':
      return [renderItem(part, ids)];
    case 'fields':
      return lines(part.fields.flatMap(renderField));
    case 'links':
      return lines(part.links.map(renderLink));
    case 'clocks':
      return lines(part.clocks.map(renderClock));
    case 'text':
      return splitText(part.text, LIMITS.sectionChars, LIMITS.textBlocks).map((text) => renderText(text, part.style));
  }
}

/** A line with its button beside it; struck through once nothing is left to do. */
function renderItem({ text, settled, button }: Item, ids: RowIds): types.KnownBlock {
  if (settled !== '') {
    const struck = { type: 'text', text: clip(text, LIMITS.valueChars), style: { strike: true } } as const;
    const elements = [struck, ...words(` · ${clip(settled, LIMITS.labelChars)}`)];
    return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
  }
  const beside = button ? { accessory: renderButton(button, 0, [button]) } : {};
  return { type: 'section', block_id: ids(0), text: plain(clip(text, LIMITS.valueChars)), ...beside };
}

type Item = Extract<CardPart, { part: 'item' }>;

function renderText(text: string, style: 'plain' | 'quote' | 'small'): types.KnownBlock {
  switch (style) {
    case 'plain':
      return { type: 'section', text: plain(text) };
    case 'small':
      return { type: 'context', elements: [plain(text)] };
    case 'quote':
      return {
        type: 'rich_text',
        elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text }] }],
      };
  }
}

function renderField({ label, value }: CardField): types.RichTextElement[][] {
  if (label === '' && value === '') return [];
  return [[...bold(clip(label, LIMITS.labelChars)), ...words(`  ${clip(value, LIMITS.valueChars)}`)]];
}

function renderLink({ label, url }: CardLink): types.RichTextElement[] {
  const text = clip(label, LIMITS.valueChars);
  return /^https?:\/\//.test(url) && url.length <= LIMITS.urlChars ? [{ type: 'link', url, text }] : words(text);
}

function renderClock({ label, when, state, note }: CardClock): types.RichTextElement[] {
  const short = (text: string) => clip(text, LIMITS.labelChars);
  return [
    ...words(CLOCK_MARKS[state]),
    ...bold(short(label)),
    ...words(`  ${short(when)}`),
    ...(note === '' ? [] : words(` · ${short(note)}`)),
  ];
}

function renderLine(line: string, pinged: readonly string[]): types.KnownBlock {
  const called = pinged.flatMap((user_id): types.RichTextElement[] => [{ type: 'user', user_id }, ...words(' ')]);
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [...called, ...words(line)] }] };
}

/** Rich text blocks of a few lines each. */
function lines(each: readonly types.RichTextElement[][]): types.KnownBlock[] {
  const blocks: types.KnownBlock[] = [];
  for (let from = 0; from < each.length; from += LIMITS.linesPerBlock) {
    const here = each.slice(from, from + LIMITS.linesPerBlock);
    const elements = here.flatMap((line, index) => (index === 0 ? line : [...words('\n'), ...line]));
    blocks.push({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] });
  }
  return blocks;
}

function bold(text: string): types.RichTextElement[] {
  return text === '' ? [] : [{ type: 'text', text, style: { bold: true } }];
}

function words(text: string): types.RichTextElement[] {
  return text === '' ? [] : [{ type: 'text', text }];
}

function plain(text: string): types.PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

/** Cuts a message to Slack's number of blocks: keeps the first row of buttons, and says that something is missing. */
function fitBlocks(blocks: types.KnownBlock[], language: Language): types.KnownBlock[] {
  if (blocks.length <= LIMITS.messageBlocks) return blocks;
  const buttons = blocks.filter(({ type }) => type === 'actions').slice(0, 1);
  const shown = blocks.filter((block) => !buttons.includes(block)).slice(0, LIMITS.messageBlocks - 1 - buttons.length);
  return [...shown, { type: 'context', elements: [plain(say('cut', language))] }, ...buttons];
}
