import { type Fields, isFields, textOf } from './fields.ts';

/** A file or picture in a message, with the key by which Feishu keeps it. */
export interface ContentFile {
  readonly name: string;
  readonly key: string;
}

/**
 * Reads a rich text: its title and lines with links, code and emoji, and the pictures and videos in it. Mentions stay
 * keys (`@_user_1`).
 */
export function readPost(content: Fields): { readonly text: string; readonly files: readonly ContentFile[] } {
  const post = inOneLanguage(content);
  const title = typeof post.title === 'string' ? post.title : '';
  const text = [title, linesOfPost(post.content)].filter((line) => line.trim() !== '').join('\n');
  const pictures = nodesIn(post.content).filter(({ tag }) => tag === 'img' || tag === 'media');
  const files = pictures.map(({ tag, image_key, file_key }) => ({
    name: String(tag),
    key: textOf(file_key) || textOf(image_key),
  }));
  return { text, files };
}

/** The words of a rich text's lines, without empty ones. */
export function linesOfPost(content: unknown): string {
  if (!Array.isArray(content)) return '';
  return content
    .map((line) => (Array.isArray(line) ? line : [line]).map(wordsOf).join(''))
    .map((line) => line.replace(/^\n+|\n+$/g, ''))
    .filter((line) => line.trim() !== '')
    .join('\n');
}

/** Posts of apps may hold one text per language; any of them says the same. */
function inOneLanguage(content: Fields): Fields {
  if ('content' in content || 'title' in content) return content;
  const known = [content.zh_cn, content.en_us, ...Object.values(content)];
  return known.find((each): each is Fields => isFields(each)) ?? content;
}

function wordsOf(node: unknown): string {
  if (!isFields(node)) return '';
  const { tag, href, user_id, emoji_type } = node;
  const text = textOf(node.text);
  switch (tag) {
    case 'at':
      return user_id === 'all' || user_id === 'all_members' ? '@all' : textOf(user_id);
    case 'a':
      return href && href !== text ? `${text} (${textOf(href)})` : text;
    case 'emotion':
      return `[${textOf(emoji_type)}]`;
    case 'code_block':
      return `\n${text.replace(/\n+$/, '')}\n`;
    case 'hr':
      return '\n---\n';
    case 'img':
    case 'media':
      return '';
    default:
      return text === '' ? nestedWords(node) : text;
  }
}

/** The words of a node that holds others, such as a list or a table: one line for each of them. */
function nestedWords(node: Fields): string {
  const lines = Object.values(node).flatMap((value) => (Array.isArray(value) ? value : []));
  return lines
    .map((line) => (Array.isArray(line) ? line.map(wordsOf).join(' ') : wordsOf(line)))
    .filter((line) => line.trim() !== '')
    .map((line) => `\n${line}`)
    .join('');
}

/** All nodes of a rich text, in order, with those that others hold. */
function nodesIn(value: unknown): readonly Fields[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (!isFields(value)) return [];
  return [value, ...Object.values(value).flatMap((inner) => (typeof inner === 'object' ? nodesIn(inner) : []))];
}
