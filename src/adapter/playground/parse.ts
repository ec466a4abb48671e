import type { ChatPerson } from '../../chat/event.ts';
import type { FormField } from '../../chat/form.ts';
import type { ChatPlace } from '../../chat/place.ts';
import { writeInstant } from '../../lib/instant.ts';
import { countChars } from './limits.ts';
import type { PlaygroundPerson } from './workspace.ts';
import { instantOfWall } from './zone.ts';

export const PLATFORM = 'playground';

/** Text for Deskbell. `slash`: a slash command, which only its author sees, as in other chats. */
export interface Words {
  readonly word: 'fault' | 'complaint' | 'desk' | '';
  readonly text: string;
  readonly slash: boolean;
}

/** Chinese needs no space after the word: `/报障核心交换机坏了`. */
const SLASH_WORDS = [
  { pattern: /^fault(?![\w-])/i, word: 'fault' },
  { pattern: /^报障/, word: 'fault' },
  { pattern: /^complaint(?![\w-])/i, word: 'complaint' },
  { pattern: /^投诉/, word: 'complaint' },
  { pattern: /^desk(?![\w-])/i, word: 'desk' },
  { pattern: /^服务台/, word: 'desk' },
] as const;
/** Chinese input methods type the full-width slash. */
const SLASH = /^[/／]/;
/** A mention of Deskbell, but not in a mail address or a longer name. */
const MENTION = /(?<![\w.+-])[@＠]deskbell(?![\w-]|\.\w)[:：,，]?/gi;

/**
 * What a line says to Deskbell; undefined if it is for other people. An unknown slash command is passed on whole, and
 * the desk suggests the nearest one.
 */
export function parseWords(line: string, direct: boolean): Words | undefined {
  const text = line.trim();
  if (SLASH.test(text)) return parseSlash(text.slice(1));
  const addressed = text.replace(MENTION, ' ').trim();
  if (!direct && addressed === text) return undefined;
  return SLASH.test(addressed)
    ? { ...parseSlash(addressed.slice(1)), slash: false }
    : { word: '', text: addressed, slash: false };
}

function parseSlash(text: string): Words {
  for (const { pattern, word } of SLASH_WORDS) {
    if (pattern.test(text)) return { word, text: text.replace(pattern, '').trim(), slash: true };
  }
  return { word: 'desk', text: text.trim(), slash: true };
}

export function parsePerson(person: PlaygroundPerson, language: string): ChatPerson {
  const displayName = language === 'zh-CN' ? person.name.zh : person.name.en;
  const { teamId, userId, customer } = person;
  return { platform: PLATFORM, teamId, userId, displayName, external: customer !== '' };
}

export function parsePlace(channelId: string, threadId: string): ChatPlace {
  return { platform: PLATFORM, channelId, threadId };
}

export type FieldError =
  | { readonly code: 'required' | 'not-a-choice' | 'not-a-time' }
  | { readonly code: 'too-long'; readonly limit: number };

export type ParsedValues =
  | { readonly ok: true; readonly values: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly errors: Readonly<Record<string, FieldError>> };

/**
 * Checks and converts what was filled in. A `datetime` is wall-clock time in `timeZone` and becomes an ISO instant;
 * empty fields are empty strings; unknown names are dropped.
 */
export function parseValues(
  fields: readonly FormField[],
  given: Readonly<Record<string, string>>,
  timeZone: string,
): ParsedValues {
  const values: Record<string, string> = {};
  const errors: Record<string, FieldError> = {};
  for (const field of fields) {
    const parsed = parseField(
      field,
      (Object.hasOwn(given, field.name) ? (given[field.name] ?? '') : '').trim(),
      timeZone,
    );
    if (typeof parsed === 'string') values[field.name] = parsed;
    else errors[field.name] = parsed;
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, values };
}

function parseField(field: FormField, value: string, timeZone: string): string | FieldError {
  if (value === '') return field.required ? { code: 'required' } : '';
  switch (field.kind) {
    case 'line':
    case 'text':
      return countChars(value) > field.maxLength ? { code: 'too-long', limit: field.maxLength } : value;
    case 'choice':
      return field.options.some((option) => option.value === value) ? value : { code: 'not-a-choice' };
    case 'datetime': {
      const at = instantOfWall(value, timeZone);
      return (at === undefined ? undefined : writeInstant(at)) ?? { code: 'not-a-time' };
    }
  }
}
