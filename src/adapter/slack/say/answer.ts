import type { types } from '@slack/bolt';
import type { Form } from '../../../chat/form.ts';
import type { Reply } from '../../../chat/reply.ts';
import type { Language } from '../../../lib/language.ts';
import { type Interaction, isOverheard } from '../hear/interaction.ts';
import { LIMITS } from '../wire/limits.ts';
import { FORM_PRESS } from '../wire/names.ts';
import type { AnswerRoute } from './answer-route.ts';
import { renderConfirm, renderForm } from './modal.ts';
import { createPendingForms, type PendingForm } from './pending-form.ts';
import { type Rendered, renderReply } from './render.ts';
import type { ReplyTarget } from './reply-target.ts';
import { clip } from './text.ts';
import { say } from './words.ts';

/** Gives the desk's replies to the person who acted. */
export interface Answering {
  /**
   * Opens forms first, because their trigger expires after 3 s. A form that cannot be opened becomes a button that
   * opens it.
   */
  tell(target: ReplyTarget, replies: readonly Reply[]): Promise<void>;
  /** Opens the pending form whose button was pressed, or says that it has expired. */
  openPending(target: ReplyTarget, formId: string): Promise<void>;
  /** Asks for confirmation of a menu option. If the trigger has expired, the person has to press again. */
  confirm(target: ReplyTarget, asked: Extract<Interaction['asked'], { kind: 'confirm' }>): Promise<void>;
  whisper(target: ReplyTarget, text: string): Promise<void>;
}

const MUST = { mustReach: true, isPublic: true };

export function createAnswering({ show, open }: AnswerRoute): Answering {
  const pendingForms = createPendingForms();

  async function openForm(target: ReplyTarget, pending: PendingForm): Promise<void> {
    const { interaction, language } = target;
    if (await open(target, renderForm(pending.form, pending))) return;
    pendingForms.put(interaction.id, interaction.person.userId, pending);
    await show(target, renderFormButton(pending.form, interaction.id, language), {
      mustReach: true,
      isPublic: pending.isPublic,
    });
  }

  return {
    whisper: (target, text) => show(target, renderReply({ kind: 'whisper', text, tone: 'bad' }), MUST),
    async tell(target, replies) {
      const { place, message, asked } = target.interaction;
      const isPublic = ({ readers }: Reply) => readers === undefined && !isOverheard(target.interaction);
      const forms = replies.filter((reply) => reply.kind === 'form');
      for (const reply of forms)
        await openForm(target, { form: reply.form, place, message, asked, isPublic: isPublic(reply) });
      for (const reply of replies) {
        if (reply.kind === 'form') continue;
        // A success also shows on the ticket's card; a refusal and a requested card show nowhere else.
        const mustReach = reply.kind === 'card' || reply.tone === 'bad';
        const options = { mustReach, isPublic: isPublic(reply) };
        await show(forms.length > 0 ? { ...target, viewId: '' } : target, renderReply(reply), options);
      }
      if (target.viewId !== '' && replies.length === 0)
        await show(target, renderReply({ kind: 'whisper', text: say('done', target.language), tone: 'plain' }), {
          mustReach: false,
          isPublic: false,
        });
    },
    async openPending(target, formId) {
      const pending = pendingForms.find(formId, target.interaction.person.userId);
      if (!pending) return this.whisper(target, say('formGone', target.language));
      await openForm(target, pending);
    },
    async confirm(target, { press, label, question }) {
      if (await open(target, renderConfirm(press, label, question, target.interaction))) return;
      await this.whisper(target, say('failed', target.language));
    },
  };
}

/** A message with a button; pressing it gives the trigger that opens the form. */
function renderFormButton({ title }: Form, formId: string, language: Language): Rendered {
  const { text, blocks } = renderReply({ kind: 'whisper', text: say('openForm', language), tone: 'plain' });
  const button: types.Button = {
    type: 'button',
    action_id: 'form',
    style: 'primary',
    text: { type: 'plain_text', text: clip(title, LIMITS.buttonChars), emoji: false },
    value: `${FORM_PRESS}${formId}`,
  };
  return { text, blocks: [...blocks, { type: 'actions', elements: [button] }] };
}
