import { PAGE_WAYS } from '../../book/paging-rule.ts';

/**
 * Takes the words and files out of what the desk has stored about a case: for channels where a confidential customer's
 * words must not stand, and when they are deleted (E9). It keeps instants, numbers, levels and who acted. Texts are kept
 * only under the names listed here, so a new field with words is taken out without anyone thinking of it.
 */

/** Fields whose texts are keys, codes or ids, never a person's words. */
const CODES = new Set(
  (
    'kind what by status level assignee assigneeBefore customer site device serviceLevel way takenBy as how of purpose ' +
    'platform userId channelId threadId messageId teamId speaker group planApproval waitsFor waitsForPlan metric metrics ' +
    'provisional late raisedTo restarts was from to goLive paper after month owner asked askedBy ladder told category ' +
    'urgency degree about date skipped raised absent clause again'
  ).split(' '),
);
/** `why` is a code in some entries and a person's words in others. */
const WHYS = ['outage', 'overdue', 'manual'];
/** `wanted` is the way to page a person, and of a part what is missing, in a person's words. */
const WANTED: readonly string[] = PAGE_WAYS;
/** Lists of files: names, links and ids are taken out together. */
const FILES = ['files', 'photos', 'attached'];

/** Whether the text of a field is a key, a code or an id. */
export function isCode(name: string): boolean {
  return CODES.has(name);
}

/** Whether a field is a list of files. */
export function isFileList(name: string): boolean {
  return FILES.includes(name);
}

export interface Wordless {
  /** The customer's people who acted: kept as the record of who agreed to what, or taken out too. */
  readonly names: 'kept' | 'left out';
  /** Tells a key of the book (a person, a level) from words; such a text is kept wherever it stands. */
  isKey(text: string): boolean;
}

/** The same value without words and files: texts become empty, lists of files too. Plain JSON data only. */
export function withoutWords<T>(value: T, options: Wordless): T {
  return strip('', value, options) as T;
}

function strip(name: string, value: unknown, options: Wordless): unknown {
  if (typeof value === 'string') return isKept(name, value, options) ? value : '';
  if (Array.isArray(value)) return isFileList(name) ? [] : value.map((each) => strip(name, each, options));
  if (value === null || typeof value !== 'object') return value;
  const fields = Object.entries(value).filter(([field]) => field !== 'who' || options.names === 'kept');
  return Object.fromEntries(fields.map(([field, each]) => [field, strip(field, each, options)]));
}

function isKept(name: string, text: string, { names, isKey }: Wordless): boolean {
  if (name === 'who') return names === 'kept';
  if (name === 'why') return WHYS.includes(text);
  if (name === 'wanted') return WANTED.includes(text);
  return CODES.has(name) || isKey(text);
}
