import type { Instant, Interval } from '../../../lib/instant.ts';

/** What a ticket keeps beside its clocks: decisions and statements, each with who made it and when. */

/** Whether a fix lasts: a restoration by a workaround is not the final repair. */
export const FIXES = ['final', 'workaround'] as const;
export type FixHow = (typeof FIXES)[number];

export type PlanApprover = 'director' | 'customer';

/** Who said or decided something, and when. */
export interface Signed {
  /** A person's key, or `customer`. */
  readonly by: string;
  /** The name of the customer's person in their chat; undefined for staff, whom the book names. */
  readonly who: string | undefined;
  readonly at: Instant;
}

/** What was done to fix the ticket. A restoration by a workaround is not the final repair, which is still owed. */
export interface Fix extends Signed {
  /** undefined: it was resolved without saying so. */
  readonly how: FixHow | undefined;
  /** What was done, and why the fault was there; empty if it was not written down. */
  readonly done: string;
  readonly cause: string;
  /** The repair after a workaround; undefined: none, or none was owed. */
  readonly repaired?: (Signed & { readonly text: string }) | undefined;
}

/** The fields of a ticket as they were before it was resolved, so that the resolve can be taken back. */
export interface BeforeFix {
  readonly respondedAt: Instant | undefined;
  readonly waitsForAnswer: boolean;
  readonly waitsForPlan: PlanApprover | undefined;
  readonly pausedSince: Instant | undefined;
  readonly pauses: readonly Interval[];
  readonly fix: Fix | undefined;
  readonly rejected: Rejected | undefined;
}

/** What the customer wrote when they said that it is not fixed. */
export interface Rejected extends Signed {
  readonly text: string;
}

/** A file that the customer sent on one of our web pages. */
export interface AttachedFile {
  readonly id: string;
  readonly name: string;
}

/** What the customer is asked to consent to (A7, E8). */
export const CONSENT_PURPOSES = ['remote-access', 'operation'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

/** How an operation is meant to go, as the customer is told before they agree. What was not written down is empty. */
export interface ConsentPlan {
  /** When it begins; left out: it was not said. */
  readonly startAt?: Instant;
  /** How long it takes, in words. */
  readonly lasts: string;
  readonly risk: string;
  readonly wayBack: string;
}

/** Who of the customer's agreed or refused outside this chat, and by which way they said so. */
export interface ConsentSource {
  readonly name: string;
  readonly way: (typeof WAYS)[number];
}

/** An agreed consent on which commands rest, as it stood when their log was handed in. */
export interface ConsentGround extends Signed {
  readonly purpose: ConsentPurpose;
  readonly how: ConsentAnswer['how'];
  readonly source?: ConsentSource;
}

/** The customer's consent for one purpose: asked for, given or refused. */
export interface Consent {
  /** The number of the log entry that asked: an answer names it, so that it counts for this question only. */
  readonly no: number;
  /** What exactly is to be done; empty if that was not written down. */
  readonly text: string;
  /** Left out: only the text was written down. */
  readonly plan?: ConsentPlan;
  /** undefined: consent was recorded without being asked for here. */
  readonly asked: Signed | undefined;
  readonly answer: ConsentAnswer | undefined;
}

export interface ConsentAnswer extends Signed {
  readonly agreed: boolean;
  /** `recorded`: staff wrote down what the customer told them; `source`, or else `note`, says who told them, and how. */
  readonly how: 'button' | 'recorded';
  readonly note: string;
  readonly source?: ConsentSource;
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
  /** Who owes the report was reminded of it; left out: not yet. */
  readonly reminded?: true;
  /** It was not handed in in time, and the director and the general manager were told. */
  readonly overdue?: true;
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
  /** Why they left before it was resolved (E5); left out: it was resolved, or no reason was given. */
  readonly why?: string;
  /** The customer's word that they may leave before it is resolved; left out: there is none. */
  readonly agreed?: Signed;
}

/** Which support tier was taken (D11, B3), by whom and when. */
export interface TierTaken extends Signed {
  readonly tier: number;
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
  /** Until when it must be made: as promised, else by the book's span. Left out in logs older than the span. */
  readonly until?: Instant;
  /** The number of the log entry that noted it; left out in older logs. */
  readonly no?: number;
  /** That time has come, and the coordinator was told. */
  readonly overdue?: true;
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
