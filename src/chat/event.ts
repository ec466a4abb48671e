import type { Instant } from '../lib/instant.ts';
import type { Language } from '../lib/language.ts';
import type { SentFile } from './file.ts';
import type { ChatPlace, Platform } from './place.ts';

/** Who said it, as the platform knows them: keyed by (platform, teamId, userId). */
export interface ChatPerson {
  readonly platform: Platform;
  readonly teamId: string;
  readonly userId: string;
  /** For greeting and logs of the desk only; never for deciding anything. */
  readonly displayName: string;
  /** Whether they are of another organisation than the one that runs us; so is whoever the platform tells nothing about. */
  readonly external: boolean;
}

/** A message that somebody wrote, as what is made of it keeps it. */
export interface ChatMessage {
  /** The thread that answers to it stand in. */
  readonly threadId: string;
  /** Leads to it; empty: nothing does. */
  readonly link: string;
  readonly files: readonly ChatFile[];
}

/** A file that stays where the platform keeps it, or that we keep ourselves. */
export interface ChatFile {
  readonly name: string;
  /** An http or https address; empty for a file of ours, whose links are made as they are needed. */
  readonly link: string;
  /** Where its bytes are; undefined: it can only be opened there. */
  readonly sent?: SentFile;
  /** Ours: where it is kept; undefined: it is not in our keeping. */
  readonly kept?: KeptFile;
}

/** A file in our own keeping: checked, and stored under its id. */
export interface KeptFile {
  readonly id: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** In hex. */
  readonly sha256: string;
}

interface ChatEventBase {
  /** The platform's id of this delivery: the same on a redelivery. */
  readonly id: string;
  readonly at: Instant;
  readonly person: ChatPerson;
  readonly place: ChatPlace;
  /** The person's language as far as the platform tells: what was chosen for the channel goes first, the book's word last. */
  readonly language: Language | undefined;
  /** The message it was said in or is asked about; undefined where there is none. */
  readonly message: ChatMessage | undefined;
}

/** Something a person did in a chat, parsed and verified at the door, in neutral words. */
export type ChatEvent =
  /** Words meant for the bot: `/fault …`, `/desk …`, a mention or a direct message. `word` is "fault", "desk" or "" for free words. */
  | (ChatEventBase & {
      readonly kind: 'words';
      readonly word: string;
      readonly text: string;
      /** People whom the text names by their ids: how it names them (`@li.wei`) → user id. */
      readonly mentions: Readonly<Record<string, string>>;
    })
  | (ChatEventBase & {
      readonly kind: 'button';
      readonly command: string;
      readonly args: Readonly<Record<string, string>>;
      /** Of the card that it was pressed on; empty where it stands on none. */
      readonly subject: string;
      /** Of that card's buttons (`version.ts`); undefined where a platform does not carry it. */
      readonly version?: string;
    })
  | (ChatEventBase & {
      readonly kind: 'submit';
      readonly command: string;
      readonly args: Readonly<Record<string, string>>;
      readonly values: Readonly<Record<string, string>>;
    });
