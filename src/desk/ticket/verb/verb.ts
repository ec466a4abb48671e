import type { Instant } from '../../../lib/instant.ts';
import type { Named } from '../../../lib/language.ts';
import type { Refusal, Result } from '../../../lib/refusal.ts';
import type { KeyAfter, TextKey } from '../../../lib/text-key.ts';
import type { BookPolicy, BookSource } from '../../book/schema.ts';
import type { FieldName } from '../../card/form-field.ts';
import type { Ask, HelpTopic } from '../../desk.ts';
import type { Role } from '../../person/person.ts';
import type { SpanCalendars } from '../../sla/sla.ts';
import type { Entry } from '../case/entry.ts';
import type { Reporter } from '../case/record.ts';
import type { Terms } from '../case/terms.ts';
import type { Ticket, TicketId, TicketKind, TicketStatus } from '../case/ticket.ts';

/** The person who acts, with what the rules check. */
export interface Actor {
  /** A person's key, or `customer`. */
  readonly key: string;
  readonly staff: boolean;
  readonly director: boolean;
  /** Their jobs at the provider. Left out: none, as for customers. */
  readonly roles?: readonly Role[];
  /** One of the managers. Left out: no. */
  readonly manager?: boolean;
  /** Name of the customer's person in chat. Left out for staff, whom the book names. */
  readonly name?: string;
  /** The customer's person. Left out for staff, and where no person acts. */
  readonly person?: Reporter;
}

/** What a verb decides by: the ticket, the terms of its contract, the person and the time. */
export interface Case {
  readonly ticket: Ticket;
  readonly terms: Terms;
  readonly by: Actor;
  readonly now: Instant;
}

/** The two sides of a ticket. Each has its own card. */
export type CardSide = 'customer' | 'team';

/**
 * Everything that the desk knows about one verb, as data and pure functions. `D` is the type of its details: what it
 * needs beside the ticket. Its texts have the keys `button.<verb>`, `line.ticket.updated.<verb>` and
 * `help.ticket.<verb>`.
 */
export interface Verb<D extends object = object> {
  /** `both`: the customer, or staff on what the customer told them. */
  readonly by: 'staff' | 'customer' | 'both';
  /** Ticket states in which it is allowed; it is refused in others. */
  readonly during: readonly TicketStatus[];
  /** The only kind of ticket that has it. Left out: every kind. */
  readonly of?: TicketKind;
  /** How it is typed. Left out: it is pressed, or another feature asks for it. */
  readonly words?: Words;
  /**
   * What is shown of its effect before it counts: which clocks move, the effect of each level, or what an
   * outage would do that began long ago. `changes`: what the filled-in form would change, if it moves a clock or what is
   * billable.
   */
  readonly preview?: 'moves' | 'levels' | 'long-ago' | 'changes';
  /** The form for missing details. Left out: there is nothing to fill in. */
  readonly form?: VerbForm;
  /**
   * Reads the details from what was typed, pressed or filled in. Refuses what is missing or not understood, naming the
   * field.
   */
  read(ask: Ask, terms: Terms): Result<D>;
  /**
   * Why it is refused now; undefined if it is not. `details` is empty where a button is checked before anything is
   * filled in.
   */
  refuse?(at: Case, details: Partial<D>): Refusal | undefined;
  /** The entries that it writes, in order. Called only if it was not refused. */
  entries(at: Case, details: D): Entry[];
  /** The customer's words stand in their own channel already, so no line repeats them there. Left out: one does. */
  readonly stands?: true;
  /** Whether the customer reads it when staff did it. Left out: no. Both sides read what customers do. */
  customerReads?(ticket: Ticket): boolean;
  /** The assignee is mentioned on its line: it concerns them, even where they need not act. Left out: no. */
  readonly calls?: true;
  /** What the person reads who did it by words, where "done" is not true. `ticket` is the ticket after it. */
  reply?(ticket: Ticket): KeyAfter<'reply.'> | undefined;
  /** Its button on the card of a side that may use it, in a state that knows it (`offerOf`); undefined: none now. */
  offered?(ticket: Ticket, card: OfferedOn): Offer | undefined;
}

