import { z } from 'zod';
import type { FieldPath } from './problem.ts';
import { BookSource } from './schema.ts';

/** As much of JSON Schema as a service book needs. */
export interface JsonSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly propertyNames?: JsonSchema;
  readonly items?: JsonSchema | boolean;
  readonly enum?: readonly string[];
}

/** The service book for editors: what may be written, defaults left out. Its file is `presets/book.schema.json`. */
export function bookJsonSchema(): JsonSchema {
  return { title: 'Deskbell service book', ...z.toJSONSchema(BookSource, { io: 'input' }) } as JsonSchema;
}

/** The names that may stand as fields of the map at this path; empty where they are free or it is no map. */
export function allowedFields(path: FieldPath): readonly string[] {
  let schema: JsonSchema | undefined = bookJsonSchema();
  for (const part of path) schema = schema && below(schema, part);
  return schema?.propertyNames?.enum ?? Object.keys(schema?.properties ?? {});
}

function below(schema: JsonSchema, part: string | number): JsonSchema | undefined {
  const next = typeof part === 'number' ? schema.items : (schema.properties?.[part] ?? schema.additionalProperties);
  return typeof next === 'object' ? next : undefined;
}
