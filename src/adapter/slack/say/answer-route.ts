import type { types } from '@slack/bolt';
import type { ChatPlace } from '../../../chat/place.ts';
import type { Logger } from '../../../lib/log.ts';
import type { Interaction } from '../hear/interaction.ts';
import type { Channels } from '../wire/channel.ts';
import type { SlackClient } from '../wire/client.ts';
import { adapterErrorOf } from '../wire/failure.ts';
import type { Waits } from '../wire/limits.ts';
import { LIMITS } from '../wire/limits.ts';
import { isDirect } from '../wire/place.ts';
import { type Hold, holdTrigger } from './hold-trigger.ts';
import { renderAnswer } from './modal.ts';
import type { Rendered } from './render.ts';
import type { ReplyTarget } from './reply-target.ts';
import { say } from './words.ts';

/** How important an answer is, and who may see it. */
export interface AnswerOptions {
  /** Whether the person learns this nowhere else. */
  readonly mustReach: boolean;
  /** Whether others in the channel may read it. */
  readonly isPublic: boolean;
}

export interface AnswerRoute {
  /**
   * Shows an answer to the person, and only to them where that is certain to reach them: in a view if they acted in
   * one, else by the response URL, an ephemeral or a direct message. Someone of another organisation who must see it
   * gets a view, else a post in the thread, or if it is not public a direct message, else an ephemeral one. Throws what
   * the client throws if all fail.
   */
  show(target: ReplyTarget, message: Rendered, options: AnswerOptions): Promise<void>;
  /** Opens a view. False if there is no trigger for it, or it has expired. */
  open(target: ReplyTarget, view: types.ModalView): Promise<boolean>;
  /** Keeps the click's trigger usable while the desk works; see `hold-trigger.ts`. */
  hold(target: ReplyTarget): Hold;
}

export function createAnswerRoute(client: SlackClient, channels: Channels, waits: Waits, log: Logger): AnswerRoute {
  async function open({ interaction, viewId }: ReplyTarget, view: types.ModalView): Promise<boolean> {
    try {
      if (viewId !== '') await client.views.update({ view_id: viewId, view });
      else if (interaction.triggerId === '') return false;
      else if (interaction.surface === 'modal') await client.views.push({ trigger_id: interaction.triggerId, view });
      else await client.views.open({ trigger_id: interaction.triggerId, view });
      return true;
    } catch (error) {
      log.warn({ kind: adapterErrorOf(error).kind }, 'slack.view-not-opened');
      return false;
    }
  }

  /** Slack does not promise that ephemeral messages reach people of another organisation. */
  async function show(target: ReplyTarget, message: Rendered, { mustReach, isPublic }: AnswerOptions): Promise<void> {
    const { interaction, language, external, viewId } = target;
    const isUnsure = external && mustReach;
    const inView = interaction.surface !== 'channel' || viewId !== '' || isUnsure;
    if (inView && (await open(target, renderAnswer(message, say('answer', language), interaction)))) return;
    if (isUnsure && isPublic && interaction.message && (await post(interaction, message))) return;
    if (isUnsure && !isPublic && (await tryDirect(interaction, message))) return;
    if (interaction.responseUrl !== '' && (await respond(interaction, message))) return;
    await whisper(interaction, message);
  }

  /** Posts in the thread of the person's message, visible to all. */
  async function post({ place, message: said }: Interaction, message: Rendered): Promise<boolean> {
    try {
      const thread = said === undefined ? {} : { thread_ts: said.threadTs };
      await client.chat.postMessage({ channel: channels.idOf(place), ...thread, ...message });
      return true;
    } catch (error) {
      log.warn({ kind: adapterErrorOf(error).kind }, 'slack.not-answered-in-thread');
      return false;
    }
  }

  /** Posts an ephemeral message, or a direct message if that fails. */
  async function whisper(interaction: Interaction, message: Rendered): Promise<void> {
    const { place, person } = interaction;
    if (isDirect(place)) return sendDirect(interaction, message);
    const where = { channel: channels.idOf(place), user: person.userId, ...threadOf(place) };
    try {
      await client.chat.postEphemeral({ ...where, ...message });
    } catch (error) {
      log.warn({ kind: adapterErrorOf(error).kind }, 'slack.not-whispered');
      await sendDirect(interaction, message);
    }
  }

  /** False if the person cannot be written to; an ephemeral message may still reach them. */
  async function tryDirect(interaction: Interaction, message: Rendered): Promise<boolean> {
    try {
      await sendDirect(interaction, message);
      return true;
    } catch (error) {
      log.warn({ kind: adapterErrorOf(error).kind }, 'slack.not-sent-directly');
      return false;
    }
  }

  async function sendDirect({ place, person }: Interaction, message: Rendered): Promise<void> {
    const thread = isDirect(place) ? threadOf(place) : {};
    await client.chat.postMessage({ channel: person.userId, ...thread, ...message });
  }

  /** Response URLs are secret: neither they nor errors that may contain them are logged. */
  async function respond({ responseUrl, place }: Interaction, message: Rendered): Promise<boolean> {
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

  const hold = ({ interaction, language }: ReplyTarget) =>
    holdTrigger(client, interaction, language, waits.holdAfterMs);

  return { show, open, hold };
}

function threadOf({ threadId }: ChatPlace) {
  return threadId === '' ? {} : { thread_ts: threadId };
}
