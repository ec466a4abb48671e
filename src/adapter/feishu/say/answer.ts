import type { Reply } from '../../../chat/reply.ts';
import type { Logger } from '../../../lib/log.ts';
import type { Heard } from '../hear/interaction.ts';
import type { FormContext } from '../wire/form-context.ts';
import { INTAKE } from '../wire/incoming-limits.ts';
import { isDirect } from '../wire/place.ts';
import { isRefused, type Showing } from './answer-route.ts';
import type { Asker } from './asker.ts';
import { renderForm } from './form.ts';
import { openNotes } from './public-form-note.ts';
import { renderDrawn, renderReply, renderWhisper } from './render-reply.ts';
import { clip } from './text.ts';
import { say } from './words.ts';

/** What a press is answered with while its card waits: a line that passes, and a card in the place of the one pressed. */
export interface PressAnswer {
  readonly toast: { readonly type: 'info' | 'success' | 'warning' | 'error'; readonly content: string };
  readonly card?: { readonly type: 'raw'; readonly data: object };
}

/** Tells the asker what came of it, and nobody else where that is sure to reach them. */
export interface Answering {
  /** What of the replies a press is answered with at once, and what has to follow as messages. */
  answerPress(asker: Asker, replies: readonly Reply[]): { readonly now: PressAnswer; readonly later: readonly Reply[] };
  /** By messages. Never throws: what nothing can show is logged. */
  tell(asker: Asker, replies: readonly Reply[]): Promise<void>;
  /** After a press was answered with no more than that it is worked on. */
  tellLate(asker: Asker, replies: readonly Reply[]): Promise<void>;
}

export function createAnswering({ show, showForm, replace }: Showing, log: Logger): Answering {
  async function tellOne(asker: Asker, reply: Reply, key: string): Promise<void> {
    if (reply.kind !== 'form') return show(asker, renderReply(reply), key, reply.readers === undefined);
    const { form, page, readers } = reply;
    const context = contextOf(asker);
    const open = readers === 'asker' ? renderForm(form, context, openNotes(page, asker.language)) : undefined;
    const where = await showForm(asker, { card: renderForm(form, context), open }, key);
    const isElsewhere = where === 'direct' && asker.heard.surface === 'message' && !isDirect(asker.heard.place);
    if (isElsewhere) await show(asker, renderWhisper(say('formSent', asker.language)), `${key}/hint`, true);
  }

  async function tell(asker: Asker, replies: readonly Reply[]): Promise<void> {
    for (const [index, reply] of replies.entries()) {
      try {
        await tellOne(asker, reply, `${asker.heard.id}/${index}`);
      } catch (error) {
        log.warn({ err: error }, 'feishu.not-answered');
        const isAlone = reply.readers === 'asker' && isRefused(error);
        const said = say(isAlone ? 'notAlone' : 'failed', asker.language);
        await show(asker, renderWhisper(said), `${asker.heard.id}/failed`, true).catch(() => {});
      }
    }
  }

  function answerPress(asker: Asker, replies: readonly Reply[]) {
    const refusal = replies.find((reply) => reply.kind === 'whisper' && reply.tone === 'bad');
    if (refusal?.kind === 'whisper') {
      const { late, text } = refusal;
      const toast = { type: late || isStale(asker.heard) ? 'warning' : 'error', content: toastOf(text) } as const;
      const later = replies.filter((reply) => reply !== refusal || !fitsToast(text));
      // What was typed into a form stays there: its card is left as it is.
      return { now: { toast, ...(late ? { card: { type: 'raw', data: renderDrawn(late) } as const } : {}) }, later };
    }
    if (asker.heard.asked.kind === 'submit') return answerSubmit(asker, replies);
    const [said] = replies.filter((reply) => reply.kind === 'whisper');
    const later = replies.filter((reply) => reply !== said || !fitsToast(said.text));
    if (said) return { now: { toast: { type: 'success', content: toastOf(said.text) } as const }, later };
    const content = followUp(later, asker);
    return { now: { toast: { type: later.length > 0 ? 'info' : 'success', content } as const }, later };
  }

  return {
    answerPress,
    tell,
    async tellLate(asker, replies) {
      const { now, later } = answerPress(asker, replies);
      if (now.card && asker.heard.replyTo !== '') await replace(asker.heard.replyTo, now.card.data);
      const isSaid = asker.heard.asked.kind === 'submit' || now.toast.type !== 'success';
      const toast: Reply = { kind: 'whisper', text: now.toast.content, tone: 'plain' };
      await tell(asker, later.length > 0 || !isSaid ? later : [toast]);
    },
  };
}

/**
 * The form is done with: its card says what came of it, as far as whoever reads along may know it. A next form is a card
 * of its own, for each counts once.
 */
function answerSubmit(asker: Asker, replies: readonly Reply[]) {
  const [said] = replies.filter((reply) => reply.kind === 'whisper');
  const later = replies.filter((reply) => reply !== said);
  const text = said?.text ?? followUp(later, asker);
  const type = said || later.length === 0 ? 'success' : 'info';
  const shown = said?.readers === 'asker' ? say('doneAlone', asker.language) : text;
  const card = { type: 'raw', data: renderWhisper(shown) } as const;
  const now: PressAnswer = { toast: { type, content: toastOf(text) }, card };
  return { now, later };
}

function contextOf({ heard: { place, message, timeZone } }: Asker): FormContext {
  return { place, message, timeZone };
}

function followUp(later: readonly Reply[], asker: Asker): string {
  const form = isDirect(asker.heard.place) ? undefined : later.find((reply) => reply.kind === 'form');
  if (form && !asker.external) return say('formSent', asker.language);
  if (form?.readers === 'asker') return say('formComing', asker.language);
  return say(later.length > 0 ? 'sent' : 'done', asker.language);
}

/** A button that there is no command for any more. */
function isStale({ asked }: Heard): boolean {
  return asked.kind === 'button' && asked.command === '';
}

function fitsToast(text: string): boolean {
  return text.length <= INTAKE.toastChars && !text.includes('\n');
}

function toastOf(text: string): string {
  return clip(text.replace(/\s*\n\s*/g, ' '), INTAKE.toastChars);
}
