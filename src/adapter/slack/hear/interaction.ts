import type { Wordless } from '../../../chat/event.ts';
import type { ChatPlace } from '../../../chat/place.ts';
import type { Instant } from '../../../lib/instant.ts';
import type { Press } from '../wire/press.ts';
import type { File } from './schema.ts';

/**
 * One thing a person did (message, command, click, form, shortcut) and how it can be answered. It is stored as JSON
 * until it is worked on, so its field names must stay. `triggerId` and `responseUrl` are empty if there is none.
 */
export interface Interaction {
  /** Our id for it, made from what Slack repeats when it delivers again. */
  readonly id: string;
  readonly at: Instant;
  readonly person: Actor;
  readonly place: ChatPlace;
  readonly triggerId: string;
  readonly responseUrl: string;
  /** Where it happened. In App Home and in a modal there is no channel to answer in. */
  readonly surface: 'channel' | 'home' | 'modal';
  /** The submitted form's view; empty for anything else. */
  readonly viewId: string;
  readonly message: AskedMessage | undefined;
  readonly asked: Asked;
}

/** The person, as far as the payload tells. */
export interface Actor {
  /** The person's own workspace; empty if not told. */
  readonly teamId: string;
  readonly userId: string;
  readonly displayName: string;
}

/** The message it was said in, or that a shortcut was used on. */
export interface AskedMessage {
  readonly ts: string;
  /** The thread's first message; the message itself if it is in no thread. */
  readonly threadTs: string;
  readonly files: readonly File[];
}

export type Asked =
  | {
      readonly kind: 'words';
      readonly word: string;
      readonly text: string;
      readonly mentions: Readonly<Record<string, string>>;
      /** It was not said to us. Left out: it was. */
      readonly overheard?: true;
      /** What was sent instead of words. Left out: words were sent, or nothing. */
      readonly wordless?: Wordless;
    }
  | ({ readonly kind: 'button'; readonly subject: string } & Press)
  | ({ readonly kind: 'submit'; readonly values: Readonly<Record<string, string>> } & Press)
  /** A menu option that has to be confirmed before it counts. */
  | { readonly kind: 'confirm'; readonly press: Press; readonly label: string; readonly question: string }
  /** A press on the button of a pending form (see `say/pending-form.ts`). */
  | { readonly kind: 'form'; readonly formId: string }
  /** A button or form we no longer know, with no card we could redraw. */
  | { readonly kind: 'stale' };

/** Whether it was not said to us, so that only the person may see an answer. */
export function isOverheard({ asked }: Pick<Interaction, 'asked'>): boolean {
  return asked.kind === 'words' && asked.overheard === true;
}

/** A change in the workspace, which no person asked about. */
export type WorkspaceChange =
  | { readonly change: 'channel-changed'; readonly channelId: string }
  | { readonly change: 'channel-moved'; readonly from: string; readonly to: string }
  /** The bot's token was revoked. */
  | { readonly change: 'revoked' };
