import type { Instant } from '../../../lib/instant.ts';
import type { Named } from '../../../lib/language.ts';
import type { Refusal, Result } from '../../../lib/refusal.ts';
import type { KeyAfter, TextKey } from '../../../lib/text-key.ts';
import type { BookPolicy, BookSource } from '../../book/schema.ts';
import type { FieldName } from '../../card/form-field.ts';
import type { Ask } from '../../desk.ts';
import type { Entry } from '../case/entry.ts';
import type { Terms } from '../case/terms.ts';
import type { Ticket, TicketKind, TicketStatus } from '../case/ticket.ts';

/** Who acts, as far as the rules care. */
export interface Actor {
  /** A person's key, or `customer`. */
  readonly key: string;
  readonly staff: boolean;
  readonly director: boolean;
  /** One of the managers; left out: no. */
  readonly manager?: boolean;
  /** Name of the customer's person in their chat; left out for staff, whom the book names. */
  readonly name?: string;
}

/** What a verb decides by: the ticket, what its contract promises, who acts, and when. */
export interface Case {
  readonly ticket: Ticket;
  readonly terms: Terms;
  readonly by: Actor;
  readonly now: Instant;
}

/** The two sides of a ticket, each with a card of its own. */
export type CardSide = 'customer' | 'team';

/**
 * Everything the desk knows about one verb, as data and pure functions. `D` is what the verb needs to know besides the
 * ticket: its details. Texts are keys of `i18n`: `button.<verb>`, `line.ticket.updated.<verb>`, `help.ticket.<verb>`.
 */
export interface Verb<D extends object = object> {
  /** `both`: the customer, or staff who heard it from the customer. */
  readonly by: 'staff' | 'customer' | 'both';
  /** Ticket states in which it makes sense; elsewhere it is refused. */
  readonly during: readonly TicketStatus[];
  /** The only kind of ticket that knows it; left out: every kind. */
  readonly of?: TicketKind;
  /** How it is typed; left out: it is pressed, or another feature asks for it. */
  readonly words?: Words;
  /** What is shown of its effect on the clocks before it counts: what moves, what starts, or each level to choose from. */
  readonly preview?: 'moves' | 'starts' | 'levels';
  /** The form that asks for missing details; left out: there is nothing to fill in. */
  readonly form?: VerbForm;
  /** The details out of what was typed, pressed or filled in. Refuses what is missing or not understood, by field. */
  read(ask: Ask, terms: Terms): Result<D>;
  /** Why it may not be done now; `details` is empty where a button is judged before anything was filled in. */
  refuse?(at: Case, details: Partial<D>): Refusal | undefined;
  /** What it writes into the log, in order. Asked only when nothing refused it. */
  entries(at: Case, details: D): Entry[];
  /** Whether the customer reads it when staff did it; left out: it stays inside. What customers do, both sides read. */
  customerReads?(ticket: Ticket): boolean;
  /** Who has to act now that it was done. `ticket` is the ticket after it. */
  next?(ticket: Ticket): readonly ('customer' | 'engineer')[];
  /** Its button on the card of a side; undefined: none in this state. */
  offered?(ticket: Ticket, card: OfferedOn): Offer | undefined;
}

/** How a verb is typed after `/desk`. Help shows the first word of each language. */
export interface Words {
  readonly zh: readonly string[];
  readonly en: readonly string[];
  /** Names of what follows the ticket's number, in order; the last one takes the rest of the line. */
  readonly takes: readonly KeyAfter<'take.'>[];
}

export interface OfferedOn {
  readonly side: CardSide;
  readonly policy: BookPolicy;
}

export interface Offer {
  /** `main`: a button of its own, two per card at most; `more`: in the menu. */
  readonly place: 'main' | 'more';
  readonly style?: 'primary' | 'danger';
  /** Text key after `button.`, where the verb's own name does not fit. */
  readonly label?: KeyAfter<'button.'>;
  /** Which plan or question was looked at, so that a press on an old card does not answer a new one. */
  readonly args?: Readonly<Record<string, string>>;
  /** Asks "are you sure?" first: the key of that question. */
  readonly confirm?: TextKey;
}

export interface VerbForm {
  /** A press opens it though nothing is missing, to ask why. */
  readonly asksWhy?: true;
  fields(about: FormAbout): readonly AskedField[];
}

/** What the fields of a form depend on. */
export interface FormAbout {
  readonly ticket: Ticket;
  readonly source: BookSource;
  readonly policy: BookPolicy;
}

/** One field of a form. Its label is the text `form.field.<label or name>`; a label of its own leaves out the hint. */
export type AskedField = {
  readonly name: FieldName;
  readonly required?: true;
  readonly label?: KeyAfter<'form.field.'>;
  readonly initial?: string | Named;
} & (
  | { readonly kind: 'text' }
  | { readonly kind: 'line'; readonly max: number }
  | { readonly kind: 'datetime' }
  /** A form whose required choice has no option is not shown: there is nothing to choose. */
  | { readonly kind: 'choice'; readonly options: readonly AskedOption[] }
);

/** `label`: a name in both languages, or the key of a text. */
export interface AskedOption {
  readonly value: string;
  readonly label: Named | TextKey;
}

/** Gives a verb its type. */
export function verb<D extends object>(spec: Verb<D>): Verb<D> {
  return spec;
}

/** The details of a verb that needs none. */
export type NoDetails = Record<never, never>;

export const WHILE_OPEN: readonly TicketStatus[] = ['open'];
export const UNTIL_CLOSED: readonly TicketStatus[] = ['open', 'resolved'];
/** Papers, parts, the follow-up, the command log and the way home outlast the confirmation (A7, D15, D16, E5). */
export const ALWAYS: readonly TicketStatus[] = ['open', 'resolved', 'closed'];