/** How a verb is typed after `/desk`. Help shows the first word of each language. */
export interface Words {
  readonly zh: readonly string[];
  readonly en: readonly string[];
  /** `TypedForm.isCommon`. */
  readonly isCommon?: true;
  /** `TypedForm.topic`. */
  readonly topic?: HelpTopic;
  /** Names of the arguments after the ticket's number, in order; the last one takes the rest of the line. */
  readonly takes: readonly KeyAfter<'take.'>[];
}

export interface OfferedOn {
  readonly side: CardSide;
  readonly policy: BookPolicy;
  readonly calendars: SpanCalendars;
  /** When the card is drawn. */
  readonly now: Instant;
}

export interface Offer {
  /** Left out: plain. The first main button of a card is always the primary one. */
  readonly style?: 'primary' | 'danger';
  /** Text key after `button.`, where that of the verb does not fit. */
  readonly label?: KeyAfter<'button.'>;
  /** Which plan or question the card shows, so that a press on an old card does not answer a new one. */
  readonly args?: Readonly<Record<string, string>>;
  /** Asks "are you sure?" first: the key of that question. */
  readonly confirm?: TextKey;
}

/** A plain button. It stands in the menu, unless it is a main button in the ticket's state (`next.ts`). */
export const MENU: Offer = {};

export interface VerbForm {
  /** A press opens it, even if nothing is missing: to ask for a reason, or for details that may be left out. */
  readonly asksWhy?: true;
  /** What the sent form carries beside its fields: the state for which it was filled in. Left out: nothing. */
  args?(ticket: Ticket): Readonly<Record<string, string>>;
  /** Words of the other side that the form answers, shown above its fields; left out or undefined: none. */
  answers?(ticket: Ticket): string | undefined;
  fields(about: FormAbout): readonly AskedField[];
}

/** What the fields of a form depend on. */
export interface FormAbout {
  readonly ticket: Ticket;
  readonly source: BookSource;
  readonly policy: BookPolicy;
  /** Whether staff are asked; otherwise the customer is. */
  readonly isStaff: boolean;
  /** Other open tickets of the customer, for verbs that name one; empty for others, and if there are many. */
  readonly others: readonly { readonly id: TicketId; readonly title: string }[];
}

/** A field of a form. Its label and hint are the texts `form.field.<label>` and `form.hint.<label>`, or those of its name. */
export type AskedField = {
  readonly name: FieldName;
  readonly required?: true;
  readonly label?: KeyAfter<'form.field.'>;
  readonly initial?: string | Named;
} & (
  | { readonly kind: 'text' }
  | { readonly kind: 'line'; readonly max: number }
  | { readonly kind: 'datetime' }
  /** If a required choice has no options, the form is not shown. */
  | { readonly kind: 'choice'; readonly options: readonly AskedOption[] }
);

/** `label`: a name in both languages, or the key of a text. */
export interface AskedOption {
  readonly value: string;
  readonly label: Named | TextKey;
}

/** Types a verb by its details. */
export function verb<D extends object>(spec: Verb<D>): Verb<D> {
  return spec;
}

/** Details of a verb that needs none. */
export type NoDetails = Record<never, never>;

export const WHILE_OPEN: readonly TicketStatus[] = ['open'];
export const UNTIL_CLOSED: readonly TicketStatus[] = ['open', 'resolved'];
/**
 * Papers, parts, the follow-up, the command log and leaving the site go on after the ticket was closed (A7, D15, D16,
 * E5), but not after it was taken back.
 */
export const ALWAYS: readonly TicketStatus[] = ['open', 'resolved', 'closed'];
export const EVEN_WITHDRAWN: readonly TicketStatus[] = [...ALWAYS, 'withdrawn'];
