import type { Instant } from '../../../lib/instant.ts';

/** What a ticket keeps beside its clocks: decisions and statements, each with who made it and when. */

export type PlanApprover = 'director' | 'customer';

/** Who said or decided something, and when. */
export interface Signed {
  /** A person's key, or `customer`. */
  readonly by: string;
  /** The name of the customer's person in their chat; undefined for staff, whom the book names. */
  readonly who: string | undefined;
  readonly at: Instant;
}

/** A file that the customer sent on one of our web pages. */
export interface AttachedFile {
  readonly id: string;
  readonly name: string;
}

/** What the customer is asked to consent to (A7, E8). */
export const CONSENT_PURPOSES = ['remote-access', 'operation'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

/** The customer's consent for one purpose: asked for, given or refused. */
export interface Consent {
  /** The number of the log entry that asked: an answer names it, so that it counts for this question only. */
  readonly no: number;
  /** What exactly is to be done; empty if that was not written down. */
  readonly text: string;
  /** undefined: consent was recorded without being asked for here. */
  readonly asked: Signed | undefined;
  readonly answer: ConsentAnswer | undefined;
}

export interface ConsentAnswer extends Signed {
  readonly agreed: boolean;
  /** `recorded`: staff wrote down what the customer told them; `note` says who told them, and how. */
  readonly how: 'button' | 'recorded';
  readonly note: string;
}

/**
 * A serious incident (D20). While it lasts one person speaks with the customer, and the director approves plans first.
 */
export interface Incident {
  readonly declared: Signed;
  /** The person's key. */
  readonly speaker: string;
  /** The emergency group: keys of people. */
  readonly group: readonly string[];
  readonly planApproval: readonly PlanApprover[];
  /** undefined while it lasts. */
  readonly ended: Signed | undefined;
  /** The final report to the general manager, owed once the incident ended; undefined until it is handed in. */
  readonly report: (Signed & { readonly text: string }) | undefined;
}

/** The plan that was submitted last and its approvals. A changed plan is a new one and needs every approval again. */
export interface PlanRecord {
  /** The number of its log entry. An approval names it, so that it counts for this plan only. */
  readonly no: number;
  readonly by: string;
  readonly at: Instant;
  readonly approvals: readonly Signed[];
  readonly sentBack: Signed | undefined;
}

/** When and by whom it was last reported that the engineer left the site (D16, E5). */
export interface SiteLeft extends Signed {
  /** Whether the customer had confirmed the result by then. */
  readonly afterConfirmation: boolean;
  /** The service desk's confirmation. */
  readonly confirmed: Signed | undefined;
}

/** The written reply to a requirement (A5). Parts that were left out are empty. */
export interface WrittenReply {
  readonly solution: string;
  readonly impact: string;
  readonly effort: string;
  readonly plan: string;
  /** The date of delivery, `YYYY-MM-DD`. */
  readonly goLive: string;
}

/** The customer's rating, from 1 (bad) to 5 (good). This is the latest; the log has all of them. */
export interface Rated extends Signed {
  readonly score: number;
}

/** Whom to call back as soon as there is an answer (B5). What is not known is empty. */
export interface Callback {
  readonly company: string;
  readonly contact: string;
  readonly phone: string;
  /** Until when the call was promised. Left out: no time was named. */
  readonly until?: Instant;
  /** That time has come, and the assignee was told. */
  readonly reminded?: true;
}

/** The ways in which customers tell us something that staff then write down. */
export const WAYS = ['phone', 'mail', 'in-person', 'other'] as const;

/** Who told us of the case, where staff wrote it down for them. */
export interface Told {
  /** Empty if it was not asked for. */
  readonly name: string;
  /** As it was written; empty if it is not known. */
  readonly phone: string;
  readonly way: (typeof WAYS)[number];
  /** The key of the person who wrote it down. */
  readonly takenBy: string;
  /** When we were told, if that was before it was written down: the clocks begin then. */
  readonly at?: Instant;
}

/** What the verb `correct` may change. */
export interface Correctable {
  readonly site: string;
  /** undefined, or left out in logs: no device. */
  readonly device?: string | undefined;
  /** The serial number of one unit of the device. */
  readonly unit?: string | undefined;
  readonly distanceKm: number;
  readonly travelMs: number;
  readonly billable: boolean;
  readonly contact: string;
}

/** A correction: all that it may change, as it was and as it is now. */
export interface Corrected {
  /** The key of the customer whose sites and devices these are. */
  readonly customer: string;
  readonly before: Correctable;
  readonly after: Correctable;
}

/** The end of a ticket that was taken back: by whom, when, and why. Undone by `reopen`. */
export interface Withdrawn extends Signed {
  readonly how: 'withdrawn' | 'duplicate' | 'merged';
  readonly why: string;
  /** Number of the ticket in which the work goes on; undefined: in none. */
  readonly into: number | undefined;
  /** The status before. */
  readonly was: 'open' | 'resolved' | 'closed';
}

/** The customer asks the team to take the ticket back. */
export interface WithdrawWish extends Signed {
  readonly text: string;
}

/** A person of the customer's by their user id on a platform. */
export interface Reporter {
  readonly platform: string;
  readonly userId: string;
}

/** How the free words were read that became a report. */
export interface HeardAs {
  /** `told`: the person said themselves what they are about, when they were asked. */
  readonly as: 'fault' | 'told' | 'unclear';
  /** Example sentences that are like them. */
  readonly like: readonly string[];
}
