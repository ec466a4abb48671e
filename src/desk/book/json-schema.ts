import { z } from 'zod';
import type { FieldPath } from './problem.ts';
import { BookSource } from './schema.ts';

/** The part of JSON Schema that a service book needs. */
export interface JsonSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly propertyNames?: JsonSchema;
  readonly items?: JsonSchema | boolean;
  readonly enum?: readonly string[];
}

/** The JSON Schema of a service book for editors, without defaults. `presets/book.schema.json` is made from it. */
export function bookJsonSchema(): JsonSchema {
  return { title: 'Deskbell service book', ...z.toJSONSchema(BookSource, { io: 'input' }) } as JsonSchema;
}

/** The field names that are allowed in the map at a path; empty if any name is, or if it is not a map. */
export function allowedFields(path: FieldPath): readonly string[] {
  let schema: JsonSchema | undefined = bookJsonSchema();
  for (const part of path) schema = schema && below(schema, part);
  return schema?.propertyNames?.enum ?? Object.keys(schema?.properties ?? {});
}

function below(schema: JsonSchema, part: string | number): JsonSchema | undefined {
  const next = typeof part === 'number' ? schema.items : (schema.properties?.[part] ?? schema.additionalProperties);
  return typeof next === 'object' ? next : undefined;
}
