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

/** How much an answer matters, and who may see it. */
export interface AnswerOptions {
  /** Whether they learn it nowhere else. */
  readonly mustReach: boolean;
  /** Whether everybody who reads along may know it. */
  readonly isPublic: boolean;
}

export interface AnswerRoute {
  /**
   * Shows an answer to the asker, alone where that is sure to reach them. Throws what the client throws when nothing
   * works.
   */
  show(target: ReplyTarget, message: Rendered, delivery: AnswerOptions): Promise<void>;
  /** Opens a view; false when there is nothing to open it with, or no longer. */
  open(target: ReplyTarget, view: types.ModalView): Promise<boolean>;
  /** Keeps what a click may open open, however long the desk takes. */
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

  /** What is shown to one person alone in a channel is not sure to reach somebody of another organisation. */
  async function show(target: ReplyTarget, message: Rendered, { mustReach, isPublic }: AnswerOptions): Promise<void> {
    const { interaction, language, external, viewId } = target;
    const isUnsure = external && mustReach;
    const inView = interaction.surface !== 'channel' || viewId !== '' || isUnsure;
    if (inView && (await open(target, renderAnswer(message, say('answer', language), interaction)))) return;
    if (isUnsure && isPublic && interaction.message && (await post(interaction, message))) return;
    if (isUnsure && !isPublic) return sayDirectly(interaction, message);
    if (interaction.responseUrl !== '' && (await respond(interaction, message))) return;
    await whisper(interaction, message);
  }

  /** In the thread of what they said, for all to see. */
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

  /** Where they stand, for them alone; in their direct messages when that does not work. */
  async function whisper(interaction: Interaction, message: Rendered): Promise<void> {
    const { place, person } = interaction;
    if (isDirect(place)) return sayDirectly(interaction, message);
    const where = { channel: channels.idOf(place), user: person.userId, ...threadOf(place) };
    try {
      await client.chat.postEphemeral({ ...where, ...message });
    } catch (error) {
      log.warn({ kind: adapterErrorOf(error).kind }, 'slack.not-whispered');
      await sayDirectly(interaction, message);
    }
  }

  async function sayDirectly({ place, person }: Interaction, message: Rendered): Promise<void> {
    const thread = isDirect(place) ? threadOf(place) : {};
    await client.chat.postMessage({ channel: person.userId, ...thread, ...message });
  }

  /** An address to answer to is a secret: it is never logged, neither are errors that may name it. */
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
