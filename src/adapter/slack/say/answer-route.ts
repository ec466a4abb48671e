import type { types } from '@slack/bolt';
import type { ChatPlace } from '../../../chat/place.ts';
import type { Language } from '../../../lib/language.ts';
import type { Logger } from '../../../lib/log.ts';
import type { Heard } from '../hear/interaction.ts';
import type { Channels } from '../wire/channel.ts';
import type { SlackClient } from '../wire/client.ts';
import { adapterErrorOf } from '../wire/failure.ts';
import type { Waits } from '../wire/limits.ts';
import { LIMITS } from '../wire/limits.ts';
import { isDirect } from '../wire/place.ts';
import { type Hold, holdTrigger } from './hold-trigger.ts';
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

/** How much an answer matters, and who may see it. */
export interface Delivery {
  /** Whether they learn it nowhere else. */
  readonly mustReach: boolean;
  /** Whether everybody who reads along may know it. */
  readonly isOpen: boolean;
}

export interface Showing {
  /**
   * Shows an answer to the asker, alone where that is sure to reach them. Throws what the client throws when nothing
   * works.
   */
  show(asker: Asker, message: Rendered, delivery: Delivery): Promise<void>;
  /** Opens a view; false when there is nothing to open it with, or no longer. */
  open(asker: Asker, view: types.ModalView): Promise<boolean>;
  /** Keeps what a click may open open, however long the desk takes. */
  hold(asker: Asker): Hold;
}

export function createShowing(client: SlackClient, channels: Channels, waits: Waits, log: Logger): Showing {
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
  async function show(asker: Asker, message: Rendered, { mustReach, isOpen }: Delivery): Promise<void> {
    const { heard, language, external, viewId } = asker;
    const isUnsure = external && mustReach;
    const inView = heard.surface !== 'channel' || viewId !== '' || isUnsure;
    if (inView && (await open(asker, renderAnswer(message, say('answer', language), heard)))) return;
    if (isUnsure && isOpen && heard.message && (await post(heard, message))) return;
    if (isUnsure && !isOpen) return sayDirectly(heard, message);
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
  async function whisper(heard: Heard, message: Rendered): Promise<void> {
    const { place, person } = heard;
    if (isDirect(place)) return sayDirectly(heard, message);
    const where = { channel: channels.idOf(place), user: person.userId, ...threadOf(place) };
    try {
      await client.chat.postEphemeral({ ...where, ...message });
    } catch (error) {
      log.warn({ kind: adapterErrorOf(error).kind }, 'slack.not-whispered');
      await sayDirectly(heard, message);
    }
  }

  async function sayDirectly({ place, person }: Heard, message: Rendered): Promise<void> {
    const thread = isDirect(place) ? threadOf(place) : {};
    await client.chat.postMessage({ channel: person.userId, ...thread, ...message });
  }

  /** An address to answer to is a secret: it is never logged, neither are errors that may name it. */
  async function respond({ responseUrl, place }: Heard, message: Rendered): Promise<boolean> {
    try {
      const response = await fetch(responseUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...threadOf(place), ...message }),
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

  const hold = ({ heard, language }: Asker) => holdTrigger(client, heard, language, waits.holdAfterMs);

  return { show, open, hold };
}

function threadOf({ threadId }: ChatPlace) {
  return threadId === '' ? {} : { thread_ts: threadId };
}
