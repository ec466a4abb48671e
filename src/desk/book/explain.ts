import type { z } from 'zod';
import { allowedFields, schemaAt } from './json-schema.ts';
import { wantedKind } from './kind.ts';
import { nearest } from './nearest.ts';
import type { FieldPath, Finding } from './problem.ts';

/** Turns an issue of zod into sentences for the author of the book: what is wrong, and what is allowed. */
export function explainIssue(issue: z.core.$ZodIssue): Finding[] {
  const path = issue.path as FieldPath;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: `unknown field; ${allowedFor(key, allowedFields(path))}`,
      }));
    case 'invalid_key':
      return [{ path, message: `${shown(issue.input)} cannot be a key: ${issue.issues[0]?.message ?? issue.message}` }];
    case 'invalid_value':
      return [
        {
          path,
          message: `${shown(issue.input)} is not allowed; ${allowedFor(String(issue.input), issue.values.map(String))}`,
        },
      ];
    case 'invalid_type':
      return [{ path, message: explainType(issue.expected, issue.input, path) }];
    case 'invalid_union':
      return explainUnion(path, issue);
    case 'too_small':
      return [
        {
          path,
          message: `${shown(issue.input)} is not allowed; it needs ${issue.minimum} or more${unit(issue.origin)}`,
        },
      ];
    case 'too_big':
      return [
        {
          path,
          message: `${shown(issue.input)} is not allowed; it takes ${issue.maximum} or fewer${unit(issue.origin)}`,
        },
      ];
    default:
      return [{ path, message: `${shown(issue.input)} is not allowed: ${issue.message}` }];
  }
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a pair',
  object: 'a map of fields',
  record: 'a map of keys',
};

/** Of a field that takes a text or a map: the mistakes of the form that was written, or both forms. */
function explainUnion(path: FieldPath, { errors, input }: z.core.$ZodIssueInvalidUnion): Finding[] {
  const meant = errors.find((issues) =>
    issues.every(({ code, path: within }) => code !== 'invalid_type' || within.length > 0),
  );
  if (meant) return meant.flatMap((issue) => explainIssue({ ...issue, path: [...path, ...issue.path] }));
  const fields = allowedFields(path).join(' and ');
  const wanted = `a text, or a map of ${fields}`;
  return [
    {
      path,
      message:
        input === undefined ? `missing; it needs ${wanted}` : `${shown(input)} is not allowed; it needs ${wanted}`,
    },
  ];
}

function explainType(expected: string, input: unknown, path: FieldPath): string {
  const wanted = wantedType(expected, path);
  if (input === undefined) return `missing; it needs ${wanted}`;
  return `${shown(input)} is not allowed; it needs ${wanted}${remedy(expected, input, path)}`;
}

function wantedType(expected: string, path: FieldPath): string {
  const fields = expected === 'object' ? allowedFields(path) : [];
  if (fields.length > 0) return `a map of fields: ${fields.join(', ')}`;
  const needed = expected === 'record' ? schemaAt([...path, 'each'])?.required : undefined;
  if (needed) return `a map of keys of your choice, each with ${needed.join(', ')}`;
  // A pair stands inside a kind of its own: the hours of a day.
  const title = schemaAt(expected === 'tuple' ? path.slice(0, -1) : path)?.title;
  return wantedKind(title) ?? TYPE_WORDS[expected] ?? expected;
}

/** What most often makes it right: quotes around a number that is meant as a text, brackets around a single entry. */
function remedy(expected: string, input: unknown, path: FieldPath): string {
  // A text of a certain form, such as a span, is no number in quotes.
  const isFree = expected === 'string' && schemaAt(path)?.pattern === undefined;
  if (isFree && typeof input === 'number') return '; put it in quotes';
  const isSingle = expected === 'array' && typeof input === 'string' && /^[\w-]{1,40}$/.test(input);
  return isSingle ? `; write [${input}]` : '';
}

/** The unit in which zod counts a text's or a list's length. */
function unit(origin: string): string {
  if (origin === 'string') return ' letters';
  return origin === 'array' ? ' entries' : '';
}

/** Lists what is allowed, beginning with what is close to the written word. */
export function allowedFor(written: string, allowed: readonly string[]): string {
  const meant = nearest(written, allowed);
  return `${meant === undefined ? '' : `did you mean "${meant}"? `}allowed: ${allowed.join(', ')}`;
}

/** The written value, shortened to fit one line. */
function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'a map';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}
