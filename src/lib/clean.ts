/** Signs that no database, log or screen can hold: control characters but for the tab and the line feed. */
const UNHOLDABLE = /[\p{Cc}--[\n\t]]/gv;
/** All the ways to end a line but the line feed itself; programs that write documents use the vertical ones. */
const LINE_ENDS = /\r\n?|[\v\f\u0085]/g;
/** Parts that lie deeper are not ours: what chat platforms send is a tenth as deep. */
const MOST_DEPTH = 100;

/**
 * Text as a database, a log and a screen can hold it: whole characters (half of a pair becomes U+FFFD), line feeds at the
 * ends of lines, no other control characters but tabs. NUL is one of them: PostgreSQL refuses a text that has it.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(LINE_ENDS, '\n').replace(UNHOLDABLE, '');
}

/**
 * The same for everything that was parsed from outside: each text in it, names of fields too. What is nested more than
 * 100 deep becomes null. Takes and gives what `JSON.parse` gives. Never throws.
 */
export function cleanPayload(value: unknown): unknown {
  return cleanAt(value, 0);
}

function cleanAt(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === MOST_DEPTH) return null;
  if (Array.isArray(value)) return value.map((each) => cleanAt(each, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [cleanText(name), cleanAt(each, depth + 1)]));
}
