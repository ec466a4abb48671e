import type { Role } from '../../desk/person/person.ts';
import type { Language } from '../../lib/language.ts';

/** The roles that `book init` offers: those that a first book can use. */
export const OFFERED_ROLES = ['engineer', 'manager', 'director', 'coordinator', 'projectManager', 'desk'] as const;

/** The days on which an office can be open. `cn`: the mainland's working days. */
export const OFFICE_DAYS = ['mon-fri', 'mon-sat', 'every-day', 'cn'] as const;
export type OfficeDays = (typeof OFFICE_DAYS)[number];

export const PLATFORMS = ['playground', 'slack', 'feishu'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** What a person said about their service; `write-book.ts` makes a book of it. Every text was checked when it was typed. */
export interface BookAnswers {
  readonly language: Language;
  readonly provider: string;
  /** An IANA name. */
  readonly timeZone: string;
  readonly days: OfficeDays;
  /** `"09:00"` and `"17:30"`. */
  readonly hours: readonly [from: string, to: string];
  readonly platform: Platform;
  /** In the order of their turns and of the ladder; engineers and a manager are among them. */
  readonly people: readonly NewPerson[];
  /** Ids of channels; empty: not known yet. In the playground they are not asked for. */
  readonly team: string;
  readonly escalation: string;
  readonly customer: NewCustomer;
  /** Most severe first. */
  readonly levels: readonly NewLevel[];
}

export interface NewPerson {
  readonly name: string;
  readonly role: Extract<Role, (typeof OFFERED_ROLES)[number]>;
  /** Their user id; empty: not known yet. In the playground it is not asked for. */
  readonly id: string;
  /** Empty: none. */
  readonly phone: string;
}

export interface NewCustomer {
  readonly name: string;
  readonly site: string;
  /** The id of the channel that is shared with them; empty: none. In the playground they have one. */
  readonly channel: string;
}

/** Spans such as `30m`; undefined: not promised. */
export interface NewLevel {
  readonly name: string;
  readonly respond: string | undefined;
  readonly resolve: string | undefined;
}
