import type { Instant } from '../lib/instant.ts';
import type { Language } from '../lib/language.ts';
import type { SentFile } from './file.ts';
import type { Letter } from './mail.ts';
import type { ChatPlace, Platform } from './place.ts';

/** A person as the platform knows them; the key is (platform, teamId, userId). */
export interface ChatPerson {
  readonly platform: Platform;
  readonly teamId: string;
  readonly userId: string;
  /** For greetings and the desk's logs only; nothing is decided by it. */
  readonly displayName: string;
  /** Whether the person is of another organisation than ours. True too if the platform does not tell. */
  readonly external: boolean;
}

/** A message a person wrote, as the desk stores it. */
export interface ChatMessage {
  /** The thread for replies to it. */
  readonly threadId: string;
  /** Its address; empty if it has none. */
  readonly link: string;
  readonly files: readonly ChatFile[];
}

/** A file that stays on the platform, or that we store ourselves. */
export interface ChatFile {
  readonly name: string;
  /** An http or https address; empty for a file we store, whose links are made when needed, or of a direct chat. */
  readonly link: string;
  /** How to download it; undefined: it can only be opened on the platform. */
  readonly sent?: SentFile;
  /** Where we store it; undefined: we do not. */
  readonly kept?: KeptFile;
}

/** A checked file in our own store. */
export interface KeptFile {
  readonly id: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** In hex. */
  readonly sha256: string;
}

interface ChatEventBase {
  /** The platform's id of the delivery; the same if it is delivered again. */
  readonly id: string;
  readonly at: Instant;
  readonly person: ChatPerson;
  readonly place: ChatPlace;
  /**
   * The person's language, if the platform tells. A language chosen for the channel has priority, and the book's comes
   * last.
   */
  readonly language: Language | undefined;
  /** The message it was said in, or is about; undefined if none. */
  readonly message: ChatMessage | undefined;
}

/**
 * What a message without words is: files or pictures, a voice message, a sticker, a place, a card, forwarded messages that
 * could not be read, or another kind that the platform has.
 */
export type Wordless = 'file' | 'voice' | 'sticker' | 'place' | 'card' | 'forward' | 'other';

/** Something a person did in a chat: verified, parsed, and neutral. */
export type ChatEvent =
  /**
   * Text for the bot: `/fault …`, `/desk …`, a mention or a direct message. `word` is "fault", "desk", or "" for free
   * text.
   */
  | (ChatEventBase & {
      readonly kind: 'words';
      readonly word: string;
      readonly text: string;
      /** The people mentioned: as the text names them (`@li.wei`) → user id. */
      readonly mentions: Readonly<Record<string, string>>;
      /**
       * It was not said to Deskbell: a message in a thread, or in a channel that the book listens to. Left out: it was,
       * by a mention, a direct message or a slash command.
       */
      readonly overheard?: true;
      /** What was sent instead of words, if `text` is empty for that reason. Left out: words were sent. */
      readonly wordless?: Wordless;
      /** It came by mail, where nothing can be asked back with buttons. Left out: it was said in a chat. */
      readonly letter?: Letter;
    })
  | (ChatEventBase & {
      readonly kind: 'button';
      readonly command: string;
      readonly args: Readonly<Record<string, string>>;
      /** The subject of the card with the button; empty if it was not on a card. */
      readonly subject: string;
      /** The version of that card's buttons (`version.ts`); undefined if the platform does not carry it. */
      readonly version?: string;
    })
  | (ChatEventBase & {
      readonly kind: 'submit';
      readonly command: string;
      readonly args: Readonly<Record<string, string>>;
      readonly values: Readonly<Record<string, string>>;
    });
