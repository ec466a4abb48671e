import { bookJsonSchema, type JsonSchema } from '../json-schema.ts';

/** Stands in a path for a key that the author chooses: `['policies', ANY_KEY, 'name']`. */
export const ANY_KEY = '…';
/** Stands in a path for each entry of a list. */
export const EACH = '[]';

/** A field of the service book. */
export interface BookField {
  /** From the top of the book, with `ANY_KEY` and `EACH`. */
  readonly path: readonly string[];
  readonly schema: JsonSchema;
  /** Whether a book, or the map in which the field stands, is refused without it. */
  readonly isNeeded: boolean;
}

/** Every field of the book, each before the fields inside it. The `zh` and `en` of a name count as its value. */
export function listBookFields(): BookField[] {
  return [...fieldsIn(bookJsonSchema(), [])];
}

function* fieldsIn(schema: JsonSchema, path: readonly string[]): Iterable<BookField> {
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const at = [...path, name];
    yield { path: at, schema: field, isNeeded: schema.required?.includes(name) ?? false };
    yield* fieldsIn(field, at);
  }
  if (typeof schema.additionalProperties === 'object') yield* fieldsIn(schema.additionalProperties, [...path, ANY_KEY]);
  if (typeof schema.items === 'object') yield* fieldsIn(schema.items, [...path, EACH]);
}

/** The path as people read it: `policies.….levels[].key`. */
export function pathText(path: readonly string[]): string {
  return path.map((part, i) => (part === EACH || i === 0 ? part : `.${part}`)).join('');
}

/** The first value that a book has at a path; undefined: it has none. */
export function firstValueAt(content: unknown, path: readonly string[]): unknown {
  const [part, ...rest] = path;
  if (part === undefined) return content;
  if (typeof content !== 'object' || content === null) return undefined;
  const below =
    part === ANY_KEY || part === EACH
      ? Object.values(content)
      : [Object.entries(content).find(([key]) => key === part)?.[1]];
  return below.map((each) => firstValueAt(each, rest)).find((value) => value !== undefined);
}
