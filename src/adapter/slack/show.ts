import type { types } from '@slack/bolt';
import type { Language } from '../../lib/language.ts';
import type { Logger } from '../../lib/log.ts';
import type { Heard } from './asked.ts';
import type { Channels } from './channel.ts';
import type { SlackClient } from './client.ts';
import { adapterErrorOf } from './failure.ts';
import { type Hold, holdTrigger } from './hold.ts';
import { LIMITS } from './limits.ts';
import { renderAnswer } from './modal.ts';
import type { Rendered } from './render.ts';
import { say } from './words.ts';

/** Somebody who waits for an answer. */
export interface Asker {
  readonly heard: Heard;
  readonly language: Language;
  /** Of another organisation: what only they would see may not reach them. */
  readonly external: boolean;
  /** A view that waits to be filled; empty: there is none. */
  readonly viewId: string;
}

export interface Showing {
  /**
   * Shows an answer to the asker, alone where that is sure to reach them. `must`: whether they learn it nowhere else.
   * Throws what the client throws when nothing works.
   */
  show(asker: Asker, message: Rendered, must: 'reach' | 'may miss'): Promise<void>;
  /** Opens a view; false when there is nothing to open it with, or no longer. */
  open(asker: Asker, view: types.ModalView): Promise<boolean>;
  /** Keeps what a click may open open, however long the desk takes. */
  hold(asker: Asker): Hold;
}

export function createShowing(client: SlackClient, channels: Channels, log: Logger): Showing {
  async function open({ heard, viewId }: Asker, view: types.ModalView): Promise<boolean> {
    try {
      if (viewId !== '') await client.views.update({ view_id: viewId, view });
      else if (heard.triggerId === '') return false;
      else if (heard.surface === 'modal') await client.views.push({ trigger_id: heard.triggerId, view });
      else await client.views.open({ trigger_id: heard.triggerId, view });
      return true;
    } catch (error) {
      log.warn({ kind: adapterErrorOf(error).kind }, 'slack.view-not-opened');
      return false;
    }
  }

  /** What is shown to one person alone in a channel is not sure to reach somebody of another organisation. */
  async function show(asker: Asker, message: Rendered, must: 'reach' | 'may miss'): Promise<void> {
    const { heard, language, external, viewId } = asker;
    const inView = heard.surface !== 'channel' || viewId !== '' || (external && must === 'reach');
    if (inView && (await open(asker, renderAnswer(message, say('answer', language), heard)))) return;
    if (external && must === 'reach' && heard.message && (await post(heard, message))) return;
    if (heard.responseUrl !== '' && (await respond(heard, message))) return;
    await whisper(heard, message);
  }

  /** In the thread of what they said, for all to see. */
  async function post({ place, message: said }: Heard, message: Rendered): Promise<boolean> {
    try {
      const thread = said === undefined ? {} : { thread_ts: said.threadTs };
      await client.chat.postMessage({ channel: channels.idOf(place), ...thread, ...message });
      return true;
    } catch (error) {
      log.warn({ kind: adapterErrorOf(error).kind }, 'slack.not-answered-in-thread');
      return false;
    }
  }

  /** Where they stand, for them alone; in their direct messages when that does not work. */
  async function whisper({ place, person }: Heard, message: Rendered): Promise<void> {
    const thread = place.threadId === '' ? {} : { thread_ts: place.threadId };
    const isDirect = place.channelId.startsWith('@');
    if (!isDirect) {
      try {
        await client.chat.postEphemeral({ channel: channels.idOf(place), user: person.userId, ...thread, ...message });
        return;
      } catch (error) {
        log.warn({ kind: adapterErrorOf(error).kind }, 'slack.not-whispered');
      }
    }
    await client.chat.postMessage({ channel: person.userId, ...(isDirect ? thread : {}), ...message });
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

  const hold = ({ heard, language }: Asker) => holdTrigger(client, heard.triggerId, language, LIMITS.holdAfterMs);

  return { show, open, hold };
}
