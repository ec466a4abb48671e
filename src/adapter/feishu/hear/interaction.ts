import type { ChatPlace } from '../../../chat/place.ts';
import type { Language } from '../../../lib/language.ts';
import type { FormMessage, TruncatedField } from '../wire/form-context.ts';

/** What somebody did, and the ways they can be answered. */
export interface Interaction {
  /** What Feishu repeats on a redelivery. */
  readonly id: string;
  readonly person: Actor;
  /** A press does not say whether it was made in a group: its chat may turn out to be somebody's direct one. */
  readonly place: ChatPlace;
  /** What Feishu calls the direct chat that it was said in; empty: another chat, or not told. */
  readonly directChatId: string;
  readonly surface: 'message' | 'card' | 'menu';
  /** The language that their app shows, and the one they wrote in; undefined: not told. */
  readonly locale: Language | undefined;
  readonly script: Language | undefined;
  /** Their own; empty: not told. */
  readonly timeZone: string;
  /** The message that it was said in, or that a form is about. */
  readonly message: FormMessage | undefined;
  /** People of whom it tells the name: id → name. */
  readonly names: Readonly<Record<string, string>>;
  /** The message that this one replies to; empty: none, or nothing was said. */
  readonly parentId: string;
  /** The message of theirs, or the card, that an answer for all to see hangs on; empty: there is none. */
  readonly replyTo: string;
  readonly asked: Asked;
}

/** Who it was, as far as Feishu tells. */
export interface Actor {
  readonly userId: string;
  /** Their own organisation; empty: it does not say. */
  readonly tenantKey: string;
  /** The organisation that has our app. */
  readonly homeTenantKey: string;
}

export type Asked =
  | {
      readonly kind: 'words';
      readonly word: string;
      readonly text: string;
      readonly mentions: Readonly<Record<string, string>>;
    }
  /** A reply to a message which asks us to make a ticket of that message. */
  | { readonly kind: 'about'; readonly parentId: string; readonly text: string }
  | {
      readonly kind: 'button';
      readonly command: string;
      readonly args: Readonly<Record<string, string>>;
      readonly subject: string;
      /** Undefined: it was no press on a card. */
      readonly version?: string;
    }
  | {
      readonly kind: 'submit';
      readonly command: string;
      readonly args: Readonly<Record<string, string>>;
      readonly values: Readonly<Record<string, string>>;
      /** A field that began with too long a message. */
      readonly begun?: TruncatedField | undefined;
    }
  /** A button or a form that is none of ours any more, on nothing that we could draw anew. */
  | { readonly kind: 'stale' };

/** What Feishu tells of a chat, which nobody asked. */
export interface ChatChange {
  readonly change: 'chat-lost';
  readonly chatId: string;
}
