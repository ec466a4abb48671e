import type { FormField, FormOption } from '../../../chat/form.ts';
import type { Language } from '../../../lib/language.ts';
import { plainOf } from '../../../lib/plain-text.ts';
import { clip } from '../wire/clip.ts';
import { type FormContext, writeFormContext } from '../wire/form-context.ts';
import { controlNames, isCarried, writeTurn } from '../wire/form-turn.ts';
import { LIMITS } from '../wire/limits.ts';
import { type CardElement, inRow, small } from './render-part.ts';
import { plainText } from './text.ts';
import { say } from './words.ts';

export type Choice = Extract<FormField, { kind: 'choice' }>;

/** What the rendering of a choice needs. */
export interface ChoiceDraft {
  readonly language: Language;
  /** The most options of a list, and characters of an option. */
  readonly size: { readonly options: number; readonly option: number };
  readonly context: FormContext;
  /** The option that is chosen; empty if none. */
  readonly chosen: string;
}

/**
 * Renders a choice, which has options, as a list. Of one that is too long for the card it renders a page, the number of all options, a search
 * input and a button for the next page. Where the form cannot be asked for again, it says how many options are left out.
 */
export function renderChoice(field: Choice, required: boolean, draft: ChoiceDraft): CardElement[] {
  if (field.options.length <= draft.size.options) return [renderList(field, field.options, required, draft)];
  return renderPage(field, required, draft);
}

function renderPage(field: Choice, required: boolean, draft: ChoiceDraft): CardElement[] {
  const { language, size, context, chosen } = draft;
  const query = context.turn?.queries[field.name] ?? '';
  const found = field.options.filter((option) => isFound(option, query));
  const pages = Math.max(1, Math.ceil(found.length / size.options));
  const page = (context.turn?.pages[field.name] ?? 0) % pages;
  const from = page * size.options;
  const shown = found.slice(from, from + size.options);
  const kept = field.options.filter(({ value }) => value === chosen && !shown.some((each) => each.value === value));
  const listed = [...kept, ...shown];
  const numbers = { all: field.options.length, found: found.length, from: from + 1, to: from + shown.length };
  return [
    ...(listed.length === 0 ? [] : [renderList(field, listed, required, draft)]),
    note(countOf(query, numbers, isCarried(context.origin), language), language),
    ...renderSearch(field, { query, page, pages }, draft),
  ];
}

function renderList(field: Choice, options: readonly FormOption[], required: boolean, draft: ChoiceDraft): CardElement {
  const { language, size, chosen } = draft;
  const isGiven = options.some(({ value }) => value === chosen);
  return {
    tag: 'select_static',
    ...{ name: field.name, required, width: 'fill' },
    placeholder: plain(say('choose', language), language),
    options: options.map(({ value, label }) => ({ text: plain(clip(label, size.option), language), value })),
    ...(isGiven ? { initial_option: chosen } : {}),
  };
}

function renderSearch(
  { name }: Choice,
  { query, page, pages }: { readonly query: string; readonly page: number; readonly pages: number },
  { language, context }: ChoiceDraft,
): CardElement[] {
  const { origin, turn } = context;
  if (!isCarried(origin)) return [];
  const names = controlNames(name);
  const turnTo = (to: number, control: string, text: string) => ({
    tag: 'button',
    name: control,
    text: plain(text, language),
    type: 'default',
    form_action_type: 'submit',
    behaviors: [
      {
        type: 'callback',
        value: {
          ...writeFormContext(context),
          ...writeTurn({ origin, by: context.by ?? '', pages: { ...turn?.pages, [name]: to } }),
        },
      },
    ],
  });
  const next = say('nextPage', language).replace('{{page}}', `${((page + 1) % pages) + 1}/${pages}`);
  return [
    {
      tag: 'input',
      ...{ name: names.query, required: false, width: 'fill', input_type: 'text', max_length: LIMITS.queryChars },
      placeholder: plain(say('findOption', language), language),
      ...(query === '' ? {} : { default_value: clip(query, LIMITS.queryChars) }),
    },
    ...inRow([
      turnTo(0, names.find, say('find', language)),
      ...(pages > 1 ? [turnTo((page + 1) % pages, names.next, next)] : []),
    ]),
  ];
}

interface Numbers {
  readonly all: number;
  readonly found: number;
  readonly from: number;
  readonly to: number;
}

function countOf(query: string, { all, found, from, to }: Numbers, isTurned: boolean, language: Language): string {
  const word = found === 0 ? 'noneFound' : !isTurned ? 'restOfList' : query === '' ? 'partOfList' : 'partFound';
  const values = { all, found, from, to, query: clip(query, LIMITS.queryChars) };
  return say(word, language).replace(/\{\{(\w+)\}\}/g, (_all, name: keyof typeof values) => String(values[name]));
}

/** Whether an option has every word of the query in its label or its name in the other language, in any width and case. */
function isFound({ label, also = '' }: FormOption, query: string): boolean {
  const { plain } = plainOf(`${label} ${also}`);
  return plainOf(query)
    .plain.split(/\s+/)
    .every((word) => plain.includes(word));
}

function note(text: string, language: Language): CardElement {
  return small({ own: text, other: undefined }, language);
}

function plain(text: string, language: Language) {
  return plainText({ own: text, other: undefined }, language);
}
