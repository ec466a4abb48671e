import { z } from 'zod';
import type { Wordless } from '../../../chat/event.ts';
import { cleanPayload } from '../../../lib/clean.ts';
import type { Language } from '../../../lib/language.ts';
import type { Untaken } from '../wire/untaken.ts';
import { kindOf, type ReadContent } from './content-kind.ts';
import type { ContentFile } from './post-content.ts';
import type { Mention } from './schema.ts';

/** A message's content in neutral form: text, the people it mentions, attachments. */
export interface MessageContent {
  /** The words a person typed; empty if none. */
  readonly text: string;
  /** `@name` as it appears in the text → open_id. */
  readonly mentions: Readonly<Record<string, string>>;
  /** The names of those people as Feishu writes them: id → name. */
  readonly names: Readonly<Record<string, string>>;
  /** Files and pictures, with the key by which Feishu keeps each. */
  readonly files: readonly ContentFile[];
  /** Whether it mentions the bot. */
  readonly mentionsBot: boolean;
  /** Guessed from the script of the text, without names; undefined if it could be either. */
  readonly language: Language | undefined;
  /** What was sent instead of words; undefined if words were typed. */
  readonly wordless: Wordless | undefined;
  /** What can be read in a message without typed words: a card's texts, a place's name; empty if nothing. */
  readonly readable: string;
  /** What of it a report cannot take. */
  readonly untaken: readonly Untaken[];
}

/** Keys are matched whole, because `@_user_1` is a prefix of `@_user_10`. */
const KEY = /@_(?:user_\d+|all)/g;

/**
 * Reads `content`, whose JSON depends on the message type. undefined if nothing was sent: a recalled message, which
 * comes empty, or a line that Feishu itself wrote into the chat. A kind we do not know is told as `other`.
 */
export function readContent(
  type: string,
  content: string,
  mentions: readonly Mention[],
  ownId: string,
): MessageContent | undefined {
  const value = Fields.safeParse(parseJson(content));
  if (!value.success || Object.keys(value.data).length === 0) return undefined;
  const read = kindOf(type)(value.data);
  return read && withNames(read, mentions, ownId);
}

const Fields = z.record(z.string(), z.unknown());

/** Replaces mention keys by names. Blanks are removed so that a name is one word; equal names get a number. */
function withNames(read: ReadContent, mentions: readonly Mention[], ownId: string): MessageContent {
  const called = new Map<string, string>();
  const named: Record<string, string> = {};
  const names: Record<string, string> = {};
  let namesUs = false;
  for (const { key, id, name } of mentions) {
    const who = id.open_id || id.user_id || id.union_id;
    if (ownId !== '' && id.open_id === ownId) {
      namesUs = true;
      called.set(key, ' ');
      continue;
    }
    const bare = `@${name.replace(/\s+/g, '') || who}`;
    const own = bare in named && named[bare] !== who ? `${bare}#${Object.keys(named).length + 1}` : bare;
    named[own] = who;
    if (name !== '') names[who] = name;
    called.set(key, own);
  }
  const say = (names: (key: string) => string) =>
    read.text
      .replace(/\r\n?/g, '\n')
      .replace(KEY, names)
      .replace(/^[\s:：,，]+/, '')
      .trim();
  const text = say((key) => (key === '@_all' ? '@all' : (called.get(key) ?? ' ')));
  return {
    text,
    mentions: named,
    names,
    files: read.files,
    mentionsBot: namesUs,
    language: scriptOf(say(() => ' ')),
    wordless: text === '' ? read.wordless : undefined,
    readable: read.readable,
    untaken: read.untaken,
  };
}

function scriptOf(text: string): Language | undefined {
  if (/\p{Script=Han}/u.test(text)) return 'zh-CN';
  return /\p{Script=Latin}{2}/u.test(text.replace(/\bT-\d+\b/gi, '')) ? 'en' : undefined;
}

/** The language of the sender's app, by the `LarkLocale/en_US` in its user agent; undefined if not told. */
export function localeOf(userAgent: string): Language | undefined {
  const locale = /\bLarkLocale\/([A-Za-z]+)/.exec(userAgent)?.[1]?.toLowerCase();
  if (locale === undefined) return undefined;
  return locale.startsWith('zh') ? 'zh-CN' : 'en';
}

function parseJson(text: string): unknown {
  try {
    return cleanPayload(JSON.parse(text));
  } catch {
    return undefined;
  }
}
