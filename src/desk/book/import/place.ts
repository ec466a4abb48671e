import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import { plainWord } from '../../../lib/plain-text.ts';
import { nearest } from '../nearest.ts';
import type { FieldPath } from '../problem.ts';
import { channelEdits } from './channel.ts';
import { SHEETS, type SheetKind } from './columns.ts';
import {
  callsOf,
  changesOf,
  contactOf,
  customerOf,
  deviceOf,
  type Edit,
  type Fields,
  freeKey,
  isMap,
  onlyPolicy,
  personOf,
  siteOf,
} from './entry.ts';
import { createIndexes, type Index } from './index-of.ts';
import type { SheetProblem } from './problem.ts';
import type { ReadRow } from './row.ts';
import { giveSites } from './sites.ts';

/** Puts the rows of a spreadsheet into a book as it is written: which entry each row means, and what it changes there. */

/** What became of a row. */
type Outcome = 'added' | 'changed' | 'same';

export interface Placed {
  /** The book with the rows in it. */
  readonly content: Fields;
  /** In order; made one after the other on the book of before they give `content`. */
  readonly edits: readonly Edit[];
  /** The row of each entry, by its path as JSON. */
  readonly rowOf: ReadonlyMap<string, ReadRow>;
  readonly counts: Readonly<Record<SheetKind, Record<Outcome, number>>>;
  readonly problems: readonly SheetProblem[];
  /** What was decided for the author, in words. */
  readonly notes: readonly string[];
}

/**
 * A row means the entry of its key, or without a key the one of its name. Empty cells leave a field as it is, and nothing
 * is removed. `rows` come sheet by sheet, in the order of `SHEETS`.
 */
export function placeRows(written: unknown, rows: readonly ReadRow[], language: Language): Placed {
  const content = structuredClone(written) as Fields;
  const board = createBoard(content, language);
  const isPlace = ({ kind }: ReadRow) => kind === 'customers' || kind === 'sites';
  for (const row of rows.filter(isPlace)) board.put(row);
  const notes = giveSites(board.edits, language);
  for (const row of rows.filter((each) => !isPlace(each))) board.put(row);
  const { edits, rowOf, counts, problems } = board;
  return { content, edits, rowOf, counts, problems, notes };
}

