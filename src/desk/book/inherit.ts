import type { FieldPath } from './problem.ts';

/** What an entry of a section takes from the provider where it says nothing itself: field of the entry → of the provider. */
const INHERITED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  calendars: { timeZone: 'timeZone' },
  rotations: { timeZone: 'timeZone', calendar: 'officeCalendar' },
  policies: { officeCalendar: 'officeCalendar' },
  people: { language: 'language' },
  customers: { language: 'language' },
  channels: { language: 'language' },
};

/**
 * A book as written, completed with the zone, the language and the office calendar of its provider, so that these are
 * written once. Values of a wrong kind are passed on too: the schema refuses them where they stand.
 */
export function inheritFromProvider(content: unknown): unknown {
  if (!isMap(content) || !isMap(content.provider)) return content;
  const { provider } = content;
  const sections = Object.entries(content).map(([section, entries]) => {
    const fields = Object.entries(INHERITED[section] ?? {}).filter(([, from]) => provider[from] !== undefined);
    if (fields.length === 0 || !isMap(entries)) return [section, entries];
    const given = Object.fromEntries(fields.map(([field, from]) => [field, provider[from]]));
    const complete = (entry: unknown) => (isMap(entry) ? { ...given, ...entry } : entry);
    return [section, Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, complete(entry)]))];
  });
  return Object.fromEntries(sections);
}

/** Whether the value at a path is not written there, but taken over from the provider. */
export function isInherited(content: unknown, [section = '', key = '', field = '', ...below]: FieldPath): boolean {
  if (below.length > 0 || !isMap(content) || !isMap(content.provider)) return false;
  const from = INHERITED[section]?.[field];
  const entries = content[section];
  const entry = isMap(entries) ? entries[key] : undefined;
  return from !== undefined && content.provider[from] !== undefined && isMap(entry) && !Object.hasOwn(entry, field);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
