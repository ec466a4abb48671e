import type { types } from '@slack/bolt';
import type { Form } from '../../chat/form.ts';
import type { Reply } from '../../chat/reply.ts';
import type { Language } from '../../lib/language.ts';
import type { Heard } from './asked.ts';
import { LIMITS } from './limits.ts';
import { renderConfirm, renderForm } from './modal.ts';
import { FORM_PRESS } from './names.ts';
import { type Rendered, renderReply } from './render.ts';
import type { Asker, Showing } from './show.ts';
import { clip } from './text.ts';
import { createWaitingForms } from './waiting-form.ts';
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

export function createAnswering({ show, open }: Showing): Answering {
  const waitingForms = createWaitingForms();

  async function openForm(asker: Asker, form: Form): Promise<void> {
    const { heard } = asker;
    if (await open(asker, renderForm(form, heard))) return;
    waitingForms.put(heard.id, heard.person.userId, { form, message: heard.message });
    await show(asker, renderFormButton(form, heard.id, asker.language), 'reach');
  }

  return {
    whisper: (asker, text) => show(asker, renderReply({ kind: 'whisper', text, tone: 'bad' }), 'reach'),
    async tell(asker, replies) {
      const forms = replies.filter((reply) => reply.kind === 'form');
      for (const { form } of forms) await openForm(asker, form);
      for (const reply of replies) {
        if (reply.kind === 'form') continue;
        // What was done also shows on the card; why it was not, and what was asked for, nowhere else.
        const must = reply.kind === 'card' || reply.tone === 'bad' ? 'reach' : 'may miss';
        await show(forms.length > 0 ? { ...asker, viewId: '' } : asker, renderReply(reply), must);
      }
      if (asker.viewId !== '' && replies.length === 0)
        await show(
          asker,
          renderReply({ kind: 'whisper', text: say('done', asker.language), tone: 'plain' }),
          'may miss',
        );
    },
    async openWaiting(asker, formId) {
      const waiting = waitingForms.find(formId, asker.heard.person.userId);
      if (!waiting) return this.whisper(asker, say('formGone', asker.language));
      await openForm({ ...asker, heard: { ...asker.heard, message: waiting.message } }, waiting.form);
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