function createBoard(content: Fields, language: Language) {
  const edits: Edit[] = [];
  const rowOf = new Map<string, ReadRow>();
  const problems: SheetProblem[] = [];
  const counts = Object.fromEntries(
    Object.keys(SHEETS).map((kind) => [kind, { added: 0, changed: 0, same: 0 }]),
  ) as Record<SheetKind, Record<Outcome, number>>;
  const indexOf = createIndexes();

  function put(row: ReadRow): void {
    const { customer: owner, ...fields } = row.fields;
    const name = fields.name;
    if (typeof name !== 'string') {
      wrong(row, 'name', t(language, 'import.cell.needed'));
      return;
    }
    if (row.kind === 'customers' || row.kind === 'people') {
      putKeyed(row, row.kind, fields);
      return;
    }
    const key = customerKey(row, owner);
    if (key === undefined) return;
    const customer = (content.customers as Fields)[key] as Fields;
    const list = { sites: 'sites', devices: 'devices', contacts: 'people' }[row.kind];
    putListed(row, { customer, list, path: ['customers', key, list] }, fields);
  }

  /** Into a section whose entries have keys: customers, people. */
  function putKeyed(row: ReadRow, section: 'customers' | 'people', fields: Fields): void {
    if (!isMap(content[section])) content[section] = {};
    const entries = content[section] as Fields;
    const index = indexOf(entries, () => Object.entries(entries));
    const own = typeof fields.key === 'string' ? fields.key : undefined;
    const known = own ?? index.byName.get(plainWord(String(fields.name)));
    const key =
      known ??
      freeKey(
        String(fields.nameEn ?? fields.name),
        section === 'people' ? 'person' : 'customer',
        index.lastOf,
        (each) => Object.hasOwn(entries, each),
      );
    const path = [section, key];
    if (isTwice(row, path)) return;
    index.byName.set(plainWord(String(fields.name)), key);
    const before = Object.hasOwn(entries, key) ? entries[key] : undefined;
    const given = section === 'people' ? personOf(fields) : customerOf(fields);
    const whole = section === 'customers' && before === undefined ? { ...onlyPolicy(content), ...given } : given;
    if (section === 'customers' && before === undefined && whole.policy === undefined) {
      const allowed = Object.keys(isMap(content.policies) ? content.policies : {});
      wrong(row, 'policy', t(language, 'import.cell.policy-needed', { allowed: allowed.join(', ') }));
      return;
    }
    const outcome = settle(row, path, before, whole, (entry) => {
      entries[key] = entry;
    });
    const hasChannel = section === 'customers' && putChannels(row, key, fields, given.name);
    counts[section][hasChannel && outcome === 'same' ? 'changed' : outcome] += 1;
  }

  /** The channels that a row of a customer names, and whether they are new to the book. */
  function putChannels(row: ReadRow, customer: string, fields: Fields, name: unknown): boolean {
    if (!isMap(content.channels)) content.channels = {};
    const channels = content.channels as Fields;
    const asked = channelEdits(channels, customer, fields, name);
    for (const each of asked) {
      if ('several' in each) {
        wrong(row, each.field, t(language, 'import.cell.several-channels', { keys: each.several.join(', ') }));
        continue;
      }
      const { path, value, channel, entry, field } = each;
      channels[channel] = entry;
      edits.push({ path, value });
      rowOf.set(JSON.stringify(['channels', channel]), { ...row, under: field });
    }
    return asked.length > 0;
  }

  /** Into a list of a customer: sites, devices, contacts. */
  function putListed(
    row: ReadRow,
    { customer, list, path }: { readonly customer: Fields; readonly list: string; readonly path: FieldPath },
    fields: Fields,
  ): void {
    if (!Array.isArray(customer[list])) customer[list] = [];
    const entries = customer[list] as Fields[];
    const index = indexOf(entries, () => entries.map((entry, at) => [String(entry.key ?? at), entry]));
    const at = (key: string | undefined) => (key === undefined ? undefined : index.places.get(key));
    const given = typeof fields.key === 'string' ? fields.key : undefined;
    const [called] = callsOf(fields);
    const place = at(given ?? index.byName.get(called ?? '')) ?? entries.length;
    const before = entries[place];
    const isContact = row.kind === 'contacts';
    const kind = row.kind === 'sites' ? 'site' : 'device';
    const known = typeof before?.key === 'string' ? before.key : undefined;
    const key =
      given ??
      known ??
      freeKey(String(fields.nameEn ?? fields.name), kind, index.lastOf, (each) => index.places.has(each));
    if (isTwice(row, [...path, place])) return;
    const site = row.kind === 'devices' ? siteKey(row, customer, fields.site) : undefined;
    if (row.kind === 'devices' && site === undefined && before === undefined) return;
    index.places.set(isContact ? String(place) : key, place);
    for (const each of callsOf(fields)) index.byName.set(each, isContact ? String(place) : key);
    const entry = isContact
      ? contactOf(fields)
      : { key, ...(row.kind === 'devices' ? deviceOf(fields, site) : siteOf(fields)) };
    const outcome = settle(row, [...path, place], before, entry, (settled) => {
      entries[place] = settled as Fields;
    });
    counts[row.kind][outcome] += 1;
  }

  /** Writes an entry down, whole where it is new, else the fields that differ. */
  function settle(
    row: ReadRow,
    path: FieldPath,
    before: unknown,
    given: Fields,
    save: (entry: unknown) => void,
  ): Outcome {
    rowOf.set(JSON.stringify(path), row);
    if (!isMap(before)) {
      save(given);
      edits.push({ path, value: given });
      return 'added';
    }
    const changed = changesOf(before, given);
    const fields = Object.entries(changed);
    edits.push(...fields.map(([field, value]) => ({ path: [...path, field], value })));
    if (fields.length > 0) save({ ...before, ...changed });
    return fields.length > 0 ? 'changed' : 'same';
  }

  function isTwice(row: ReadRow, path: FieldPath): boolean {
    const earlier = rowOf.get(JSON.stringify(path));
    if (!earlier) return false;
    wrong(row, undefined, t(language, 'import.row.twice', { row: earlier.row }));
    return true;
  }

  function customerKey(row: ReadRow, word: unknown): string | undefined {
    const customers = isMap(content.customers) ? content.customers : {};
    if (word === undefined) return wrong(row, 'customer', t(language, 'import.cell.needed'));
    return found(
      row,
      'customer',
      String(word),
      indexOf(customers, () => Object.entries(customers)),
      (key) => Object.hasOwn(customers, key),
    );
  }

  /** A device of a customer with one site need not name it. */
  function siteKey(row: ReadRow, customer: Fields, word: unknown): string | undefined {
    const sites = Array.isArray(customer.sites) ? (customer.sites as Fields[]) : [];
    if (word === undefined && sites.length === 1) return String(sites[0]?.key);
    if (word === undefined) return wrong(row, 'site', t(language, 'import.cell.needed'));
    const index = indexOf(sites, () => sites.map((entry) => [String(entry.key), entry]));
    return found(row, 'site', String(word), index, (key) => index.places.has(key));
  }

  function found(
    row: ReadRow,
    field: string,
    word: string,
    { byName, places }: Index,
    has: (key: string) => boolean,
  ): string | undefined {
    const key = has(word) ? word : byName.get(plainWord(word));
    if (key !== undefined) return key;
    const meant = nearest(plainWord(word), [...places.keys(), ...byName.keys()]);
    return wrong(
      row,
      field,
      t(language, meant ? 'import.cell.unknown-near' : 'import.cell.unknown', { value: word, meant: meant ?? '' }),
    );
  }

  function wrong(row: ReadRow, field: string | undefined, text: string): undefined {
    const columns = SHEETS[row.kind].columns;
    const column = columns.find((each) => each.field === field);
    problems.push({
      ...{ sheet: row.sheet, row: row.row, text },
      column: column && (language === 'zh-CN' ? column.zh : column.en),
    });
  }

  return { put, edits, rowOf, counts, problems };
}
