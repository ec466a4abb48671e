import type { CardClock, CardField, CardLink, CardPart } from '../../../chat/card.ts';
import type { Language } from '../../../lib/language.ts';
import { clip } from '../wire/clip.ts';
import { LIMITS } from '../wire/limits.ts';
import { type Actions, type CardOf, type Control, renderControls, renderSteps } from './render-actions.ts';
import { type BilingualText, contentOf, escapeMarkdown, mapBoth, type PlainText, plainText } from './text.ts';

/** An element of card JSON 2.0. Feishu rejects properties that its tag does not have. */
export interface CardElement {
  readonly tag?: string;
  readonly [property: string]: unknown;
}

/** What the rendering of every part needs. */
export interface Draft extends CardOf {
  /** The most characters shown of a user's text. */
  readonly textChars: number;
  readonly speaksBoth: boolean;
}

type Part<Kind extends CardPart['part']> = Extract<CardPart, { part: Kind }>;

const CLOCK_MARKS: Readonly<Record<CardClock['state'], string>> = {
  running: '⏳',
  paused: '⏸️',
  met: '✅',
  breached: '❌',
};

/** Renders a part of a card. `translation`: the same part in the other language. */
export function partElements(part: CardPart, translation: CardPart | undefined, draft: Draft): CardElement[] {
  switch (part.part) {
    case 'divider':
      return [{ tag: 'hr' }];
    case 'text':
      return renderText(part, translation as Part<'text'> | undefined, draft);
    case 'fields':
      return renderLines(part.fields, (translation as Part<'fields'> | undefined)?.fields, fieldLine, draft);
    case 'clocks':
      return renderLines(part.clocks, (translation as Part<'clocks'> | undefined)?.clocks, clockLine, draft);
    case 'links':
      return renderLines(part.links, (translation as Part<'links'> | undefined)?.links, linkLine, draft);
    case 'actions':
      return renderRow(part, translation as Part<'actions'> | undefined, draft);
    case 'item':
      return [renderItem(part, translation as Part<'item'> | undefined, draft)];
    case 'scale':
      return inRow(renderSteps(part.steps, (translation as Part<'scale'> | undefined)?.steps, draft));
  }
}

/** Renders buttons and their menu in a row, which wraps on a narrow screen. */
export function renderRow(part: Actions, translation: Actions | undefined, draft: Draft): CardElement[] {
  return inRow(renderControls(part, translation, draft));
}

/** Controls side by side, wrapping on a narrow screen. */
export function inRow(controls: readonly (Control | CardElement)[]): CardElement[] {
  const columns = controls.map((control) => ({ tag: 'column', width: 'auto', elements: [control] }));
  return columns.length === 0 ? [] : [{ tag: 'column_set', flex_mode: 'flow', columns }];
}

/** A line with its button beside it; struck through once nothing is left to do. */
function renderItem(part: Part<'item'>, translation: Part<'item'> | undefined, draft: Draft): CardElement {
  const both = { own: part, other: translation };
  const line = (each: Part<'item'>) => {
    const text = inLine(each.text, Math.min(LIMITS.valueChars, draft.textChars));
    return each.settled === '' ? text : `~~${text}~~ · ${inLine(each.settled, shortOf(draft))}`;
  };
  const words: BilingualText = { own: line(both.own), other: both.other && line(both.other) };
  const said = { tag: 'markdown', ...contentOf(words, draft.language) };
  if (!part.button) return said;
  const beside = renderSteps([part.button], translation?.button && [translation.button], draft);
  const columns = [
    { tag: 'column', width: 'weighted', weight: 1, vertical_align: 'center', elements: [said] },
    { tag: 'column', width: 'auto', vertical_align: 'center', elements: beside },
  ];
  return { tag: 'column_set', columns };
}

/** Small grey text. */
export function small(words: BilingualText, language: Language): CardElement {
  const text: PlainText = { ...plainText(words, language), text_size: 'notation', text_color: 'grey' };
  return { tag: 'div', text };
}

function renderText(part: Part<'text'>, translation: Part<'text'> | undefined, draft: Draft): CardElement[] {
  const words = mapBoth({ own: part.text, other: translation?.text }, (text) => clip(text, draft.textChars));
  if (words.own.trim() === '') return [];
  if (part.style === 'small') return [small(words, draft.language)];
  const paragraph = { tag: 'div', text: plainText(words, draft.language) };
  if (part.style === 'plain') return [paragraph];
  const column = { tag: 'column', width: 'weighted', weight: 1, padding: '8px', elements: [paragraph] };
  return [{ tag: 'column_set', background_style: 'grey', columns: [column] }];
}

/** One markdown element with a line for each item; texts are escaped. */
function renderLines<T>(
  each: readonly T[],
  translations: readonly T[] | undefined,
  lineOf: (one: T, draft: Draft) => string,
  draft: Draft,
): CardElement[] {
  const join = (all: readonly T[]) =>
    all
      .map((one) => lineOf(one, draft))
      .filter((line) => line !== '')
      .join('\n');
  const lines: BilingualText = { own: join(each), other: translations && join(translations) };
  return lines.own === '' ? [] : [{ tag: 'markdown', ...contentOf(lines, draft.language) }];
}

function fieldLine({ label, value }: CardField, draft: Draft): string {
  const words = inLine(value, Math.min(LIMITS.valueChars, draft.textChars));
  return [bold(label, draft), words].filter((text) => text !== '').join('  ');
}

function clockLine({ label, when, state, at, note }: CardClock, draft: Draft): string {
  const due = at === undefined ? inLine(when, LIMITS.labelChars) : `**${localTime(at)}**`;
  const said = note === '' ? '' : ` · ${inLine(note, shortOf(draft))}`;
  return `${CLOCK_MARKS[state]} ${bold(label, draft)}  ${due}${said}`;
}

function linkLine({ label, url }: CardLink, draft: Draft): string {
  return `[${inLine(label, Math.min(LIMITS.valueChars, draft.textChars))}](${addressOf(url)})`;
}

/** The time with weekday in each reader's own zone; Feishu's client fills it in. */
function localTime(at: number): string {
  const tags = ['date_short', 'week_short', 'time'].map(
    (format) => `<local_datetime millisecond='${at}' format_type='${format}'></local_datetime>`,
  );
  return tags.join(' ');
}

function bold(label: string, draft: Draft): string {
  const words = inLine(label, shortOf(draft));
  return words === '' ? '' : `**${words}**`;
}

function shortOf({ textChars }: Draft): number {
  return Math.min(LIMITS.labelChars, textChars);
}

function inLine(text: string, max: number): string {
  return escapeMarkdown(clip(text.replace(/\s+/g, ' ').trim(), max));
}

/** Encodes what would end a markdown link, e.g. a bracket. */
function addressOf(url: string): string {
  return url.replace(/[()<>\s'"]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`);
}
