import type { types } from '@slack/bolt';
import type { Form } from '../../chat/form.ts';
import type { Reply } from '../../chat/reply.ts';
import type { Language } from '../../lib/language.ts';
import type { Logger } from '../../lib/log.ts';
import type { SlackClient } from './client.ts';
import { adapterErrorOf } from './failure.ts';
import { LIMITS } from './limits.ts';
import { renderConfirm, renderForm } from './modal.ts';
import { FORM_PRESS } from './names.ts';
import type { Heard } from './parse.ts';
import { type Rendered, renderPost } from './render.ts';
import { channelOf, isDirect } from './send.ts';
import { clip } from './text.ts';
import { createWaitingForms } from './waiting-form.ts';
import { say } from './words.ts';

/** Tells the asker, and nobody else, what came of it. */
export interface Answering {
  /** Forms first: what opens them is good for 3 s. What cannot be shown is told as well as can be. */
  tell(heard: Heard, replies: readonly Reply[], language: Language): Promise<void>;
  /** Opens a form that waits for this press; an old one is told to be gone. */
  openWaiting(heard: Heard, formId: string, language: Language): Promise<void>;
  /** Asks once more; a press whose trigger is gone by now has to be made again. */
  confirm(heard: Heard, asked: Extract<Heard['asked'], { kind: 'confirm' }>, language: Language): Promise<void>;
  whisper(heard: Heard, text: string): Promise<void>;
}

export function createAnswering(client: SlackClient, log: Logger): Answering {
  const waitingForms = createWaitingForms();

  async function openForm(heard: Heard, form: Form, language: Language): Promise<void> {
    if (await openView(heard, renderForm(form, heard.place))) return;
    waitingForms.put(heard.id, heard.person.userId, form);
    await show(heard, renderFormButton(form, heard.id, language));
  }

  /** False when there is nothing to open it with, or no longer. */
  async function openView({ triggerId }: Heard, view: ReturnType<typeof renderForm>): Promise<boolean> {
    if (triggerId === '') return false;
    try {
      await client.views.open({ trigger_id: triggerId, view });
      return true;
    } catch (error) {
      log.warn({ kind: adapterErrorOf(error).kind }, 'slack.form-not-opened');
      return false;
    }
  }

  /** Where the asker stands, for them alone; in their direct messages when that does not work. */
  async function show(heard: Heard, message: Rendered): Promise<void> {
    if (heard.responseUrl !== '' && (await respond(heard, message))) return;
    const { userId } = heard.person;
    const thread = heard.place.threadId === '' ? {} : { thread_ts: heard.place.threadId };
    if (!isDirect(heard.place)) {
      try {
        await client.chat.postEphemeral({ channel: channelOf(heard.place), user: userId, ...thread, ...message });
        return;
      } catch (error) {
        log.warn({ kind: adapterErrorOf(error).kind }, 'slack.not-whispered');
      }
    }
    await client.chat.postMessage({ channel: userId, ...(isDirect(heard.place) ? thread : {}), ...message });
  }

  /** An address to answer to is a secret: it is never logged, neither are errors that may name it. */
  async function respond({ responseUrl, place }: Heard, message: Rendered): Promise<boolean> {
    const thread = place.threadId === '' ? {} : { thread_ts: place.threadId };
    try {
      const response = await fetch(responseUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...thread, ...message }),
        signal: AbortSignal.timeout(LIMITS.askTimeoutMs),
      });
      await response.body?.cancel();
      if (response.ok) return true;
      log.warn({ status: response.status }, 'slack.response-refused');
    } catch {
      log.warn('slack.response-failed');
    }
    return false;
  }

  const whisper = (heard: Heard, text: string) =>
    show(heard, renderPost({ card: undefined, line: text, mentions: [] }));

  return {
    whisper,
    async tell(heard, replies, language) {
      for (const reply of replies) if (reply.kind === 'form') await openForm(heard, reply.form, language);
      for (const reply of replies) {
        if (reply.kind === 'whisper') await whisper(heard, reply.text);
        if (reply.kind === 'card') await show(heard, renderPost({ card: reply.card, line: '', mentions: [] }));
      }
    },
    async openWaiting(heard, formId, language) {
      const form = waitingForms.find(formId, heard.person.userId);
      if (form) await openForm(heard, form, language);
      else await whisper(heard, say('formGone', language));
    },
    async confirm(heard, { press, label, question }, language) {
      const opened = await openView(heard, renderConfirm(press, label, question, heard.place));
      if (!opened) await whisper(heard, say('failed', language));
    },
  };
}

/** Asks for a press, whose trigger opens the form. */
function renderFormButton({ title }: Form, formId: string, language: Language): Rendered {
  const { text, blocks } = renderPost({ card: undefined, line: say('openForm', language), mentions: [] });
  const button: types.Button = {
    type: 'button',
    action_id: 'form',
    style: 'primary',
    text: { type: 'plain_text', text: clip(title, LIMITS.buttonChars), emoji: false },
    value: `${FORM_PRESS}${formId}`,
  };
  return { text, blocks: [...blocks, { type: 'actions', elements: [button] }] };
}
