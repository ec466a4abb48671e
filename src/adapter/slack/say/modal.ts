import type { types } from '@slack/bolt';
import type { Form } from '../../../chat/form.ts';
import type { ChatPlace } from '../../../chat/place.ts';
import type { Reply } from '../../../chat/reply.ts';
import type { Language } from '../../../lib/language.ts';
import type { Asked, AskedMessage } from '../hear/interaction.ts';
import { repeatableOf } from '../hear/repeatable.ts';
import type { ModalState } from '../hear/schema.ts';
import type { FormAnswer } from '../wire/acknowledge.ts';
import { LIMITS } from '../wire/limits.ts';
import { ANSWER_CALLBACK, CONFIRM_CALLBACK } from '../wire/names.ts';
import { encodePress, type Press } from '../wire/press.ts';
import { isLongChoice, plain, renderField, section } from './form-field.ts';
import { type Rendered, renderReply } from './render.ts';
import { clip, splitText } from './text.ts';
import { languageOf, say } from './words.ts';

/** Where a view was asked for, and the message it is about. */
export interface ViewContext {
  readonly place: ChatPlace;
  readonly message: AskedMessage | undefined;
  /** What the person did to get it. */
  readonly asked?: Asked;
}

/**
 * Renders a form as a modal. Its `private_metadata` holds the command and the place. Slack shows a `datetime` in the
 * reader's own zone.
 */
export function renderForm(form: Form, context: ViewContext): types.ModalView {
  const { title, submit } = form;
  const fields = form.fields.slice(0, LIMITS.modalBlocks - LIMITS.textBlocks - 1).flatMap(renderField);
  const intro = splitText(form.intro, LIMITS.sectionChars, LIMITS.textBlocks).map(section);
  const asked = form.fields.some(isLongChoice) && context.asked ? { asked: repeatableOf(context.asked) } : {};
  return {
    ...modalFrame(title, form, context, asked),
    submit: plain(fits(submit) ? submit : say('send', languageOf(submit)), LIMITS.modalTitleChars),
    callback_id: clip(form.command, LIMITS.idChars),
    blocks: [...heading(title, fits(submit) ? '' : submit), ...intro, ...fields].slice(0, LIMITS.modalBlocks),
  };
}

/** A modal that asks for confirmation. Buttons have this built in, menu options do not. */
export function renderConfirm(press: Press, label: string, question: string, context: ViewContext): types.ModalView {
  return {
    ...modalFrame(label, press, context),
    submit: plain(fits(label) ? label : say('confirm', languageOf(label)), LIMITS.modalTitleChars),
    callback_id: CONFIRM_CALLBACK,
    blocks: [...heading(label), section(clip(question, LIMITS.sectionChars))],
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

function modalFrame(
  title: string,
  press: Press | undefined,
  { place, message }: ViewContext,
  asked: Pick<ModalState, 'asked'> = {},
) {
  const files = (message?.files ?? []).slice(0, LIMITS.messageFiles).map(({ id }) => id);
  const about = message && { message: { ts: message.ts, threadTs: message.threadTs, files } };
  const { channelId, threadId } = place;
  const state: ModalState = { press: press ? encodePress(press) : '', channelId, threadId, ...about };
  const whole = JSON.stringify({ ...state, ...asked });
  return {
    type: 'modal',
    title: plain(frameTitle(title), LIMITS.modalTitleChars),
    close: plain(say('cancel', languageOf(title)), LIMITS.modalTitleChars),
    private_metadata: whole.length <= LIMITS.privateMetadataChars ? whole : JSON.stringify(state),
  } as const;
}

function fits(text: string): boolean {
  return text.length <= LIMITS.modalTitleChars;
}

/** What a modal's frame has room for: of a longer title the first of its parts (`T-12 · …`). `heading` shows all of it. */
function frameTitle(title: string): string {
  if (fits(title)) return title;
  const [first = ''] = title.split(/ · |[:：]/);
  return fits(first) ? first : clip(title, LIMITS.modalTitleChars);
}

/** The title above the fields where the frame cannot hold it, and the label of the button unless the title says it. */
function heading(title: string, submit = ''): types.HeaderBlock[] {
  const shown = [fits(title) ? '' : title, title.includes(submit) ? '' : submit].filter((text) => text !== '');
  return shown.map((text) => ({ type: 'header', text: plain(text, LIMITS.headerChars) }));
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
