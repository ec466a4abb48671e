import { FROM_PROVIDER } from '../field.ts';
import { flowYaml } from '../flow-yaml.ts';
import type { JsonSchema } from '../json-schema.ts';
import type { BookField } from './fields.ts';

/** Longer defaults and examples are told by the meaning of their field, not shown. */
const MOST_SHOWN = 90;

/** What may be written as the value of a field, in Markdown. Kinds that have a name are explained under "Kinds of values". */
export function allowedWords(schema: JsonSchema): string {
  if (schema.title) return schema.title;
  const words = choicesOf(schema);
  if (words) return words.map(code).join(', ');
  switch (schema.type) {
    case 'boolean':
      return '`true`, `false`';
    case 'integer':
      return `whole number${bounds(schema.minimum, schema.maximum)}`;
    case 'number':
      return `number${bounds(schema.minimum, schema.maximum)}`;
    case 'array':
      return `${listWords(schema.items)}${entries(schema)}`;
    case 'object':
      return mapWords(schema);
    default:
      return schema.maxLength === undefined ? 'text' : `text${upTo(schema.maxLength, 'letters')}`;
  }
}

/** The words of a choice, or of several that may be written in one place; undefined: it is no choice. */
function choicesOf({ enum: words, anyOf }: JsonSchema): readonly string[] | undefined {
  if (words || !anyOf) return words;
  const choices = anyOf.map(choicesOf);
  return choices.every((each) => each !== undefined) ? choices.flat() : undefined;
}

function listWords(items: JsonSchema['items']): string {
  if (typeof items !== 'object') return 'list';
  return items.properties ? 'list of maps of the fields below' : `list; each: ${allowedWords(items)}`;
}

function mapWords({ properties, propertyNames, additionalProperties }: JsonSchema): string {
  if (properties) return 'map of the fields below';
  const names = propertyNames?.enum?.map(code).join(', ') ?? propertyNames?.title ?? 'text';
  const value = typeof additionalProperties === 'object' ? additionalProperties : {};
  return `map; keys: ${names}; values: ${value.properties ? 'the fields below' : allowedWords(value)}`;
}

/** What counts where the field is left out, in Markdown. */
export function defaultWords({ schema, isNeeded }: BookField): string {
  if (schema.description?.includes(FROM_PROVIDER)) return "the provider's";
  if (schema.default === undefined) return isNeeded ? '**needed**' : '–';
  const isMapOfDefaults = schema.properties !== undefined;
  return isMapOfDefaults ? 'see below' : (shown(schema.default) ?? 'see meaning');
}

/** A value as an example in Markdown: `name: value`; undefined: its parts are the examples. */
export function exampleWords(name: string, schema: JsonSchema, value: unknown): string | undefined {
  if (holdsFields(schema) || value === undefined) return undefined;
  return shown({ [name]: value })?.replace(/^`\{ (.*) \}`$/, '`$1`');
}

/** Whether the value is a map of fields, or has such maps inside. */
function holdsFields({ properties, additionalProperties, items }: JsonSchema): boolean {
  const inside = [additionalProperties, items].filter((each) => typeof each === 'object');
  return properties !== undefined || inside.some((each) => each !== undefined && holdsFields(each));
}

function shown(value: unknown): string | undefined {
  const text = flowYaml(value);
  return text.length > MOST_SHOWN ? undefined : code(text);
}

function bounds(minimum: number | undefined, maximum: number | undefined): string {
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (minimum === undefined) return most === undefined ? '' : ` up to ${most}`;
  return most === undefined ? ` from ${minimum}` : `, ${minimum} to ${most}`;
}

function entries({ minItems, maxItems }: JsonSchema): string {
  if (maxItems === undefined) return minItems ? ', at least one' : '';
  return upTo(maxItems, 'entries');
}

function upTo(most: number, of: string): string {
  return `, up to ${most} ${of}`;
}

function code(text: string): string {
  return `\`${text}\``;
}
