import type { Language } from '../../../lib/language.ts';
import { plainWord } from '../../../lib/plain-text.ts';

/** The sheets and columns of a spreadsheet that is imported into a service book, with their headings. */

/** How a cell is read. */
export type CellKind = 'text' | 'number' | 'date' | 'roles' | 'language' | 'serials';

export interface Column {
  /** Its field in the book; `customer`, `site`, `nameEn` and the like are put together by `place.ts`. */
  readonly field: string;
  readonly zh: string;
  readonly en: string;
  readonly kind: CellKind;
  /** Whether the sheet must have it. */
  readonly isNeeded?: true;
}

export interface SheetRule {
  readonly zh: string;
  readonly en: string;
  readonly columns: readonly Column[];
}

const KEY = { field: 'key', zh: '编号', en: 'Key', kind: 'text' } as const;
const NAME = { field: 'name', zh: '名称', en: 'Name', kind: 'text', isNeeded: true } as const;
const NAME_EN = { field: 'nameEn', zh: '英文名称', en: 'English name', kind: 'text' } as const;
const CUSTOMER = { field: 'customer', zh: '客户', en: 'Customer', kind: 'text', isNeeded: true } as const;
const LANGUAGE = { field: 'language', zh: '语言', en: 'Language', kind: 'language' } as const;
const PHONE = { field: 'phone', zh: '电话', en: 'Phone', kind: 'text' } as const;
const SLACK = { field: 'slack', zh: 'Slack 账号', en: 'Slack id', kind: 'text' } as const;
const FEISHU = { field: 'feishu', zh: '飞书账号', en: 'Feishu id', kind: 'text' } as const;

/** In the order in which they are read: a later sheet names entries of an earlier one. */
export const SHEETS = {
  customers: {
    ...{ zh: '客户', en: 'Customers' },
    columns: [
      KEY,
      NAME,
      NAME_EN,
      { field: 'policy', zh: '服务方案', en: 'Policy', kind: 'text' },
      { field: 'serviceLevel', zh: '服务级别', en: 'Service level', kind: 'text' },
      LANGUAGE,
      { field: 'contractFrom', zh: '合同开始', en: 'Contract from', kind: 'date' },
      { field: 'contractUntil', zh: '合同结束', en: 'Contract until', kind: 'date' },
      { field: 'slackChannel', zh: 'Slack 频道', en: 'Slack channel', kind: 'text' },
      { field: 'feishuChannel', zh: '飞书群', en: 'Feishu group', kind: 'text' },
    ],
  },
  sites: {
    ...{ zh: '站点', en: 'Sites' },
    columns: [
      CUSTOMER,
      KEY,
      NAME,
      NAME_EN,
      { field: 'distanceKm', zh: '距离（公里）', en: 'Distance (km)', kind: 'number' },
      { field: 'travel', zh: '路程时间', en: 'Travel time', kind: 'text' },
    ],
  },
  devices: {
    ...{ zh: '设备', en: 'Devices' },
    columns: [
      CUSTOMER,
      { field: 'site', zh: '站点', en: 'Site', kind: 'text' },
      KEY,
      NAME,
      NAME_EN,
      { field: 'class', zh: '类别', en: 'Class', kind: 'text' },
      { field: 'model', zh: '型号', en: 'Model', kind: 'text' },
      { field: 'serial', zh: '序列号', en: 'Serial number', kind: 'serials' },
      { field: 'count', zh: '数量', en: 'Count', kind: 'number' },
      { field: 'warrantyUntil', zh: '质保截止', en: 'Warranty until', kind: 'date' },
    ],
  },
  people: {
    ...{ zh: '人员', en: 'People' },
    columns: [
      KEY,
      NAME,
      NAME_EN,
      { field: 'roles', zh: '角色', en: 'Roles', kind: 'roles' },
      PHONE,
      LANGUAGE,
      SLACK,
      FEISHU,
    ],
  },
  contacts: {
    ...{ zh: '联系人', en: 'Contacts' },
    columns: [CUSTOMER, NAME, NAME_EN, PHONE, SLACK, FEISHU],
  },
} as const satisfies Readonly<Record<string, SheetRule>>;

export type SheetKind = keyof typeof SHEETS;
export const SHEET_KINDS = Object.keys(SHEETS) as SheetKind[];

/** The sheet that is called so, by its key or its name in either language; undefined: none. */
export function sheetCalled(name: string): SheetKind | undefined {
  const wanted = plainHeading(name);
  return SHEET_KINDS.find((kind) =>
    [kind, SHEETS[kind].zh, SHEETS[kind].en].some((each) => plainHeading(each) === wanted),
  );
}

/** The column under a heading, by its field or its name in either language; undefined: none. */
export function columnUnder(kind: SheetKind, heading: string): Column | undefined {
  const wanted = plainHeading(heading);
  const columns: readonly Column[] = SHEETS[kind].columns;
  return columns.find(({ field, zh, en }) => [field, zh, en].some((each) => plainHeading(each) === wanted));
}

/** A heading without what people add to one: blanks, dashes, stars, what stands in brackets. */
function plainHeading(text: string): string {
  return plainWord(text.replaceAll(/[(（[【].*?[)）\]】]/gu, '')).replaceAll(/[\s_*:.-]/gu, '');
}

/** How a column or a sheet is called in the language of the answer. */
export function headingOf({ zh, en }: Pick<Column, 'zh' | 'en'>, language: Language): string {
  return language === 'zh-CN' ? zh : en;
}
