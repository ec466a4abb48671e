import type { ChatMessage, ChatPerson } from '../chat/event.ts';
import type { PlatformFeatures } from '../chat/features.ts';
import type { PageLinks } from '../chat/page.ts';
import type { ChatPlace } from '../chat/place.ts';
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
import type { BookSource } from './book/schema.ts';
import type { Runtime } from './health/health.ts';
import type { Role } from './person/person.ts';
import type { Entry } from './ticket/case/entry.ts';
import type { LoadedTicket } from './ticket/case/loaded.ts';
import type { HeardAs } from './ticket/case/record.ts';
import type { TicketId } from './ticket/case/ticket.ts';

/** The types that every feature of the desk shares with the front desk: who asks, what is asked, and the answer. */

/** Who asks, according to the book and the channel. */
export interface Asker {
  /** A key of the book's people, or `customer`. */
  readonly key: string;
  readonly staff: boolean;
  readonly roles: readonly Role[];
  /** The customer of the channel, or of the person; undefined for staff elsewhere. */
  readonly customer: string | undefined;
  readonly name: string;
  readonly language: Language;
  /** Keys of the confidential customers whose cases this person of ours may not open; left out: none. */
  readonly closed?: readonly string[];
}

/** A turn of the desk, with the start that was read in the same transaction. */
export type DeskTurn = Turn &
  TurnStart & {
    /** Whether a platform's messages show each reader their own language. */
    readonly speaksBoth: PlatformFeatures['speaksBoth'];
    /** Whether a platform can make a message urgent in this way; left out: every one can. */
    readonly canUrge?: PlatformFeatures['canUrge'];
    /** The notices it owes so far; left out: each is written down at once. */
    readonly owed?: Owed;
    /** Makes links to our own pages, valid from the turn's instant. */
    readonly links: PageLinks;
    /** Reads and checks the service book of the settings' file, and throws a `BookError`; left out: there is no file. */
    readonly readBookFile?: () => Promise<BookSource>;
    /** What only this process knows of itself; left out: there is no process of its own, as in a test. */
    readonly runtime?: () => Runtime;
  };

export interface Ask {
  readonly turn: DeskTurn;
  readonly asker: Asker;
  /** The asker's user on their platform. */
  readonly person: ChatPerson;
  /** The book in force now. An existing ticket uses the version it was opened under. */
  readonly book: Book;
  readonly place: ChatPlace;
  /** How it was asked. What changes shows on cards; the asker reads a sentence about it besides. */
  readonly by: 'words' | 'button' | 'form';
  /** The message in which it was asked, or which it is about; undefined if there is none. */
  readonly message: ChatMessage | undefined;
  /** The people that the words mention: as written → user id. */
  readonly mentions: Readonly<Record<string, string>>;
  /** The tickets of the thread in which it was asked: words that name no ticket are about them. */
  readonly here: readonly TicketId[];
  /** The ticket of the pressed card, locked until the turn ends; left out if no ticket's card was pressed. */
  readonly pressed?: LoadedTicket;
  /** How free words were read that became this command; left out: it was asked for as such. */
  readonly heard?: HeardAs;
  /** The arguments of the command by name, unchecked. */
  readonly input: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly replies: readonly Reply[];
  readonly facts: readonly Fact[];
}

/** Something that a flow did, for features that it may not call: dispatch and tick pass it to the subscribers. */
export type Fact =
  | { readonly kind: 'ticket.opened'; readonly ticketId: TicketId }
  | { readonly kind: 'inspection.planned'; readonly inspectionId: number }
  /** The content of an inspection report is there: as a draft, complete, or with one more signature. */
  | {
      readonly kind: 'inspection.written';
      readonly inspectionId: number;
      readonly report: 'draft' | 'final' | 'signed';
    }
  /**
   * A step on a ticket was carried out: the ticket after it, and the new entries, those that fell due before included.
   */
  | { readonly kind: 'ticket.stepped'; readonly at: LoadedTicket; readonly added: readonly Entry[] }
  | { readonly kind: 'complaint.opened'; readonly complaintId: number }
  | { readonly kind: 'complaint.closed'; readonly customer: string }
  /** The customer sent a full survey. */
  | { readonly kind: 'rating.surveyed'; readonly ratingId: number }
  | { readonly kind: 'channel.language-chosen'; readonly place: ChatPlace; readonly language: Language }
  /** A button was pressed that its card no longer has. */
  | { readonly kind: 'card.stale'; readonly subject: string; readonly place: ChatPlace }
  /** Another person is on duty for a while, now or later. */
  | { readonly kind: 'duty.moved'; readonly rotation: string }
  /** Another person is on duty now, or no one. */
  | { readonly kind: 'duty.changed'; readonly rotation: string }
  /**
   * `left`: `from` is no longer in the service book, and `to` gets the tickets that they left behind. `lost`: the same,
   * because none of their chat accounts is left.
   */
  | {
      readonly kind: 'duty.handed-over';
      readonly rotation: string;
      readonly from: string;
      readonly to: string;
      readonly why: 'shift' | 'left' | 'lost';
    };

/** Called for each fact in the same turn. */
export type Subscriber = (turn: DeskTurn, fact: Fact) => Promise<void>;

/** One command, for all ways of asking: slash words, mentions, buttons, forms. */
export interface Command {
  /** Dotted. Buttons and forms carry it; a typed command has the help text `help.<name>`. */
  readonly name: string;
  /** How it is typed; undefined: by button and form only. */
  readonly typed: TypedForm | undefined;
  readonly for: 'everyone' | 'staff';
  /**
   * Whether it changes what every turn reads when it begins (`TurnStart`): a channel's language or customer, a person's
   * link.
   */
  readonly changesStart?: true;
  run(ask: Ask): Promise<Result<Answer>>;
}

/** What the help groups the commands by. */
export type HelpTopic =
  | 'look'
  | 'ticket'
  | 'plan'
  | 'visit'
  | 'level'
  | 'mend'
  | 'duty'
  | 'care'
  | 'papers'
  | 'parts'
  | 'complaint'
  | 'channel';

export interface TypedForm {
  readonly slash: 'fault' | 'complaint' | 'desk';
  /** The sub-words; empty for the slash command itself. Help shows the first of each language. */
  readonly zh: readonly string[];
  readonly en: readonly string[];
  /**
   * Whether customers say these words too and mean something else ("report the broken door"). In their free words they are
   * no command of staff, and one for everyone only where nothing follows.
   */
  readonly isCommon?: true;
  /** Under which topic the help explains it; left out: the first that has commands of this name (`command/help-topic.ts`). */
  readonly topic?: HelpTopic;
  /** The command that a customer means by these words alone, where the command itself is for staff. */
  readonly forCustomers?: string;
  /** Names of the arguments, in order; the last takes the rest of the line. Each has a text `take.<name>`. */
  readonly takes: readonly KeyAfter<'take.'>[];
}

/** A kind of due work: a table with `next_due_at`, and what happens to its rows. */
export interface DueSource {
  /** It has a `next_due_at` column with a partial index. */
  readonly table: string;
  /**
   * Locks the earliest due work at or before `until`: one row, or up to `most` rows that are due at one instant. Leaves
   * out `skip` and rows that another transaction holds.
   */
  take(tx: Tx, until: Instant, skip: readonly string[], most: number): Promise<Due | undefined>;
}

export interface Due {
  /** The keys of the rows, for logs, and to skip one that failed. */
  readonly rows: readonly string[];
  readonly dueAt: Instant;
  /** Does the work in a turn at `dueAt`; of several rows all or none. */
  happen(turn: DeskTurn): Promise<readonly Fact[]>;
}
