import { escapeText } from '../wire/escape-text.ts';

/** A part of a message as Slack sends it: a block, an element, a text. Its fields are read one by one. */
export type Node = Readonly<Record<string, unknown>>;

/** Where parts that can be read stand inside a part, in the order in which people see them. */
const PARTS = ['title', 'subtitle', 'text', 'body', 'description', 'fields', 'elements', 'accessory', 'actions'];

/** Slack nests three or four levels; more is no message of Slack's. */
const DEEPEST = 12;

/**
 * The words and links of a block (https://docs.slack.dev/reference/block-kit/blocks) in the markup that `decodeText`
 * reads: one text a paragraph, none for a divider, menu or input. A kind of block that is not known is looked through
 * for the usual parts.
 */
export function markupOfBlock(block: unknown, depth = 0): string[] {
  if (!isNode(block) || depth > DEEPEST) return [];
  const inside = (each: unknown) => markupOfBlock(each, depth + 1);
  switch (block.type) {
    case 'mrkdwn':
      return paragraph(textIn(block, 'text'));
    case 'plain_text':
    case 'raw_text':
    case 'markdown':
      return paragraph(asMarkup(textIn(block, 'text')));
    case 'rich_text':
      return listIn(block, 'elements').flatMap((each) => paragraph(markupOfRichText(each, '')));
    case 'context':
      return paragraph(listIn(block, 'elements').flatMap(inside).join(' '));
    case 'table':
      return listIn(block, 'rows').flatMap((row) =>
        paragraph((Array.isArray(row) ? row : []).flatMap(inside).join(' | ')),
      );
    case 'image':
      return paragraph(markupOfLink(textIn(block, 'image_url'), inside(block.title)[0] ?? textIn(block, 'alt_text')));
    case 'video':
      return [
        ...paragraph(markupOfLink(textIn(block, 'title_url'), inside(block.title)[0] ?? textIn(block, 'alt_text'))),
        ...inside(block.description),
      ];
    case 'button':
    case 'workflow_button':
      return paragraph(textIn(block, 'url') === '' ? '' : markupOfLink(textIn(block, 'url'), inside(block.text)[0]));
    default:
      return PARTS.flatMap((part) => [block[part]].flat()).flatMap(inside);
  }
}

/** A link with its label before it; only the address if there is no label. */
export function markupOfLink(url: string, label = ''): string {
  const address = escapeText(decodedOnce(url));
  if (url === '' || label === address) return label === '' ? address : label;
  return label === '' ? address : `${label} (${address})`;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text of a part; empty if it has none. */
export function textIn(node: Node, name: string): string {
  const value = node[name];
  return typeof value === 'string' ? value : '';
}

/** A list of a part; empty if it has none. */
export function listIn(node: Node, name: string): readonly unknown[] {
  const value = node[name];
  return Array.isArray(value) ? value : [];
}

function paragraph(markup: string): string[] {
  return markup.trim() === '' ? [] : [markup];
}

/** Text that Slack does not read as markup comes escaped or as it was typed: only the latter can have a bare sign. */
export function asMarkup(text: string): string {
  return /[<>]|&(?!(?:amp|lt|gt);)/.test(text) ? escapeText(text) : text;
}

function decodedOnce(url: string): string {
  return url.replaceAll('&amp;', '&');
}

/** A paragraph, list, quote or code block of a rich text. `indent` stands before the lines of a list inside a list. */
function markupOfRichText(element: unknown, indent: string): string {
  if (!isNode(element)) return '';
  const parts = listIn(element, 'elements');
  if (element.type === 'rich_text_list') {
    const from = typeof element.offset === 'number' ? element.offset + 1 : 1;
    const deeper = '  '.repeat(typeof element.indent === 'number' ? Math.min(element.indent, 8) : 0);
    const sign = (at: number) => (element.style === 'ordered' ? `${from + at}.` : '•');
    return parts.map((each, at) => `${indent}${deeper}${sign(at)} ${markupOfRichText(each, '')}`).join('\n');
  }
  const words = parts.map(markupOfInline).join('');
  return element.type === 'rich_text_preformatted' ? `\`\`\`${words}\`\`\`` : words.trimEnd();
}

function markupOfInline(element: unknown): string {
  if (!isNode(element)) return '';
  const text = asMarkup(textIn(element, 'text'));
  switch (element.type) {
    case 'link':
      return markupOfLink(textIn(element, 'url'), text);
    case 'user':
      return `<@${textIn(element, 'user_id')}>`;
    case 'channel':
      return `<#${textIn(element, 'channel_id')}>`;
    case 'usergroup':
      return `<!subteam^${textIn(element, 'usergroup_id')}>`;
    case 'broadcast':
      return `<!${textIn(element, 'range')}>`;
    case 'emoji':
      return `:${textIn(element, 'name')}:`;
    case 'date':
      return `<!date^${Number(element.timestamp)}^${DATE_FORMAT}|${asMarkup(textIn(element, 'fallback'))}>`;
    case 'color':
      return textIn(element, 'value');
    default:
      return text;
  }
}

/** Never shown: what is read of a date is its fallback. */
const DATE_FORMAT = '{date} {time}';
