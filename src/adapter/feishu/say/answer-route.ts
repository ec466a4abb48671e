import { createHash } from 'node:crypto';
import type { Logger } from '../../../lib/log.ts';
import { type FeishuClient, pathOf } from '../wire/client.ts';
import { adapterErrorOf, codeOf } from '../wire/failure.ts';
import { idTypeOf } from '../wire/person-id.ts';
import { isDirect } from '../wire/place.ts';
import type { ReplyTarget } from './reply-target.ts';

export interface AnswerRoute {
  /**
   * Shows a card to the person, and only to them where that is certain to reach them: an ephemeral card or a direct
   * message. People of another organisation get a reply that all can read, or with `isPublic` false a direct message.
   * `key` names the card, so that a repeat leaves one message. Throws AdapterError if nothing works.
   */
  show(target: ReplyTarget, card: object, key: string, isPublic: boolean): Promise<void>;
  /**
   * Shows a form: to our own people in direct messages, to others in the group they asked in, because only that is
   * certain to reach them. With `publicCard` given, others too get it in direct messages if Feishu allows; otherwise
   * `publicCard` is shown in the group.
   */
  showForm(target: ReplyTarget, form: ShownForm, key: string): Promise<'direct' | 'group'>;
  /** Replaces the card of one of our messages. A failure is logged. */
  replace(messageId: string, card: object): Promise<void>;
}

export interface ShownForm {
  readonly card: object;
  /** The form with a warning that the group can see it; undefined if others may know about the form. */
  readonly publicCard: object | undefined;
}

/** Feishu's code for a group without threads. */
const NO_THREADS = 230071;

export function createAnswerRoute(client: FeishuClient, log: Logger): AnswerRoute {
  async function sendTo(idType: string, id: string, card: object, key: string): Promise<void> {
    const data = { receive_id: id, ...messageOf(card, key) };
    await client.call('POST', 'im/v1/messages', { params: { receive_id_type: idType }, data });
  }

  const sendDirect = ({ interaction: { person } }: ReplyTarget, card: object, key: string) =>
    sendTo(idTypeOf(person.userId), person.userId, card, `${key}/direct`);

  /**
   * Replies to the person's message or card, visible to all: in its thread, or in the chat if the group has no threads.
   */
  async function reply({ interaction: { replyTo, place } }: ReplyTarget, card: object, key: string): Promise<void> {
    const inThread = (reply_in_thread: boolean) =>
      client.call('POST', pathOf`im/v1/messages/${replyTo}/reply`, {
        data: { ...messageOf(card, `${key}/${reply_in_thread}`), reply_in_thread },
      });
    if (replyTo === '') return sendTo('chat_id', place.channelId, card, key);
    try {
      await inThread(true);
    } catch (error) {
      if (codeOf(error) === NO_THREADS) await inThread(false);
      else if (adapterErrorOf(error).kind === 'gone') await sendTo('chat_id', place.channelId, card, key);
      else throw error;
    }
  }

  /**
   * Shows an ephemeral card, which only this person sees, and only while online.
   * https://open.feishu.cn/document/ukTMukTMukTM/uETOyYjLxkjM24SM5IjN
   */
  async function whisper({ interaction: { place, person } }: ReplyTarget, card: object): Promise<boolean> {
    if (!person.userId.startsWith('ou_')) return false;
    try {
      const data = { chat_id: place.channelId, open_id: person.userId, msg_type: 'interactive', card };
      await client.call('POST', 'ephemeral/v1/send', { data });
      return true;
    } catch (error) {
      log.info({ kind: adapterErrorOf(error).kind, code: codeOf(error) }, 'feishu.not-whispered');
      return false;
    }
  }

  /** False if Feishu does not let us write to the person. Throws if Feishu does not answer. */
  async function trySendDirect(target: ReplyTarget, card: object, key: string): Promise<boolean> {
    try {
      await sendDirect(target, card, key);
      return true;
    } catch (error) {
      if (!isRefused(error)) throw error;
      log.info({ code: codeOf(error) }, 'feishu.not-alone');
      return false;
    }
  }

  return {
    async show(target, card, key, isOpen) {
      if (isDirect(target.interaction.place) || (target.external && !isOpen)) return sendDirect(target, card, key);
      if (target.external) return reply(target, card, key);
      if (!(await whisper(target, card))) await sendDirect(target, card, key);
    },
    async showForm(target, { card, publicCard }, key) {
      const isUnsure = target.external && !isDirect(target.interaction.place);
      if (isUnsure && (!publicCard || !(await trySendDirect(target, card, key)))) {
        await reply(target, publicCard ?? card, key);
        return 'group';
      }
      if (!isUnsure) await sendDirect(target, card, key);
      return 'direct';
    },
    async replace(messageId, card) {
      try {
        await client.call('PATCH', pathOf`im/v1/messages/${messageId}`, { data: { content: JSON.stringify(card) } });
      } catch (error) {
        log.warn({ kind: adapterErrorOf(error).kind, code: codeOf(error) }, 'feishu.not-replaced');
      }
    },
  };
}

/** Whether Feishu refuses for good, so that another try would not help. */
export function isRefused(error: unknown): boolean {
  const { kind } = adapterErrorOf(error);
  return kind === 'gone' || kind === 'rejected' || kind === 'unauthorized';
}

function messageOf(card: object, key: string) {
  const uuid = createHash('sha256').update(key).digest('hex').slice(0, 40);
  return { msg_type: 'interactive', content: JSON.stringify(card), uuid };
}
