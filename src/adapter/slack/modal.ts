import type { types } from '@slack/bolt';
import type { ChatPlace } from '../../chat/event.ts';
import type { Form, FormField } from '../../chat/form.ts';
import { LIMITS } from './limits.ts';
import { CONFIRM_CALLBACK } from './names.ts';
import { encodePress, type Press } from './press.ts';
import type { InputState, ModalState } from './schema.ts';
import { clip, spread } from './text.ts';
import { languageOf, say } from './words.ts';

/** The form as a modal. It carries what it asks for and where; a `datetime` is picked in the reader's own zone. */
export function renderForm(form: Form, place: ChatPlace): types.ModalView {
  const fields = form.fields.slice(0, LIMITS.modalBlocks - LIMITS.textBlocks).map(renderField);
  return {
    ...modalFrame(form.title, form.submit, form, place),
    callback_id: clip(form.command, LIMITS.idChars),
    blocks: [...spread(form.intro, LIMITS.sectionChars, LIMITS.textBlocks).map(section), ...fields],
  };
}

/** Asks once more before a press counts: menus, unlike buttons, have no confirmation of their own. */
export function renderConfirm(press: Press, label: string, question: string, place: ChatPlace): types.ModalView {
  return {
    ...modalFrame(label, label, press, place),
    callback_id: CONFIRM_CALLBACK,
    blocks: [section(clip(question, LIMITS.sectionChars))],
  };
}

function modalFrame(title: string, submit: string, press: Press, { channelId, threadId }: ChatPlace) {
  const state: ModalState = { press: encodePress(press), channelId, threadId };
  return {
    type: 'modal',
    title: plain(title, LIMITS.modalTitleChars),
    submit: plain(submit, LIMITS.modalTitleChars),
    close: plain(say('cancel', languageOf(`${title}${submit}`)), LIMITS.modalTitleChars),
    private_metadata: JSON.stringify(state),
  } as const;
}

function renderField(field: FormField): types.InputBlock | types.SectionBlock {
  // Slack refuses a list of nothing; what is missing then the desk says.
  if (field.kind === 'choice' && field.options.length === 0)
    return section(clip(`${field.label}: ${say('noChoice', languageOf(field.label))}`, LIMITS.sectionChars));
  return {
    type: 'input',
    block_id: field.name,
    label: plain(field.label, LIMITS.inputLabelChars),
    optional: !field.required,
    element: renderElement(field),
    ...(field.hint === '' ? {} : { hint: plain(field.hint, LIMITS.inputLabelChars) }),
  };
}

function renderElement(field: FormField): types.InputBlock['element'] {
  const action_id = field.name;
  switch (field.kind) {
    case 'line':
    case 'text': {
      const max_length = Math.min(field.maxLength, LIMITS.inputMaxLength);
      const initial = field.initial === '' ? {} : { initial_value: clip(field.initial, max_length) };
      return { type: 'plain_text_input', action_id, multiline: field.kind === 'text', max_length, ...initial };
    }
    case 'datetime': {
      const at = Date.parse(field.initial);
      return { type: 'datetimepicker', action_id, ...(Number.isNaN(at) ? {} : { initial_date_time: at / 1000 }) };
    }
    case 'choice': {
      const options = field.options.slice(0, LIMITS.selectOptions).map(({ value, label }) => ({
        text: plain(label, LIMITS.optionChars),
        value,
      }));
      const initial_option = options.find(({ value }) => value === field.initial);
      return { type: 'static_select', action_id, options, ...(initial_option ? { initial_option } : {}) };
    }
  }
}

/** What was filled in, by field: instants as ISO text, what was left empty as an empty text. */
export function parseValues(state: Readonly<Record<string, Readonly<Record<string, InputState>>>>) {
  const inputs = Object.values(state).flatMap((block) => Object.entries(block));
  return Object.fromEntries(inputs.map(([name, input]) => [name, readInput(input)]));
}

function readInput({ value, selected_option, selected_date_time }: InputState): string {
  if (typeof selected_date_time === 'number') return new Date(selected_date_time * 1000).toISOString();
  return selected_option?.value ?? value ?? '';
}

function section(text: string): types.SectionBlock {
  return { type: 'section', text: { type: 'plain_text', text, emoji: false } };
}

function plain(text: string, max: number): types.PlainTextElement {
  return { type: 'plain_text', text: clip(text, max), emoji: false };
}
