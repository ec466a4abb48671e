import { setTimeout as sleep } from 'node:timers/promises';
import type { CardPost, Post, PostedMessage } from '../../../chat/adapter.ts';
import type { ChatPlace } from '../../../chat/place.ts';
import type { Logger } from '../../../lib/log.ts';
import { type FeishuClient, pathOf } from '../wire/client.ts';
import { type Exposure, refuseExposed } from '../wire/exposure.ts';
import { adapterErrorOf, codeOf } from '../wire/failure.ts';
import { LIMITS } from '../wire/limits.ts';
import { createRateLimit } from '../wire/rate-limit.ts';
import { maskContacts } from './mask-contacts.ts';
import { createPatchQueue } from './patch-queue.ts';
import { type Content, idempotencyKeyOf, postMessage, readMessageId } from './post-message.ts';
import { renderCard } from './render.ts';
import { renderText } from './render-text.ts';

export interface Sending {
  /**
   * Posts into a group, thread or direct chat. A repeat with the same `key` within an hour gives the same message.
   * After that we cannot tell whether it was posted, because Feishu lists cards without their content; better one
   * message too many than one too few. Throws AdapterError.
   */
  send(place: ChatPlace, post: Post, key: string): Promise<PostedMessage>;
  /** Updates the card of one of our messages. Throws AdapterError, `gone` if it was deleted or is too old to update. */
  refresh(place: ChatPlace, posted: PostedMessage, post: CardPost): Promise<void>;
}

/**
 * Feishu's codes: cards are not allowed in this group (with another organisation); contact data is blocked by the
 * tenant's data-leak check.
 */
const NO_CARDS = 230054;
const CONTACT_DATA = 230028;

export function createSending(
  client: FeishuClient,
  exposure: Exposure,
  log: Logger,
  wait: (ms: number) => Promise<unknown> = (ms) => sleep(ms, undefined, { ref: false }),
): Sending {
  const takeSlot = createRateLimit(LIMITS.callRate, wait);
  const takePatch = createRateLimit(LIMITS.callRate, wait);
  const patching = createPatchQueue(patch, LIMITS.patchEveryMs, wait);
  /** Groups that rejected cards; forgotten with the process. */
  const textOnly = new Set<string>();

  async function patch(messageId: string, content: string): Promise<void> {
    await takePatch();
    const { id, isText } = readMessageId(messageId);
    if (isText) await client.call('PUT', pathOf`im/v1/messages/${id}`, { data: { msg_type: 'text', content } });
    else await client.call('PATCH', pathOf`im/v1/messages/${id}`, { data: { content } });
  }

  async function put(place: ChatPlace, content: Content, key: string, aloud?: true): Promise<PostedMessage> {
    await takeSlot();
    return postMessage(client, place, content, idempotencyKeyOf(place, key, content), aloud);
  }

  async function post(place: ChatPlace, said: Post, key: string): Promise<PostedMessage> {
    if (!said.card || textOnly.has(place.channelId)) return put(place, textOf(said), key, said.aloud);
    try {
      return await put(place, { msg_type: 'interactive', content: JSON.stringify(renderCard(said)) }, key);
    } catch (error) {
      if (codeOf(error) !== NO_CARDS) throw error;
      textOnly.add(place.channelId);
      log.warn({ channel: place.channelId }, 'feishu.no-cards');
      return put(place, textOf(said), key);
    }
  }

  /** Tries again without contact data if Feishu rejected it. */
  async function retryMasked<P extends Post, T>(said: P, work: (said: P) => Promise<T>): Promise<T> {
    try {
      return await work(said);
    } catch (error) {
      if (codeOf(error) !== CONTACT_DATA) throw error;
      log.warn({ kind: said.about?.kind }, 'feishu.contacts-masked');
      return work(maskContacts(said));
    }
  }

  /** Pins a message. A failure is only logged: the message itself was posted. */
  async function pin({ messageId }: PostedMessage): Promise<void> {
    const { id } = readMessageId(messageId);
    try {
      await client.call('POST', 'im/v1/pins', { data: { message_id: id } });
    } catch (error) {
      log.warn({ err: error }, 'feishu.not-pinned');
    }
  }

  return {
    async send(place, said, key) {
      try {
        await refuseExposed(exposure, place, said.readers);
        const posted = await retryMasked(said, (words) => post(place, words, key));
        if (said.pinned) await pin(posted);
        return posted;
      } catch (cause) {
        throw adapterErrorOf(cause);
      }
    },
    async refresh(place, posted, said) {
      try {
        await refuseExposed(exposure, place, said.readers);
        const shown = { ...said, line: '', headline: '', mentions: [] };
        const { isText } = readMessageId(posted.messageId);
        await retryMasked(shown, (words) =>
          patching.show(posted.messageId, isText ? textOf(words).content : JSON.stringify(renderCard(words))),
        );
        if (said.pinned) await pin(posted);
      } catch (cause) {
        throw adapterErrorOf(cause);
      }
    },
  };
}

function textOf(said: Post): Content {
  return { msg_type: 'text', content: JSON.stringify({ text: renderText(said) }) };
}
