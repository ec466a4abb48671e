import { createHash } from 'node:crypto';
import type { Logger } from '../../../lib/log.ts';
import { type FeishuClient, pathOf } from '../wire/client.ts';
import { adapterErrorOf, codeOf } from '../wire/failure.ts';
import { idTypeOf } from '../wire/person-id.ts';
import { isDirect } from '../wire/place.ts';
import type { ReplyTarget } from './reply-target.ts';

export interface AnswerRoute {
  /**
   * Shows a card to the asker, alone where that is sure to reach them; `key` names the showing, so that a repeat leaves
   * one message. What is not open to whoever reads along goes to their direct messages or nowhere. Throws AdapterError
   * when nothing works.
   */
  show(target: ReplyTarget, card: object, key: string, isOpen: boolean): Promise<void>;
  /**
   * Puts up a form: our own people fill it in alone, others where they asked, for nothing else is sure to reach them.
   * What is not open to whoever reads along they too fill in alone where Feishu lets us write to them; `open` draws it
   * for where it does not.
   */
  showForm(target: ReplyTarget, form: ShownForm, key: string): Promise<'direct' | 'group'>;
  /** Puts another card in the place of one of ours. What prevents it is logged. */
  replace(messageId: string, card: object): Promise<void>;
}

export interface ShownForm {
  readonly card: object;
  /** undefined: whoever reads along may know of it. */
  readonly open: object | undefined;
}

/** A group where nobody can begin a thread. */
const NO_THREADS = 230071;

export function createAnswerRoute(client: FeishuClient, log: Logger): AnswerRoute {
  async function sendTo(idType: string, id: string, card: object, key: string): Promise<void> {
    const data = { receive_id: id, ...messageOf(card, key) };
    await client.call('POST', 'im/v1/messages', { params: { receive_id_type: idType }, data });
  }

  const sendDirect = ({ interaction: { person } }: ReplyTarget, card: object, key: string) =>
    sendTo(idTypeOf(person.userId), person.userId, card, `${key}/direct`);

  /** For all to see, in the thread of what they said or pressed; in the chat itself where there are no threads. */
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

  /** One person in a group sees it, as long as they are online. */
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

  /** False when Feishu does not let us write to them; throws when it cannot be asked. */
  async function mayReachAlone(target: ReplyTarget, card: object, key: string): Promise<boolean> {
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
    async showForm(target, { card, open }, key) {
      const isUnsure = target.external && !isDirect(target.interaction.place);
      if (isUnsure && (!open || !(await mayReachAlone(target, card, key)))) {
        await reply(target, open ?? card, key);
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

/** Feishu does not want it, now or later. */
export function isRefused(error: unknown): boolean {
  const { kind } = adapterErrorOf(error);
  return kind === 'gone' || kind === 'rejected' || kind === 'unauthorized';
}

function messageOf(card: object, key: string) {
  const uuid = createHash('sha256').update(key).digest('hex').slice(0, 40);
  return { msg_type: 'interactive', content: JSON.stringify(card), uuid };
}
