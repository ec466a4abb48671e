import type { Reply } from '../../../chat/reply.ts';
import type { Logger } from '../../../lib/log.ts';
import { type Interaction, isOverheard } from '../hear/interaction.ts';
import { clip } from '../wire/clip.ts';
import type { FormContext } from '../wire/form-context.ts';
import { INCOMING } from '../wire/incoming-limits.ts';
import { isDirect } from '../wire/place.ts';
import { type AnswerRoute, isRefused } from './answer-route.ts';
import { renderForm } from './form.ts';
import { publicFormNotes } from './public-form-note.ts';
import { renderDrawn, renderReply, renderWhisper } from './render-reply.ts';
import type { ReplyTarget } from './reply-target.ts';

import { untakenNotes } from './untaken-note.ts';
import { say } from './words.ts';

/**
 * The response to a press: a toast, and a card that replaces the pressed one.
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-callback-communication
 */
export interface PressAnswer {
  readonly toast: { readonly type: 'info' | 'success' | 'warning' | 'error'; readonly content: string };
  readonly card?: { readonly type: 'raw'; readonly data: object };
}

/** Gives the desk's replies to the person who acted, and only to them where that is certain to reach them. */
export interface Answering {
  /** Divides the replies into the response to a press (`now`) and messages that follow (`later`). */
  answerPress(
    target: ReplyTarget,
    replies: readonly Reply[],
  ): { readonly now: PressAnswer; readonly later: readonly Reply[] };
  /** Sends replies as messages. Never throws: what cannot be shown is logged. */
  tell(target: ReplyTarget, replies: readonly Reply[]): Promise<void>;
  /** Sends the replies to a press that was only answered with "working on it". */
  tellLate(target: ReplyTarget, replies: readonly Reply[]): Promise<void>;
}

export function createAnswering({ show, showForm, replace }: AnswerRoute, log: Logger): Answering {
  async function tellOne(target: ReplyTarget, reply: Reply, key: string): Promise<void> {
    if (reply.kind !== 'form') return show(target, renderReply(reply), key, reply.readers === undefined);
    const { readers } = reply;
    const publicCard = readers === 'asker' ? formCard(target, reply, { isPublic: true }) : undefined;
    const where = await showForm(target, { card: formCard(target, reply), publicCard }, key);
    const isElsewhere =
      where === 'direct' && target.interaction.surface === 'message' && !isDirect(target.interaction.place);
    if (isElsewhere) await show(target, renderWhisper(say('formSent', target.language)), `${key}/hint`, true);
  }

  async function tell(target: ReplyTarget, replies: readonly Reply[]): Promise<void> {
    for (const [index, reply] of replies.entries()) {
      try {
        await tellOne(target, reply, `${target.interaction.id}/${index}`);
      } catch (error) {
        log.warn({ err: error }, 'feishu.not-answered');
        // People who said nothing to us expect no answer.
        if (isOverheard(target.interaction)) continue;
        const instead = insteadOf(target, reply, isRefused(error));
        await show(target, instead, `${target.interaction.id}/failed/${index}`, true).catch(() => {});
      }
    }
  }

  function answerPress(target: ReplyTarget, replies: readonly Reply[]) {
    const refusal = replies.find((reply) => reply.kind === 'whisper' && reply.tone === 'bad');
    if (refusal?.kind === 'whisper') {
      const { late, text } = refusal;
      const toast = {
        type: late || isStale(target.interaction) ? 'warning' : 'error',
        content: toastOf(text),
      } as const;
      const later = replies.filter((reply) => reply !== refusal || !fitsToast(text));
      // Without a new card the form stays as it is, with what was typed.
      return { now: { toast, ...(late ? { card: { type: 'raw', data: renderDrawn(late) } as const } : {}) }, later };
    }
    const form = target.interaction.turn && replies.find((reply) => reply.kind === 'form');
    if (form?.kind === 'form') return answerTurn(target, form);
    if (target.interaction.asked.kind === 'submit') return answerSubmit(target, replies);
    const [said] = replies.filter((reply) => reply.kind === 'whisper');
    const later = replies.filter((reply) => reply !== said || !fitsToast(said.text));
    if (said) return { now: { toast: { type: 'success', content: toastOf(said.text) } as const }, later };
    const content = followUp(later, target);
    return { now: { toast: { type: later.length > 0 ? 'info' : 'success', content } as const }, later };
  }

  return {
    answerPress,
    tell,
    async tellLate(target, replies) {
      const { now, later } = answerPress(target, replies);
      if (now.card && target.interaction.replyTo !== '') await replace(target.interaction.replyTo, now.card.data);
      if (now.card && target.interaction.turn) return;
      const isSaid = target.interaction.asked.kind === 'submit' || now.toast.type !== 'success';
      const toast: Reply = { kind: 'whisper', text: now.toast.content, tone: 'plain' };
      await tell(target, later.length > 0 || !isSaid ? later : [toast]);
    },
  };
}

