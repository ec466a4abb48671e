import { cleanPayload, cleanText } from '../../../lib/clean.ts';
import { type Fields, isFields, textOf } from './fields.ts';

/** What can be read of a card. */
export interface CardContent {
  /** Its title and texts with the links in them, one a line; empty if none. */
  readonly text: string;
  /** Whether it shows pictures, which Feishu does not hand out. */
  readonly hasPictures: boolean;
}

/** What Feishu puts in the place of a card that it does not tell. */
const PLACEHOLDER = /^(请升级至最新版本客户端，以查看内容|please upgrade .*(client|version).*)$/i;
const TEXTS: readonly unknown[] = ['plain_text', 'lark_md', 'markdown', 'text', 'md'];
/** Where elements are, in the order in which a card shows them. */
const HOLDERS = [
  'header',
  'title',
  'subtitle',
  'text_tag_list',
  'body',
  'elements',
  'i18n_elements',
  'text',
  'fields',
  'columns',
  'actions',
  'extra',
] as const;
const LANGUAGES = ['zh_cn', 'en_us', 'ja_jp'];
/** Controls hold hints and choices, which say nothing about what happened. */
const CONTROLS: readonly unknown[] = [
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'multi_select_person',
  'date_picker',
  'picker_time',
  'picker_datetime',
  'overflow',
  'checker',
];

/**
 * Reads a card of any version, as its app sent it or as Feishu retells it: `{title, elements: [[…]]}`. Labels of buttons
 * are told only with the address that they open.
 */
export function readCard(content: Fields): CardContent {
  const card = asSent(content);
  const lines = linesOf(card)
    .flatMap((line) => line.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !PLACEHOLDER.test(line));
  return { text: cleanText(lines.join('\n')), hasPictures: hasPicture(card) };
}

/** The card's own JSON, where Feishu passes it on as text beside its own telling. */
function asSent(content: Fields): unknown {
  for (const whole of [content.user_dsl, content.json_card]) {
    if (typeof whole !== 'string') continue;
    try {
      return cleanPayload(JSON.parse(whole));
    } catch {
      // Then Feishu's own telling has to do.
    }
  }
  return content;
}

function linesOf(value: unknown): string[] {
  if (Array.isArray(value)) {
    // A list of lists holds paragraphs, each of parts that belong to one line.
    return value.flatMap((each) => (Array.isArray(each) ? [linesOf(each).join('')] : linesOf(each)));
  }
  if (!isFields(value)) return [];
  const { tag } = value;
  if (CONTROLS.includes(tag)) return [];
  if (tag === 'a') return [linkOf(textOf(value.text), textOf(value.href))];
  if (tag === 'at') return [value.user_name ? `@${textOf(value.user_name)}` : ''];
  if (tag === 'button') return buttonOf(value);
  if (tag === 'table') return tableOf(value);
  if (TEXTS.includes(tag)) return [plain(textOf(value.content) || textOf(value.text))];
  const own = [value.title, value.text].filter((text) => typeof text === 'string').map((text) => plain(textOf(text)));
  return [...own, ...HOLDERS.flatMap((name) => linesIn(name, value[name]))];
}

function linesIn(name: (typeof HOLDERS)[number], value: unknown): string[] {
  if (name !== 'i18n_elements' || !isFields(value)) return linesOf(value);
  const language = LANGUAGES.find((each) => value[each] !== undefined) ?? Object.keys(value)[0];
  return language === undefined ? [] : linesOf(value[language]);
}

function buttonOf(button: Fields): string[] {
  const behaviors = Array.isArray(button.behaviors) ? button.behaviors.filter(isFields) : [];
  const opened = behaviors.find(({ type }) => type === 'open_url');
  const multi = isFields(button.multi_url) ? button.multi_url : {};
  const url = textOf(button.url) || textOf(multi.url) || textOf(opened?.default_url);
  const label = isFields(button.text) ? textOf(button.text.content) : textOf(button.text);
  return url === '' ? [] : [linkOf(label, url)];
}

/** Each row of a table as a line: `column: value · column: value`. */
function tableOf({ columns, rows }: Fields): string[] {
  const heads = (Array.isArray(columns) ? columns : []).filter(isFields);
  const lines = (Array.isArray(rows) ? rows : []).filter(isFields);
  return lines.map((row) =>
    heads
      .map(({ name, display_name }) => [textOf(display_name) || textOf(name), cellOf(row[textOf(name)])] as const)
      .filter(([, cell]) => cell !== '')
      .map(([head, cell]) => `${head}: ${cell}`)
      .join(' · '),
  );
}

function cellOf(cell: unknown): string {
  if (Array.isArray(cell)) return cell.map(cellOf).join(', ');
  if (isFields(cell)) return textOf(cell.text) || textOf(cell.content);
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : plain(textOf(cell));
}

function linkOf(label: string, url: string): string {
  return label === '' || label === url ? url : url === '' ? label : `${label} (${url})`;
}

/** Markdown as plain words: links keep their address, and marks and tags of looks go. */
function plain(markdown: string): string {
  return markdown
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\((https?:[^)\s]+)\)/g, (_all, label: string, url: string) => linkOf(label, url))
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/?(?:font|text_tag|number_tag|at|person|local_datetime|link|b|i|u|s|raw)(?:\s[^>]*)?>/gi, '')
    .replace(/\*\*|~~|^#{1,6}\s+|^>\s?/gm, '')
    .replace(/&(lt|gt|amp|nbsp);/g, (_all, name: 'lt' | 'gt' | 'amp' | 'nbsp') => ENTITIES[name])
    .replace(/&#(\d{2,6});/g, (all, code: string) =>
      Number(code) <= 0xffff ? String.fromCharCode(Number(code)) : all,
    );
}

const ENTITIES = { lt: '<', gt: '>', amp: '&', nbsp: ' ' } as const;

function hasPicture(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasPicture);
  if (!isFields(value)) return false;
  return value.tag === 'img' || value.tag === 'img_combination' || Object.values(value).some(hasPicture);
}
