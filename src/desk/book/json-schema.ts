import { z } from 'zod';
import { FROM_PROVIDER } from './field.ts';
import type { FieldPath } from './problem.ts';
import { BookSource } from './schema.ts';

/** The part of JSON Schema that a service book needs. */
export interface JsonSchema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly propertyNames?: JsonSchema;
  readonly items?: JsonSchema | boolean;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
}

/** The JSON Schema of a service book for editors, without defaults. `presets/book.schema.json` is made from it. */
export function bookJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(BookSource, {
    io: 'input',
    // What stands there if neither the entry nor the provider says anything is no default of the entry.
    override: ({ jsonSchema }) => {
      if (jsonSchema.description?.includes(FROM_PROVIDER)) delete jsonSchema.default;
    },
  });
  return { title: 'Deskbell service book', ...schema } as JsonSchema;
}

/** Made once: a book with many mistakes asks for it at each. */
let schemaOfBook: JsonSchema | undefined;

/** What may stand at a path; undefined: the book has no such place. */
export function schemaAt(path: FieldPath): JsonSchema | undefined {
  schemaOfBook ??= bookJsonSchema();
  let schema: JsonSchema | undefined = schemaOfBook;
  for (const part of path) schema = schema && below(schema, part);
  return schema;
}

/** The field names that are allowed in the map at a path; empty if any name is, or if it is not a map. */
export function allowedFields(path: FieldPath): readonly string[] {
  const schema = schemaAt(path);
  return schema?.propertyNames?.enum ?? Object.keys(mapOf(schema)?.properties ?? {});
}

/** The map, where a field takes a map or a text. */
function mapOf(schema: JsonSchema | undefined): JsonSchema | undefined {
  return schema?.anyOf?.find(({ properties }) => properties !== undefined) ?? schema;
}

function below(schema: JsonSchema, part: string | number): JsonSchema | undefined {
  const map = mapOf(schema);
  const next = typeof part === 'number' ? schema.items : (map?.properties?.[part] ?? map?.additionalProperties);
  return typeof next === 'object' ? next : undefined;
}
