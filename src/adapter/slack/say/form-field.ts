import type { types } from '@slack/bolt';
import type { FormField, FormOption } from '../../../chat/form.ts';
import type { Language } from '../../../lib/language.ts';
import { splitIntoParts } from '../wire/field-part.ts';
import { LIMITS } from '../wire/limits.ts';
import { clip } from './text.ts';
import { languageOf, say } from './words.ts';

type TextField = Extract<FormField, { kind: 'line' | 'text' }>;
type ChoiceField = Extract<FormField, { kind: 'choice' }>;

/**
 * Renders a field as blocks of a modal: mostly one input. A text that is longer than an input has several, and a choice
 * with more options than a menu holds is searched by typing (`suggest.ts` answers).
 */
export function renderField(field: FormField): (types.InputBlock | types.SectionBlock)[] {
  const language = languageOf(field.label);
  switch (field.kind) {
    case 'line':
      return [input(field, renderText(field, field.name, clip(field.initial, field.maxLength)), field.hint)];
    case 'text':
      return renderLongText(field, language);
    case 'datetime': {
      const at = Date.parse(field.initial);
      const initial = Number.isNaN(at) ? {} : { initial_date_time: at / 1000 };
      return [input(field, { type: 'datetimepicker', action_id: field.name, ...initial }, field.hint)];
    }
    case 'choice':
      // Slack rejects empty option lists; the desk reports the missing field.
      return field.options.length === 0
        ? [section(clip(`${field.label}: ${say('noChoice', language)}`, LIMITS.sectionChars))]
        : [renderChoice(field, language)];
  }
}

/** Whether a choice has more options than a menu holds, so that they are searched. */
export function isLongChoice(field: FormField): boolean {
  return field.kind === 'choice' && field.options.length > LIMITS.selectOptions;
}

/** An option of a menu. A label that is too long goes on in the line below it. */
export function renderOption({ value, label }: FormOption): types.PlainTextOption {
  if (label.length <= LIMITS.optionChars) return { text: plain(label, LIMITS.optionChars), value };
  const [first, second] = splitIntoParts('', label, LIMITS.optionChars);
  return {
    text: plain(first?.text ?? '', LIMITS.optionChars),
    description: plain(second?.text ?? '', LIMITS.optionChars),
    value,
  };
}

function renderLongText(field: TextField, language: Language): types.InputBlock[] {
  const points = [...field.initial];
  const shown = points.slice(0, field.maxLength).join('');
  const parts = splitIntoParts(field.name, shown, LIMITS.inputMaxLength);
  const isCut = points.length > field.maxLength;
  return parts.map(({ name, text }, at) => {
    const hints = [
      at > 0 ? say('goesOn', language) : parts.length > 1 ? field.hint : hintOfOneInput(field),
      isCut && at === parts.length - 1 ? cutHint(field.maxLength, points.length, language) : '',
    ];
    const hint = hints.filter((each) => each !== '').join(' ');
    const part = at === 0 ? field : { name, label: `${field.label} (${at + 1}/${parts.length})`, required: false };
    return input(part, renderText(field, name, text), hint);
  });
}

/** The desk's hint names what the desk takes: where one input takes less, it says that. */
function hintOfOneInput({ hint, maxLength }: TextField): string {
  if (maxLength <= LIMITS.inputMaxLength) return hint;
  const write = (count: number) => [count.toLocaleString('en'), String(count)] as const;
  const [grouped, bare] = write(maxLength);
  const [groupedMost, bareMost] = write(LIMITS.inputMaxLength);
  return hint.replaceAll(grouped, groupedMost).replaceAll(bare, bareMost);
}

function cutHint(shown: number, all: number, language: Language): string {
  return say('begun', language).replace('{{shown}}', String(shown)).replace('{{all}}', String(all));
}

function renderText({ kind, maxLength }: TextField, action_id: string, text: string): types.PlainTextInput {
  const max_length = Math.min(maxLength, LIMITS.inputMaxLength);
  const initial = text === '' ? {} : { initial_value: clip(text, max_length) };
  return { type: 'plain_text_input', action_id, multiline: kind === 'text', max_length, ...initial };
}

function renderChoice(field: ChoiceField, language: Language): types.InputBlock {
  const action_id = field.name;
  const chosen = field.options.find(({ value }) => value === field.initial);
  const initial = chosen ? { initial_option: renderOption(chosen) } : {};
  if (!isLongChoice(field))
    return input(
      field,
      { type: 'static_select', action_id, options: field.options.map(renderOption), ...initial },
      field.hint,
    );
  const placeholder = plain(say('search', language), LIMITS.placeholderChars);
  const many = say('searchHint', language).replace('{{all}}', String(field.options.length));
  const hint = [field.hint, many].filter((each) => each !== '').join(' ');
  return input(field, { type: 'external_select', action_id, placeholder, min_query_length: 0, ...initial }, hint);
}

function input(
  { name, label, required }: Pick<FormField, 'name' | 'label' | 'required'>,
  element: types.InputBlock['element'],
  hint: string,
): types.InputBlock {
  return {
    type: 'input',
    block_id: name,
    label: plain(label, LIMITS.inputLabelChars),
    optional: !required,
    element,
    ...(hint === '' ? {} : { hint: plain(hint, LIMITS.inputLabelChars) }),
  };
}

export function section(text: string): types.SectionBlock {
  return { type: 'section', text: { type: 'plain_text', text, emoji: false } };
}

export function plain(text: string, max: number): types.PlainTextElement {
  return { type: 'plain_text', text: clip(text, max), emoji: false };
}
