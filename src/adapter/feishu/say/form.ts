import type { Form, FormField } from '../../../chat/form.ts';
import type { Language } from '../../../lib/language.ts';
import { clip } from '../wire/clip.ts';
import { type FormContext, type TruncatedField, writeFormContext } from '../wire/form-context.ts';
import { LIMITS } from '../wire/limits.ts';
import { encodePress } from '../wire/press.ts';
import { writePicked } from '../wire/time.ts';
import { fitsFeishu } from './card-size.ts';
import { renderChoice } from './choice.ts';
import type { FeishuCard } from './render.ts';
import { type CardElement, small } from './render-part.ts';
import { bilingualOf, type PlainText, plainText } from './text.ts';
import { languageOf, say, WORDS } from './words.ts';

type FormSize = (typeof LIMITS.formSteps)[number];

/** Names that no field of the desk has. */
const FORM_NAME = '_form';
const SUBMIT_NAME = '_submit';

/**
 * Renders a form as a card within Feishu's limits. Its button carries command and context. A `datetime` is shown in the
 * reader's own zone if a press told it; otherwise it starts empty. Feishu's client checks required fields, and the desk
 * checks them again. `notes` stand above the fields.
 */
export function renderForm(form: Form, context: FormContext, notes: readonly CardElement[] = []): FeishuCard {
  const [first, ...others] = LIMITS.formSteps;
  let card = draftForm(form, context, notes, first);
  for (const size of others) {
    if (fitsFeishu(card)) break;
    card = draftForm(form, context, notes, size);
  }
  return card;
}

function draftForm(form: Form, context: FormContext, notes: readonly CardElement[], size: FormSize): FeishuCard {
  const language = languageOf(`${form.title}${form.submit}`);
  const begun = truncatedIn(form.fields, context, size);
  const carried = { ...context, begun };
  // A press on a button under a long list submits the form: it may not have to be complete for that.
  const isPaged = form.fields.some((field) => field.kind === 'choice' && field.options.length > size.options);
  const fields = form.fields.flatMap((field) => renderField(field, { language, size, context: carried, isPaged }));
  const intro = form.intro.trim() === '' ? [] : [paragraph(clip(form.intro, size.intro), language)];
  const submit = renderSubmit(form, carried, language);
  return {
    schema: '2.0',
    config: { update_multi: true },
    header: { title: plain(form.title, LIMITS.titleChars, language), template: 'blue' },
    body: { elements: [...intro, ...notes, { tag: 'form', name: FORM_NAME, elements: [...fields, submit] }] },
  };
}

function renderSubmit({ command, args, submit }: Form, context: FormContext, language: Language): CardElement {
  const value = { ...encodePress({ command, args }, { s: '', v: '' }), ...writeFormContext(context) };
  return {
    tag: 'button',
    name: SUBMIT_NAME,
    text: plain(submit, LIMITS.buttonChars, language),
    type: 'primary_filled',
    form_action_type: 'submit',
    behaviors: [{ type: 'callback', value }],
  };
}

/** The field that shows only the beginning of the message the form is about; undefined if none does. */
function truncatedIn(
  fields: readonly FormField[],
  { message }: FormContext,
  size: FormSize,
): TruncatedField | undefined {
  for (const field of fields) {
    if (field.kind !== 'text' || field.initial !== message?.text) continue;
    const shown = beginningOf(field, size);
    if (shown !== field.initial) return { field: field.name, shown: shown.length, most: field.maxLength };
  }
  return undefined;
}

/** The beginning of a field's text, as much as the input accepts. */
function beginningOf({ initial, maxLength }: Extract<FormField, { kind: 'line' | 'text' }>, size: FormSize): string {
  return clip(initial, Math.min(maxLength, LIMITS.inputMaxLength, size.initial));
}

/** What the rendering of every field needs. */
interface Draft {
  readonly language: Language;
  readonly size: FormSize;
  readonly context: FormContext;
  /** Whether one of its lists is shown page by page. */
  readonly isPaged: boolean;
}

function renderField(field: FormField, draft: Draft): CardElement[] {
  const { language, size, context } = draft;
  const label = `${clip(field.label, size.label)}${field.required ? ' *' : ''}`;
  // Feishu rejects empty option lists; the desk reports the missing field.
  if (field.kind === 'choice' && field.options.length === 0)
    return [paragraph(`${label}: ${say('noChoice', language)}`, language)];
  const hint = [clip(field.hint, size.label), lengthHint(field, language, context.begun)]
    .filter((each) => each !== '')
    .join(' ');
  return [
    paragraph(label, language),
    ...renderInput(field, draft),
    ...(hint === '' ? [] : [small({ own: hint, other: undefined }, language)]),
  ];
}

function renderInput(field: FormField, draft: Draft): CardElement[] {
  const { language, size, context, isPaged } = draft;
  const { turn, timeZone = '' } = context;
  const required = field.required && !isPaged;
  const common = { name: field.name, required, width: 'fill' };
  const filled = turn?.values[field.name];
  switch (field.kind) {
    case 'line':
    case 'text': {
      const max_length = Math.min(field.maxLength, LIMITS.inputMaxLength);
      const isFilled = filled !== undefined && !isBeginning(filled, field.initial);
      const initial = isFilled ? clip(filled, max_length) : beginningOf(field, size);
      const input_type = field.kind === 'text' ? 'multiline_text' : 'text';
      const given = initial === '' ? {} : { default_value: initial };
      return [{ tag: 'input', ...common, input_type, max_length, ...given }];
    }
    case 'datetime': {
      const at = Date.parse(filled ?? field.initial);
      const picked = Number.isNaN(at) ? undefined : writePicked(at, timeZone);
      const initial = picked === undefined ? {} : { initial_datetime: picked };
      const placeholder = plainText(bilingualOf(WORDS.choose, language, false), language);
      return [{ tag: 'picker_datetime', ...common, placeholder, ...initial }];
    }
    case 'choice':
      return renderChoice(field, required, { language, size, context, chosen: filled ?? field.initial });
  }
}

/** Whether a text is the beginning that a form showed of a longer one. */
function isBeginning(text: string, whole: string): boolean {
  return text.endsWith('…') && whole.startsWith(text.slice(0, -1));
}

/** A hint how to send a longer text, for fields where the desk accepts more than the input. */
function lengthHint(field: FormField, language: Language, begun: TruncatedField | undefined): string {
  if (begun?.field === field.name && field.kind === 'text') {
    if (field.initial.length <= begun.most) return say('wholeKept', language);
    return say('partKept', language)
      .replace('{{most}}', String(begun.most))
      .replace('{{all}}', String(field.initial.length));
  }
  if (field.kind !== 'text' || field.maxLength <= LIMITS.inputMaxLength) return '';
  return say('longText', language).replace('{{max}}', String(LIMITS.inputMaxLength));
}

function paragraph(text: string, language: Language): CardElement {
  return { tag: 'div', text: plainText({ own: text, other: undefined }, language) };
}

function plain(text: string, max: number, language: Language): PlainText {
  return plainText({ own: clip(text, max), other: undefined }, language);
}
