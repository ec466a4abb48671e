import type { Instant } from '../lib/instant.ts';
import type { Language } from '../lib/language.ts';

/** A platform's dotless name: the adapter folder's own name. */
export type Platform = string;

/** Where something was said. `threadId` is empty outside threads. */
export interface ChatPlace {
  readonly platform: Platform;
  readonly channelId: string;
  readonly threadId: string;
}

/** Who said it, as the platform knows them: keyed by (platform, teamId, userId). */
export interface ChatPerson {
  readonly platform: Platform;
  readonly teamId: string;
  readonly userId: string;
  /** For greeting and logs of the desk only; never for deciding anything. */
  readonly displayName: string;
}

interface ChatEventBase {
  /** The platform's id of this delivery: the same on a redelivery. */
  readonly id: string;
  readonly at: Instant;
  readonly person: ChatPerson;
  readonly place: ChatPlace;
  /** The person's language as far as the platform tells: what was chosen for the channel goes first, the book's word last. */
  readonly language: Language | undefined;
}

/** Something a person did in a chat, parsed and verified at the door, in neutral words. */
export type ChatEvent =
  /** Words meant for the bot: `/fault …`, `/desk …`, a mention or a direct message. `word` is "fault", "desk" or "" for free words. */
  | (ChatEventBase & { readonly kind: 'words'; readonly word: string; readonly text: string })
  | (ChatEventBase & {
      readonly kind: 'button';
      readonly command: string;
      readonly args: Readonly<Record<string, string>>;
    })
  | (ChatEventBase & {
      readonly kind: 'submit';
      readonly command: string;
      readonly args: Readonly<Record<string, string>>;
      readonly values: Readonly<Record<string, string>>;
    });
