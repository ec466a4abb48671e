import { envelopeOf } from './feishu-request.ts';
import { BOT_USER, TENANT } from './feishu-server.ts';

/** Deliveries as Feishu makes them when people do things; `n` makes each its own. */
let n = 0;

export interface By {
  /** open_id */
  readonly user: string;
  readonly tenant?: string;
  /** The group; the chat of the person alone with us if not given. */
  readonly chat?: string;
}

interface Said {
  readonly text?: string;
  /** Content of another type of message. */
  readonly type?: string;
  readonly content?: object;
  readonly mentions?: readonly object[];
  readonly more?: object;
}

export const US = { key: '@_user_1', id: { open_id: BOT_USER }, name: 'Deskbell' };

/** Something said; in a group to us, by a mention in front. */
export function messageOf(said: Said, { user, tenant = TENANT, chat }: By): object {
  n += 1;
  const direct = chat === undefined;
  const { text = '', type = 'text', mentions = direct ? [] : [US] } = said;
  const content = said.content ?? { text: direct ? text : `@_user_1 ${text}` };
  return envelopeOf('im.message.receive_v1', {
    sender: { sender_id: { open_id: user, union_id: `on_${user.slice(3)}` }, sender_type: 'user', tenant_key: tenant },
    message: {
      message_id: `om_said${n}`,
      create_time: String(Date.now()),
      chat_id: chat ?? `oc_p2p${user.slice(3)}`,
      chat_type: direct ? 'p2p' : 'group',
      message_type: type,
      content: JSON.stringify(content),
      mentions,
      ...said.more,
    },
  });
}

/** A press on a control of a card; `action` holds what is special about it. */
export function pressOf(action: object, { user, tenant = TENANT, chat }: By, messageId = 'om_0001'): object {
  n += 1;
  return envelopeOf(
    'card.action.trigger',
    {
      operator: { open_id: user, union_id: `on_${user.slice(3)}`, tenant_key: tenant },
      token: `c-${n}`,
      action: { tag: 'button', timezone: 'Asia/Shanghai', ...action },
      host: 'im_message',
      context: { open_message_id: messageId, open_chat_id: chat ?? `oc_p2p${user.slice(3)}` },
    },
    { event_id: `press-${n}`, create_time: String(Date.now() * 1000) },
  );
}

/** An event that a person caused without writing. */
export function eventOf(type: string, event: object): object {
  n += 1;
  return envelopeOf(type, event, { event_id: `event-${n}` });
}

/** Controls of a card, wherever they stand in it. */
export function controlsOf(card: unknown): readonly Control[] {
  if (typeof card !== 'object' || card === null) return [];
  const inner = Object.values(card).flatMap(controlsOf);
  return 'behaviors' in card ? [card as Control, ...inner] : inner;
}

export interface Control {
  readonly tag: string;
  readonly name?: string;
  readonly text?: { readonly content: string };
  readonly behaviors: readonly [{ readonly value: object }];
  readonly options?: readonly { readonly text: { readonly content: string }; readonly value: string }[];
}

/** What a press on this command sends, by a button or by an option of a menu. */
export function actionFor(card: unknown, command: string): object {
  for (const { tag, behaviors, options } of controlsOf(card)) {
    const { value } = behaviors[0];
    const option = options?.find((each) => each.value.includes(`"${command}"`));
    if (option) return { tag, value, option: option.value };
    if (JSON.stringify(value).includes(`"${command}"`)) return { tag, value };
  }
  throw new Error(`no ${command} on the card`);
}
