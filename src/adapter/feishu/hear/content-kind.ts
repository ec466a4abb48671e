import type { Wordless } from '../../../chat/event.ts';
import type { Untaken } from '../wire/untaken.ts';
import { readCard } from './card-content.ts';
import { type Fields, isFields } from './fields.ts';
import { type ContentFile, linesOfPost, readPost } from './post-content.ts';

/** A message's content before names replace the keys of mentions. */
export interface ReadContent {
  readonly text: string;
  readonly files: readonly ContentFile[];
  readonly wordless: Wordless | undefined;
  readonly readable: string;
  readonly untaken: readonly Untaken[];
}

type Reader = (content: Fields) => ReadContent | undefined;

const NOTHING: ReadContent = { text: '', files: [], wordless: 'other', readable: '', untaken: [] };

/**
 * How to read the content of each type of message:
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/events/message_content
 */
const READERS: Readonly<Record<string, Reader>> = {
  text: (content) => (typeof content.text === 'string' ? typed(content.text) : undefined),
  post: (content) => {
    const { text, files } = readPost(content);
    return { ...typed(text), files, wordless: files.length > 0 ? 'file' : undefined };
  },
  image: (content) => file('image', content.image_key, 'fileOnly'),
  file: (content) => file(wordOf(content.file_name) || 'file', content.file_key, 'fileOnly'),
  media: (content) => file(wordOf(content.file_name) || 'video.mp4', content.file_key, 'fileOnly'),
  audio: (content) => ({ ...file('voice.opus', content.file_key, 'voice'), wordless: 'voice' }),
  sticker: () => ({ ...NOTHING, wordless: 'sticker', untaken: ['sticker'] }),
  interactive: (content) => {
    const { text, hasPictures } = readCard(content);
    const untaken = text === '' ? ['card' as const] : hasPictures ? ['cardPictures' as const] : [];
    return { ...NOTHING, wordless: 'card', readable: text, untaken };
  },
  location: (content) => ({ ...showing(placeOf(content)), wordless: 'place' }),
  // Its messages are not part of it: they have to be fetched (`forward.ts`).
  merge_forward: () => ({ ...NOTHING, wordless: 'forward', untaken: ['forward'] }),
  calendar: calendarOf,
  general_calendar: calendarOf,
  share_calendar_event: calendarOf,
  todo: ({ summary }) => showing(isFields(summary) ? linesOf(summary.title, linesOfPost(summary.content)) : ''),
  vote: ({ topic, options }) => showing(linesOf(topic, ...(Array.isArray(options) ? options.map(bullet) : []))),
  video_chat: ({ topic }) => showing(wordOf(topic)),
  folder: ({ file_name }) => showing(linesOf(file_name && `📁 ${wordOf(file_name)}`)),
  hongbao: ({ text }) => showing(wordOf(text)),
  share_chat: () => showing(''),
  share_user: () => showing(''),
  // Feishu's own lines, such as "Li Wei joined the group".
  system: () => undefined,
};

/** The reader for a type of message; a type that Feishu adds later may have a text. */
export function kindOf(type: string): Reader {
  const known = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  return known ?? ((content) => (wordOf(content.text) === '' ? showing('') : typed(wordOf(content.text))));
}

function typed(text: string): ReadContent {
  return { ...NOTHING, text, wordless: undefined };
}

/** A message that can only be opened where it is, of which this much can be read. */
function showing(readable: string): ReadContent {
  return { ...NOTHING, readable, untaken: readable === '' ? ['other'] : [] };
}

function file(name: string, key: unknown, untaken: Untaken): ReadContent {
  return { ...NOTHING, files: [{ name, key: wordOf(key) }], wordless: 'file', untaken: [untaken] };
}

/** A place's name and address, and where it is on the map. */
function placeOf({ name, address, latitude, longitude }: Fields): string {
  const words = linesOf(name, address);
  const isOnMap = /^-?\d+(\.\d+)?$/.test(wordOf(latitude)) && /^-?\d+(\.\d+)?$/.test(wordOf(longitude));
  const map = isOnMap ? ` (${wordOf(latitude)}, ${wordOf(longitude)})` : '';
  return words === '' && map === '' ? '' : `📍 ${words}${map}`;
}

function calendarOf({ summary, start_time, end_time }: Fields): ReadContent {
  const times = [start_time, end_time].map(timeOf).filter((time) => time !== '');
  return showing(linesOf(summary && `📅 ${wordOf(summary)}`, times.join(' – ')));
}

/** Milliseconds as text → `2026-10-12 02:00 UTC`, because the reader's zone is not known. */
function timeOf(ms: unknown): string {
  const at = Number(wordOf(ms) || Number.NaN);
  const isTime = Number.isFinite(at) && at > 0 && at < 8.64e15;
  return isTime ? `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC` : '';
}

function bullet(option: unknown): string {
  return wordOf(option) === '' ? '' : `• ${wordOf(option)}`;
}

function linesOf(...texts: readonly unknown[]): string {
  return texts
    .map(wordOf)
    .filter((text) => text !== '')
    .join('\n');
}

/** A text or number as text. */
function wordOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}
