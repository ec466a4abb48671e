import { z } from 'zod';
import { cleanPayload } from '../../../lib/clean.ts';
import type { Language } from '../../../lib/language.ts';
import type { Mention } from './schema.ts';

export interface ContentFile {
  readonly name: string;
  readonly key: string;
}

/** A message's content in neutral form: text, the people it mentions, attachments. */
export interface MessageContent {
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
}

const Text = z.object({ text: z.string() });
const File = z.object({ file_name: z.string().nullish(), file_key: z.string().nullish() });
const Picture = z.object({ image_key: z.string() });
const Node = z.object({
  tag: z.string(),
  text: z.string().nullish(),
  href: z.string().nullish(),
  user_id: z.string().nullish(),
  image_key: z.string().nullish(),
  file_key: z.string().nullish(),
});
const Post = z.object({ title: z.string().nullish(), content: z.array(z.array(Node)) });

/** Keys are matched whole, because `@_user_1` is a prefix of `@_user_10`. */
const KEY = /@_(?:user_\d+|all)/g;

/** Reads `content`, whose JSON depends on the message type. undefined for types without text, file or picture. */
export function readContent(
  type: string,
  content: string,
  mentions: readonly Mention[],
  ownId: string,
): MessageContent | undefined {
  const value = parseJson(content);
  switch (type) {
    case 'text': {
      const text = Text.safeParse(value);
      return text.success ? withNames(text.data.text, mentions, ownId, []) : undefined;
    }
    case 'post': {
      const post = Post.safeParse(value);
      if (!post.success) return undefined;
      const lines = post.data.content.map((line) => line.map(wordsOf).join(''));
      const pictures = post.data.content.flat().filter(({ tag }) => tag === 'img' || tag === 'media');
      const text = [post.data.title ?? '', ...lines].filter((line) => line.trim() !== '').join('\n');
      return withNames(
        text,
        mentions,
        ownId,
        pictures.map(({ tag, image_key, file_key }) => ({ name: tag, key: file_key || image_key || '' })),
      );
    }
    case 'image': {
      const picture = Picture.safeParse(value);
      return picture.success
        ? withNames('', mentions, ownId, [{ name: type, key: picture.data.image_key }])
        : undefined;
    }
    case 'file':
    case 'media': {
      const file = File.safeParse(value);
      if (!file.success) return undefined;
      const { file_name, file_key } = file.data;
      return withNames('', mentions, ownId, [{ name: file_name || type, key: file_key ?? '' }]);
    }
    default:
      return undefined;
  }
}

function wordsOf({ tag, text, href, user_id }: z.infer<typeof Node>): string {
  if (tag === 'at') return user_id ?? '';
  if (tag === 'a') return href && href !== text ? `${text ?? ''} (${href})` : (text ?? '');
  return text ?? '';
}

/** Replaces mention keys by names. Blanks are removed so that a name is one word; equal names get a number. */
function withNames(
  raw: string,
  mentions: readonly Mention[],
  ownId: string,
  files: readonly ContentFile[],
): MessageContent {
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
    raw
      .replace(/\r\n?/g, '\n')
      .replace(KEY, names)
      .replace(/^[\s:：,，]+/, '')
      .trim();
  return {
    text: say((key) => (key === '@_all' ? '@all' : (called.get(key) ?? ' '))),
    mentions: named,
    names,
    files,
    mentionsBot: namesUs,
    language: scriptOf(say(() => ' ')),
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
