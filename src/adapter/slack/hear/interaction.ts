import type { ChatPlace } from '../../../chat/place.ts';
import type { Instant } from '../../../lib/instant.ts';
import type { Press } from '../wire/press.ts';
import type { File } from './schema.ts';

/** What somebody did, and the ways they can be answered; an empty `triggerId` or `responseUrl` is none. */
export interface Interaction {
  /** What Slack repeats on a redelivery. */
  readonly id: string;
  readonly at: Instant;
  readonly person: Actor;
  readonly place: ChatPlace;
  readonly triggerId: string;
  readonly responseUrl: string;
  /** Where it was done; in a view there is no channel to answer in. */
  readonly surface: 'channel' | 'home' | 'modal';
  /** The form that was submitted; empty: none was. */
  readonly viewId: string;
  readonly message: AskedMessage | undefined;
  readonly asked: Asked;
}

/** Who it was, as far as the payload tells. */
export interface Actor {
  /** Their own workspace; empty: it does not say. */
  readonly teamId: string;
  readonly userId: string;
  readonly displayName: string;
}

/** The message that it was said in, or that it is about. */
export interface AskedMessage {
  readonly ts: string;
  /** The thread that the message is in, or begins. */
  readonly threadTs: string;
  readonly files: readonly File[];
}

export type Asked =
  | {
      readonly kind: 'words';
      readonly word: string;
      readonly text: string;
      readonly mentions: Readonly<Record<string, string>>;
    }
  | ({ readonly kind: 'button'; readonly subject: string } & Press)
  | ({ readonly kind: 'submit'; readonly values: Readonly<Record<string, string>> } & Press)
  /** A menu's option that wants to be confirmed before it counts. */
  | { readonly kind: 'confirm'; readonly press: Press; readonly label: string; readonly question: string }
  /** A form that waits for this press, because nothing else could open it. */
  | { readonly kind: 'form'; readonly formId: string }
  /** A button or a form that is none of ours any more, on nothing that we could draw anew. */
  | { readonly kind: 'stale' };

/** What Slack tells of itself, which nobody asked. */
export type WorkspaceChange =
  | { readonly change: 'channel-changed'; readonly channelId: string }
  | { readonly change: 'channel-moved'; readonly from: string; readonly to: string }
  /** Our token is good no more. */
  | { readonly change: 'revoked' };
