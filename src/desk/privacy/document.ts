import type { Language } from '../../lib/language.ts';
import type { Fate, Holding } from './holding.ts';
import { HOLDINGS } from './holdings.ts';

/** The holdings as the table of docs/privacy.md; test/house/privacy.test.ts holds the page to it. */

const FATES: Readonly<Record<Fate, Readonly<Record<Language, string>>>> = {
  goes: { en: 'rows go', 'zh-CN': '删除' },
  masked: { en: 'masked', 'zh-CN': '抹去' },
  case: { en: 'masked with the case', 'zh-CN': '随工单抹去' },
  kept: { en: '–', 'zh-CN': '–' },
};

const HEADINGS: Readonly<Record<Language, readonly string[]>> = {
  en: ['Table', 'What it is, and why', 'Words and accounts in', 'Person forgotten', 'Customer forgotten', 'Kept'],
  'zh-CN': ['表', '内容与用途', '含文字或账号的列', '遗忘个人', '遗忘客户', '保留'],
};

/** In Markdown, a row for each table, the tables in the order of the list. */
export function holdingsTable(language: Language): string {
  const headings = HEADINGS[language];
  const rows = Object.entries(HOLDINGS).map(([table, holding]) => rowOf(table, holding, language));
  return [headings, headings.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function rowOf(table: string, { what, columns, person, customer, until }: Holding, language: Language): string[] {
  const side = language === 'en' ? 'en' : 'zh';
  const words = Object.keys(columns).filter((column) => columns[column] === 'words' || columns[column] === 'account');
  const forGood = language === 'en' ? 'for good' : '长期';
  const kept = until === undefined ? forGood : typeof until === 'string' ? `\`${until}\`` : until[side];
  return [
    `\`${table}\``,
    what[side],
    words.map((column) => `\`${column}\``).join(' ') || '–',
    FATES[person][language],
    FATES[customer][language],
    kept,
  ];
}
