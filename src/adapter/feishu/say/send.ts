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
   * Puts a post into a group, a thread or a person's direct messages. A repeat of the same `key` within an hour gives the
   * same message. Later nothing tells whether it stands: Feishu lists cards without what they were made of. A message too
   * many is better then than one too few. Throws AdapterError.
   */
  send(place: ChatPlace, post: Post, key: string): Promise<PostedMessage>;
  /** Shows a new card on a message of ours. Throws AdapterError; `gone` when it, or its time for changes, is no more. */
  refresh(place: ChatPlace, posted: PostedMessage, post: CardPost): Promise<void>;
}

/** Cards are refused in groups that two organisations share; contact data by a tenant's data-leak check. */
const NO_CARDS = 230054;
const CONTACT_DATA = 230028;

export function createSending(
  client: FeishuClient,
  exposure: Exposure,
  log: Logger,
  wait: (ms: number) => Promise<unknown> = (ms) => sleep(ms, undefined, { ref: false }),
): Sending {
  const takeSlot = createRateLimit(LIMITS.pace, wait);
  const takePatch = createRateLimit(LIMITS.pace, wait);
  const patching = createPatchQueue(patch, LIMITS.patchEveryMs, wait);
  /** Where cards were refused: asked again by the next process. */
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

  /** Once more without contact data where it is what was refused. */
  async function masked<P extends Post, T>(said: P, work: (said: P) => Promise<T>): Promise<T> {
    try {
      return await work(said);
    } catch (error) {
      if (codeOf(error) !== CONTACT_DATA) throw error;
      log.warn({ kind: said.about?.kind }, 'feishu.contacts-masked');
      return work(maskContacts(said));
    }
  }

  /** The message stands, pinned or not: what prevents it is logged. */
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
        const posted = await masked(said, (words) => post(place, words, key));
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
        await masked(shown, (words) =>
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
