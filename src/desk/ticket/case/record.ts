import type { Instant } from '../../../lib/instant.ts';

/** What stands on a ticket's record beside its clocks: whose word was given, on what, and when. */

export type PlanApprover = 'director' | 'customer';

/** Who said something, and when: on record for as long as the ticket is. */
export interface Signed {
  /** A person's key, or `customer`. */
  readonly by: string;
  /** How the customer's person is called in their chat; undefined for staff, whom the book names. */
  readonly who: string | undefined;
  readonly at: Instant;
}

/** A file that the customer sent by a page of ours. */
export interface AttachedFile {
  readonly id: string;
  readonly name: string;
}

/** What the customer is asked to consent to (A7, E8). */
export const CONSENT_PURPOSES = ['remote-access', 'operation'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

/** The customer's word on one thing: asked for, given or refused. */
export interface Consent {
  /** The number of the entry that it stands by: whoever answers says to which question. */
  readonly no: number;
  /** What exactly is to be done; empty: nobody wrote it down. */
  readonly text: string;
  /** undefined: it was given without being asked for here. */
  readonly asked: Signed | undefined;
  readonly answer: ConsentAnswer | undefined;
}

export interface ConsentAnswer extends Signed {
  readonly agreed: boolean;
  /** `recorded`: the staff wrote down what they were told; `note` says by whom, and how. */
  readonly how: 'button' | 'recorded';
  readonly note: string;
}

/** A serious incident (D20): while it lasts one person speaks with the customer, and plans go by the director first. */
export interface Incident {
  readonly declared: Signed;
  /** The person's key. */
  readonly speaker: string;
  /** The emergency group, by their keys. */
  readonly group: readonly string[];
  readonly planApproval: readonly PlanApprover[];
  /** undefined: it lasts. */
  readonly ended: Signed | undefined;
  /** The final report to the general manager; owed from the end on. */
  readonly report: (Signed & { readonly text: string }) | undefined;
}

/** What became of the plan that was submitted last. A changed plan is another one and needs every approval anew. */
export interface PlanRecord {
  /** The number of its entry in the log: an approval that was given to another plan does not count for this one. */
  readonly no: number;
  readonly by: string;
  readonly at: Instant;
  readonly approvals: readonly Signed[];
  readonly sentBack: Signed | undefined;
}

/** The engineer left the site: the latest time it was reported (D16, E5). */
export interface SiteLeft extends Signed {
  /** Whether the customer had confirmed the result by then. */
  readonly afterConfirmation: boolean;
  /** The service desk's word that it is so. */
  readonly confirmed: Signed | undefined;
}

/** The written reply to a requirement (A5). What is not said is empty. */
export interface WrittenReply {
  readonly solution: string;
  readonly impact: string;
  readonly effort: string;
  readonly plan: string;
  /** The date of delivery, `YYYY-MM-DD`. */
  readonly goLive: string;
}

/** What the customer thinks of the service, from 1 (bad) to 5 (good). The latest word counts; the log has them all. */
export interface Rated extends Signed {
  readonly score: number;
}

/** Whom we call back as soon as there is an answer (B5). What is not known is empty. */
export interface Callback {
  readonly company: string;
  readonly contact: string;
  readonly phone: string;
}

/** A person as their platform knows them. */
export interface Reporter {
  readonly platform: string;
  readonly userId: string;
}