/** What all may read if the reply did not reach the person; `isRefused`: Feishu does not let us write to them alone. */
function insteadOf({ interaction: { surface }, language }: ReplyTarget, reply: Reply, isRefused: boolean): object {
  const isSaidToAll = surface === 'message' && reply.readers === 'asker-first';
  if (isRefused && isSaidToAll && reply.kind !== 'form') return renderReply(reply);
  const isAlone = isRefused && reply.readers !== undefined && reply.readers !== 'staff';
  return renderWhisper(say(isAlone ? 'notAlone' : 'failed', language));
}

/**
 * Replaces the form by its result, as far as others in the group may know it. Another form gets a card of its own,
 * because each form counts once.
 */
function answerSubmit(target: ReplyTarget, replies: readonly Reply[]) {
  const [said] = replies.filter((reply) => reply.kind === 'whisper');
  const later = replies.filter((reply) => reply !== said);
  const text = said?.text ?? followUp(later, target);
  const type = said || later.length === 0 ? 'success' : 'info';
  const shown = said?.readers === 'asker' ? say('doneAlone', target.language) : text;
  const card = { type: 'raw', data: renderWhisper(shown) } as const;
  const now: PressAnswer = { toast: { type, content: toastOf(text) }, card };
  return { now, later };
}

/** Replaces the form by the part of its long lists that the person turned to, with what they filled in. */
function answerTurn(target: ReplyTarget, reply: FormReply) {
  const card = { type: 'raw', data: formCard(target, reply, { isPublic: target.interaction.isPublic }) } as const;
  const now: PressAnswer = { toast: { type: 'info', content: say('turned', target.language) }, card };
  return { now, later: [] };
}

type FormReply = Extract<Reply, { kind: 'form' }>;

function formCard(target: ReplyTarget, { form, page }: FormReply, { isPublic }: Pick<FormContext, 'isPublic'> = {}) {
  const context = { ...contextOf(target), ...(isPublic ? { isPublic } : {}) };
  const notes = untakenNotes(context.message, target.language);
  return renderForm(form, context, [...(isPublic ? publicFormNotes(page, target.language) : []), ...notes]);
}

function contextOf({ interaction: { place, message, timeZone, turn, person }, origin }: ReplyTarget): FormContext {
  const isAskable = origin.kind === 'words' || origin.kind === 'button' || origin.kind === 'about';
  return { place, message, timeZone, turn, by: person.userId, ...(isAskable ? { origin } : {}) };
}

function followUp(later: readonly Reply[], target: ReplyTarget): string {
  const form = isDirect(target.interaction.place) ? undefined : later.find((reply) => reply.kind === 'form');
  if (form && !target.external) return say('formSent', target.language);
  if (form?.readers === 'asker') return say('formComing', target.language);
  return say(later.length > 0 ? 'sent' : 'done', target.language);
}

/** A button whose command no longer exists. */
function isStale({ asked }: Interaction): boolean {
  return asked.kind === 'button' && asked.command === '';
}

function fitsToast(text: string): boolean {
  return text.length <= INCOMING.toastChars && !text.includes('\n');
}

function toastOf(text: string): string {
  return clip(text.replace(/\s*\n\s*/g, ' '), INCOMING.toastChars);
}
