import type { types } from '@slack/bolt';
import type { Form } from '../../../chat/form.ts';
import type { Reply } from '../../../chat/reply.ts';
import type { Language } from '../../../lib/language.ts';
import type { Heard } from '../hear/interaction.ts';
import { LIMITS } from '../wire/limits.ts';
import { FORM_PRESS } from '../wire/names.ts';
import type { Asker, Showing } from './answer-route.ts';
import { renderConfirm, renderForm } from './modal.ts';
import { createWaitingForms, type WaitingForm } from './pending-form.ts';
import { type Rendered, renderReply } from './render.ts';
import { clip } from './text.ts';
import { say } from './words.ts';

/** Tells the asker, and nobody else, what came of it. */
export interface Answering {
  /** Forms first: what opens them is good for 3 s. What cannot be shown is told as well as can be. */
  tell(asker: Asker, replies: readonly Reply[]): Promise<void>;
  /** Opens a form that waits for this press; an old one is told to be gone. */
  openWaiting(asker: Asker, formId: string): Promise<void>;
  /** Asks once more; a press whose trigger is gone by now has to be made again. */
  confirm(asker: Asker, asked: Extract<Heard['asked'], { kind: 'confirm' }>): Promise<void>;
  whisper(asker: Asker, text: string): Promise<void>;
}

const MUST = { mustReach: true, isOpen: true };

export function createAnswering({ show, open }: Showing): Answering {
  const waitingForms = createWaitingForms();

  async function openForm(asker: Asker, waiting: WaitingForm): Promise<void> {
    const { heard, language } = asker;
    if (await open(asker, renderForm(waiting.form, waiting))) return;
    waitingForms.put(heard.id, heard.person.userId, waiting);
    await show(asker, renderFormButton(waiting.form, heard.id, language), { mustReach: true, isOpen: waiting.isOpen });
  }

  return {
    whisper: (asker, text) => show(asker, renderReply({ kind: 'whisper', text, tone: 'bad' }), MUST),
    async tell(asker, replies) {
      const { place, message } = asker.heard;
      const forms = replies.filter((reply) => reply.kind === 'form');
      for (const reply of forms)
        await openForm(asker, { form: reply.form, place, message, isOpen: reply.readers === undefined });
      for (const reply of replies) {
        if (reply.kind === 'form') continue;
        // What was done also shows on the card; why it was not, and what was asked for, nowhere else.
        const mustReach = reply.kind === 'card' || reply.tone === 'bad';
        const delivery = { mustReach, isOpen: reply.readers === undefined };
        await show(forms.length > 0 ? { ...asker, viewId: '' } : asker, renderReply(reply), delivery);
      }
      if (asker.viewId !== '' && replies.length === 0)
        await show(asker, renderReply({ kind: 'whisper', text: say('done', asker.language), tone: 'plain' }), {
          mustReach: false,
          isOpen: false,
        });
    },
    async openWaiting(asker, formId) {
      const waiting = waitingForms.find(formId, asker.heard.person.userId);
      if (!waiting) return this.whisper(asker, say('formGone', asker.language));
      await openForm(asker, waiting);
    },
    async confirm(asker, { press, label, question }) {
      if (await open(asker, renderConfirm(press, label, question, asker.heard))) return;
      await this.whisper(asker, say('failed', asker.language));
    },
  };
}

/** Asks for a press, whose trigger opens the form. */
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
