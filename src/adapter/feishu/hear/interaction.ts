import type { Wordless } from '../../../chat/event.ts';
import type { ChatPlace } from '../../../chat/place.ts';
import type { Language } from '../../../lib/language.ts';
import type { FormMessage, TruncatedField } from '../wire/form-context.ts';
import type { FormTurn } from '../wire/form-turn.ts';

/**
 * One thing a person did (message, menu, press, form) and how it can be answered. It is stored as JSON until it is
 * worked on, so its field names must stay.
 */
export interface Interaction {
  /** Our id for it, made from what Feishu repeats when it delivers again. */
  readonly id: string;
  readonly person: Actor;
  /** A press does not tell the kind of its chat, so this may turn out to be a direct chat. */
  readonly place: ChatPlace;
  /** The id of the direct chat it was said in; empty if it was another chat or is not told. */
  readonly directChatId: string;
  readonly surface: 'message' | 'card' | 'menu';
  /** The language of the person's app, and the one they wrote in; undefined if not told. */
  readonly locale: Language | undefined;
  readonly script: Language | undefined;
  /** The person's own zone; empty if not told. */
  readonly timeZone: string;
  /** The message it was said in, or that a form is about. */
  readonly message: FormMessage | undefined;
  /** Names of people that the delivery tells: id → name. */
  readonly names: Readonly<Record<string, string>>;
  /** The message this one replies to; empty if none. */
  readonly parentId: string;
  /** The message or card to reply to where all can read; empty if there is none. */
  readonly replyTo: string;
  readonly asked: Asked;
  /** They turned to another part of a form's long list; `asked` is how that form was asked for. */
  readonly turn?: FormTurn;
  /** The form pressed stands where a group can see it, though it is for one person. */
  readonly isPublic?: true | undefined;
}

/** The person, as far as Feishu tells. */
export interface Actor {
  readonly userId: string;
  /** The person's own organisation; empty if not told. */
  readonly tenantKey: string;
  /** The organisation that installed the app. */
  readonly homeTenantKey: string;
}

export type Asked =
  | {
      readonly kind: 'words';
      readonly word: string;
      readonly text: string;
      readonly mentions: Readonly<Record<string, string>>;
      /** Not said to us; see ChatEvent. */
      readonly overheard?: true;
      /** What was sent instead of words; see ChatEvent. */
      readonly wordless?: Wordless;
    }
  /** A reply that asks to make a ticket of the message above it. */
  | { readonly kind: 'about'; readonly parentId: string; readonly text: string }
  | {
      readonly kind: 'button';
      readonly command: string;
      readonly args: Readonly<Record<string, string>>;
      readonly subject: string;
      /** The version of the card's buttons (`chat/version.ts`); undefined if it was no press on a card. */
      readonly version?: string;
    }
  | {
      readonly kind: 'submit';
      readonly command: string;
      readonly args: Readonly<Record<string, string>>;
      readonly values: Readonly<Record<string, string>>;
      /** A field that showed only the beginning of a long message. */
      readonly begun?: TruncatedField | undefined;
    }
  /** A button or form we no longer know, with no card we could redraw. */
  | { readonly kind: 'stale' };

/** Whether it was not said to us, so that only the person may see an answer. */
export function isOverheard({ asked }: Pick<Interaction, 'asked'>): boolean {
  return asked.kind === 'words' && asked.overheard === true;
}

/** A change of a chat, which no person asked about: the bot was removed, or the chat was dissolved. */
export interface ChatChange {
  readonly change: 'chat-lost';
  readonly chatId: string;
}
