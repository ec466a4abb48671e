import type { ChatMessage, ChatPerson } from '../chat/event.ts';
import type { PageLinks } from '../chat/page.ts';
import type { ChatPlace, Platform } from '../chat/place.ts';
import type { Reply } from '../chat/reply.ts';
import type { Tx } from '../db/database.ts';
import type { Turn } from '../db/turn.ts';
import type { Instant } from '../lib/instant.ts';
import type { Language } from '../lib/language.ts';
import type { Result } from '../lib/refusal.ts';
import type { KeyAfter } from '../lib/text-key.ts';
import type { Owed } from '../outbox/enqueue.ts';
import type { TurnStart } from './begin-turn.ts';
import type { Book } from './book/book.ts';
import type { Role } from './person/person.ts';
import type { Entry } from './ticket/case/entry.ts';
import type { LoadedTicket } from './ticket/case/loaded.ts';
import type { TicketId } from './ticket/case/ticket.ts';

/** The words every feature of the desk shares with the front desk: who asks, what is asked, what comes of it. */

/** Who asks, as the book and the channel say. */
export interface Asker {
  /** A key of the book's people, or `customer`. */
  readonly key: string;
  readonly staff: boolean;
  readonly roles: readonly Role[];
  /** The customer whose channel this is, or to whom the person belongs; undefined for staff elsewhere. */
  readonly customer: string | undefined;
  readonly name: string;
  readonly language: Language;
}

/** A turn of the desk, with what its opener read of the house in the same transaction. */
export type DeskTurn = Turn &
  TurnStart & {
    /** Whether a platform's messages show each reader their own language. */
    readonly speaksBoth: (platform: Platform) => boolean;
    /** What it owes so far; left out: that is written down as it comes. */
    readonly owed?: Owed;
    /** Addresses of our own pages, as of the turn's instant. */
    readonly links: PageLinks;
  };

export interface Ask {
  readonly turn: DeskTurn;
  readonly asker: Asker;
  /** The same, as their platform knows them. */
  readonly person: ChatPerson;
  /** The book in force now. A ticket that is there goes by the version it pinned. */
  readonly book: Book;
  readonly place: ChatPlace;
  /** How it was asked: a press shows in the card it was made on, words get words. */
  readonly by: 'words' | 'button' | 'form';
  /** The message that it was asked in or about; undefined where there is none. */
  readonly message: ChatMessage | undefined;
  /** People whom the words name by their ids: how they name them → user id. */
  readonly mentions: Readonly<Record<string, string>>;
  /** The tickets of the thread that the words stand in: whatever names no ticket there is about them. */
  readonly here: readonly TicketId[];
  /** The ticket of the card that was pressed, locked until the turn ends; left out: the ask is no press on a ticket's card. */
  readonly pressed?: LoadedTicket;
  /** What was given with the command, by name; the command checks it. */
  readonly input: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly replies: readonly Reply[];
  readonly facts: readonly Fact[];
}

/** What a flow wrote, for the features that may not be called directly: dispatch and tick hand it to its subscribers. */
export type Fact =
  | { readonly kind: 'ticket.opened'; readonly ticketId: TicketId }
  | { readonly kind: 'inspection.planned'; readonly inspectionId: number }
  /** What its report is made of is there: to be looked at, or all of it. */
  | { readonly kind: 'inspection.written'; readonly inspectionId: number; readonly report: 'draft' | 'final' }
  /** Somebody took a step on a ticket: as it stands now, and the entries that came of it, what fell due before among them. */
  | { readonly kind: 'ticket.stepped'; readonly at: LoadedTicket; readonly added: readonly Entry[] }
  | { readonly kind: 'complaint.opened'; readonly complaintId: number }
  | { readonly kind: 'complaint.closed'; readonly customer: string }
  | { readonly kind: 'channel.language-chosen'; readonly place: ChatPlace; readonly language: Language }
  /** Somebody pressed what a card no longer has. */
  | { readonly kind: 'card.stale'; readonly subject: string; readonly place: ChatPlace }
  /** Somebody else has the bell for a while, now or later. */
  | { readonly kind: 'duty.moved'; readonly rotation: string }
  | { readonly kind: 'duty.handed-over'; readonly rotation: string; readonly from: string; readonly to: string };

/** Told of a fact in the same turn. */
export type Subscriber = (turn: DeskTurn, fact: Fact) => Promise<void>;

/** One thing that can be asked, for all ways of asking: slash words, mentions, buttons, forms. */
export interface Command {
  /** Dotted: also the name that buttons and forms carry. Help explains one that is typed: `help.<name>`. */
  readonly name: string;
  /** How it is typed; undefined: by button and form only. */
  readonly typed: TypedForm | undefined;
  readonly for: 'everyone' | 'staff';
  /** Whether it writes what every turn reads as it opens (`Opening`): a channel's language or customer, a person's link. */
  readonly changesStart?: true;
  run(ask: Ask): Promise<Result<Answer>>;
}

export interface TypedForm {
  readonly slash: 'fault' | 'complaint' | 'desk';
  /** The sub-words; empty for the slash command itself. The first of each is the one that help shows. */
  readonly zh: readonly string[];
  readonly en: readonly string[];
  /** Names of what follows, in order; the last takes the rest of the line. Help calls each `take.<name>`. */
  readonly takes: readonly KeyAfter<'take.'>[];
}

/** Something that falls due by itself: a table with `next_due_at`, and what happens to its rows. */
export interface DueSource {
  /** The table that has a `next_due_at` column under a partial index. */
  readonly table: string;
  /**
   * Takes what is due first at or before `until` and that nobody else holds, leaving out `skip`: one row, or at most
   * `most` that are due at one instant.
   */
  take(tx: Tx, until: Instant, skip: readonly string[], most: number): Promise<Due | undefined>;
}

export interface Due {
  /** The rows' keys, for logs and for skipping one when it failed. */
  readonly rows: readonly string[];
  readonly dueAt: Instant;
  /** Lets it happen in a turn at `dueAt`; of several rows all or none. */
  happen(turn: DeskTurn): Promise<readonly Fact[]>;
}
