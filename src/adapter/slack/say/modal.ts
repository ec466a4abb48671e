import type { types } from '@slack/bolt';
import type { Form, FormField } from '../../../chat/form.ts';
import type { ChatPlace } from '../../../chat/place.ts';
import type { Reply } from '../../../chat/reply.ts';
import type { Language } from '../../../lib/language.ts';
import type { AskedMessage } from '../hear/interaction.ts';
import type { ModalState } from '../hear/schema.ts';
import type { FormAnswer } from '../wire/acknowledge.ts';
import { LIMITS } from '../wire/limits.ts';
import { ANSWER_CALLBACK, CONFIRM_CALLBACK } from '../wire/names.ts';
import { encodePress, type Press } from '../wire/press.ts';
import { type Rendered, renderReply } from './render.ts';
import { clip, splitText } from './text.ts';
import { languageOf, say } from './words.ts';

/** Where a view was asked for, and the message it is about. */
export interface ViewContext {
  readonly place: ChatPlace;
  readonly message: AskedMessage | undefined;
}

/**
 * Renders a form as a modal. Its `private_metadata` holds the command and the place. Slack shows a `datetime` in the
 * reader's own zone.
 */
export function renderForm(form: Form, context: ViewContext): types.ModalView {
  const fields = form.fields.slice(0, LIMITS.modalBlocks - LIMITS.textBlocks).map(renderField);
  return {
    ...modalFrame(form.title, form, context),
    submit: plain(form.submit, LIMITS.modalTitleChars),
    callback_id: clip(form.command, LIMITS.idChars),
    blocks: [...splitText(form.intro, LIMITS.sectionChars, LIMITS.textBlocks).map(section), ...fields],
  };
}

/** A modal that asks for confirmation. Buttons have this built in, menu options do not. */
export function renderConfirm(press: Press, label: string, question: string, context: ViewContext): types.ModalView {
  return {
    ...modalFrame(label, press, context),
    submit: plain(label, LIMITS.modalTitleChars),
    callback_id: CONFIRM_CALLBACK,
    blocks: [section(clip(question, LIMITS.sectionChars))],
  };
}

/** Renders an answer as a view, where there is no channel to post it in. Its buttons work as on a message. */
export function renderAnswer({ blocks }: Rendered, title: string, context: ViewContext): types.ModalView {
  return {
    ...modalFrame(title, undefined, context),
    callback_id: ANSWER_CALLBACK,
    close: plain(say('close', languageOf(title)), LIMITS.modalTitleChars),
    blocks,
  };
}

function modalFrame(title: string, press: Press | undefined, { place, message }: ViewContext) {
  const files = (message?.files ?? []).slice(0, LIMITS.messageFiles).map(({ id }) => id);
  const about = message && { message: { ts: message.ts, threadTs: message.threadTs, files } };
  const { channelId, threadId } = place;
  const state: ModalState = { press: press ? encodePress(press) : '', channelId, threadId, ...about };
  return {
    type: 'modal',
    title: plain(title, LIMITS.modalTitleChars),
    close: plain(say('cancel', languageOf(title)), LIMITS.modalTitleChars),
    private_metadata: JSON.stringify(state),
  } as const;
}

function renderField(field: FormField): types.InputBlock | types.SectionBlock {
  // Slack rejects empty option lists; the desk reports the missing field.
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

/**
 * The answer for a submitted form that is still open: a refusal beside its field (or the first field), so the input is
 * kept; or the next form or card in its place. undefined: the form may close.
 */
export function formAnswer(
  replies: readonly Reply[],
  values: Readonly<Record<string, string>>,
  { interaction, language }: { readonly interaction: ViewContext; readonly language: Language },
): FormAnswer | undefined {
  const [fallback] = Object.keys(values);
  for (const reply of replies) {
    if (reply.kind === 'form') return { response_action: 'update', view: renderForm(reply.form, interaction) };
    if (reply.kind === 'whisper' && reply.tone === 'plain') continue;
    if (reply.kind === 'card' || fallback === undefined)
      return {
        response_action: 'update',
        view: renderAnswer(renderReply(reply), say('answer', language), interaction),
      };
    const field = reply.field !== undefined && reply.field in values ? reply.field : fallback;
    return { response_action: 'errors', errors: { [field]: clip(reply.text, LIMITS.errorChars) } };
  }
  return undefined;
}

function section(text: string): types.SectionBlock {
  return { type: 'section', text: { type: 'plain_text', text, emoji: false } };
}

function plain(text: string, max: number): types.PlainTextElement {
  return { type: 'plain_text', text: clip(text, max), emoji: false };
}
