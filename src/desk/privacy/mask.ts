import { isCode, isFileList, type Wordless, withoutWords } from '../ticket/case/wordless.ts';
import type { Traces } from './traces.ts';
import { createWhose, isEntry, isPlain, type Plain, SAYERS, type Written } from './whose.ts';

/**
 * Takes a person, or everything a customer said, out of stored JSON: pure functions. What a person wrote goes as a whole; in
 * what others wrote, their names, numbers and accounts are replaced. Instants, kinds, levels and keys stay.
 */
export interface Mask {
  /** A value with what is to go taken out. The value itself is left as it is; equal JSON: nothing was in it. */
  value(value: object): object;
  /** The data of an entry of a log. `isOwn`: the case is that person's, so that its customer's words are theirs. */
  entry(entry: Written, isOwn: boolean): object;
  /** Whether a case with these facts was reported by that person, or is to go as a whole. */
  owns(facts: object): boolean;
  /** Ids of uploaded files that went so far, and of files that the desk made. */
  readonly files: ReadonlySet<string>;
  readonly made: ReadonlySet<number>;
}

/** In place of a title that went: no language needs another. */
const NO_TITLE = '—';
/** A word of theirs this long is found inside other texts too, such as the line of a card. */
const LONG = 8;

/** The mask for one person. `isKey` tells the book's keys from words. */
export function createPersonMask(traces: Traces, isKey: Wordless['isKey']): Mask {
  const { pseudonym, accounts, names, contacts } = traces;
  const options: Wordless = { names: 'kept', isKey };
  const gone = createGone();
  const ids = accounts.map(({ userId }) => userId);
  const everywhere = finder([...contacts, ...ids]);
  const anywhere = finder([...names, ...contacts, ...ids]);
  const { isAccount, isThem, isTheirs, isTheirEntry } = createWhose(traces);

  const text = (name: string, said: string): string => {
    if (isKey(said)) return said;
    const found = isCode(name) ? everywhere : anywhere;
    return gone.without(found ? said.replace(found, pseudonym) : said);
  };
  const walk = (name: string, value: unknown): unknown => {
    if (typeof value === 'string') return text(name, value);
    if (Array.isArray(value)) return list(name, value);
    if (!isPlain(value)) return value;
    if (isEntry(value)) return { ...value, data: entry(value, false) };
    return isTheirs(value) ? fields(gone.strip(value, options)) : fields(value);
  };
  const list = (name: string, value: readonly unknown[]) => {
    const left = value.filter((each) => !isAccount(each) && !(typeof each === 'string' && ids.includes(each)));
    const others = isFileList(name) ? left.filter((file) => !gone.takeMade(file)) : left;
    return others.map((each) => walk(name, each));
  };
  /** An account of theirs is left out, and with it the private place where they would be answered. */
  const fields = (value: Plain): Plain => {
    const isPrivate = isAccount(value.complainer);
    const kept = Object.entries(value).filter(([field, each]) => !(SAYERS.includes(field) && isAccount(each)));
    const named = [value.name, value.contact, value.agreedWith].some((each) => names.some((name) => each === name));
    return Object.fromEntries(
      kept
        .filter(([field]) => !(isPrivate && field === 'answerIn'))
        .map(([field, each]) => [field, named && field === 'phone' ? '' : walk(field, each)]),
    );
  };
  function entry({ by, data }: Written, isOwn: boolean): Plain {
    const own = isTheirEntry({ by, data }, isOwn);
    return fields(own ? gone.strip(data as Plain, options) : (data as Plain));
  }
  // A stored state as a whole is no one's statement; of a mail that belongs to no case it has the sender's subject.
  const root = (value: Plain) =>
    typeof value.from === 'string' && contacts.includes(value.from) ? { ...value, title: NO_TITLE } : value;
  const owns = (facts: object) => SAYERS.some((field) => isThem((facts as Plain)[field]));
  return { value: (value) => fields(root(value as Plain)), entry, owns, ...gone.sets };
}

/** The mask for everything that a customer's cases say: all words, of both sides. Accounts and names of their people go too. */
export function createCustomerMask(isKey: Wordless['isKey']): Mask {
  const options: Wordless = { names: 'left out', isKey };
  const gone = createGone();
  const isGone = (field: string, value: unknown) =>
    ['reporters', 'answerIn'].includes(field) || (isPlain(value) && 'userId' in value);
  const without = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(without);
    if (!isPlain(value)) return value;
    const kept = Object.entries(value).filter(([field, each]) => !isGone(field, each));
    return Object.fromEntries(kept.map(([field, each]) => [field, without(each)]));
  };
  const all = (value: object) => without(gone.strip(value as Plain, options)) as object;
  return { value: all, entry: ({ data }) => all(data), owns: () => true, ...gone.sets };
}

/** Remembers the words and files that were taken out, so that copies of them are found elsewhere. */
function createGone() {
  const words = new Set<string>();
  const files = new Set<string>();
  const made = new Set<number>();
  const note = (name: string, before: unknown, after: unknown): void => {
    if (typeof before === 'string') {
      if (before !== after && before.length > 1) words.add(before);
    } else if (Array.isArray(before)) {
      const left = Array.isArray(after) ? after : [];
      const isFiles = isFileList(name) && left.length === 0;
      for (const [index, each] of before.entries()) {
        if (isFiles) takeFile(each);
        else note(name, each, left[index]);
      }
    } else if (isPlain(before)) {
      const left = isPlain(after) ? after : {};
      for (const [field, each] of Object.entries(before)) note(field, each, left[field]);
    }
  };
  const takeFile = (file: unknown): void => {
    if (!isPlain(file) || takeMade(file)) return;
    const { id, kept } = file;
    const own = isPlain(kept) ? kept.id : id;
    if (typeof own === 'string') files.add(own);
  };
  /** A file that the desk made prints names and words of the whole case. */
  const takeMade = (file: unknown): boolean => {
    if (!isPlain(file) || file.from !== 'desk' || typeof file.id !== 'number') return false;
    made.add(file.id);
    return true;
  };
  return {
    sets: { files, made } as const,
    takeMade,
    strip(value: Plain, options: Wordless): Plain {
      const left = titled(value, withoutWords(value, options)) as Plain;
      note('', value, left);
      return left;
    },
    without(said: string): string {
      if (words.has(said)) return '';
      let left = said;
      for (const word of words) if (word.length >= LONG) left = left.replaceAll(word, '…');
      return left;
    },
  };
}

function titled(before: unknown, after: unknown): unknown {
  if (Array.isArray(after) && Array.isArray(before)) return after.map((each, index) => titled(before[index], each));
  if (!isPlain(after) || !isPlain(before)) return after;
  return Object.fromEntries(
    Object.entries(after).map(([field, each]) => [
      field,
      field === 'title' && each === '' && before[field] !== '' ? NO_TITLE : titled(before[field], each),
    ]),
  );
}

/** One pattern for all of these; Latin letters count as whole words, Chinese signs anywhere. undefined: there are none. */
function finder(texts: readonly string[]): RegExp | undefined {
  if (texts.length === 0) return undefined;
  const longestFirst = [...texts].sort((one, other) => other.length - one.length);
  const isLatin = /[\p{Script=Latin}\p{N}]/u;
  const parts = longestFirst.map((each) => {
    const before = isLatin.test(each[0] ?? '') ? '(?<![\\p{Script=Latin}\\p{N}])' : '';
    const after = isLatin.test(each.at(-1) ?? '') ? '(?![\\p{Script=Latin}\\p{N}])' : '';
    return `${before}${each.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}${after}`;
  });
  return new RegExp(parts.join('|'), 'giu');
}
