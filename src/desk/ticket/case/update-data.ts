import type { SentFile } from '../../../chat/file.ts';
import type { Instant } from '../../../lib/instant.ts';
import type { HandedOn } from './handed-on.ts';
import type {
  AttachedFile,
  Callback,
  ConsentGround,
  ConsentPlan,
  ConsentPurpose,
  ConsentSource,
  Corrected,
  Incident,
  PlanApprover,
  WrittenReply,
} from './record.ts';
import type { TriageRank } from './triage-record.ts';

/** When a visit to the site is to be, and with whom of the customer's that was agreed; left out: not said. */
export interface VisitData {
  readonly arrivalAt?: Instant;
  readonly agreedWith?: string;
}

/** Who is sent: keys of people, left out in older logs; and with what, in words. */
export interface DispatchData extends VisitData {
  readonly to?: readonly string[];
  readonly equipment?: string;
}

/** The data of a `ticket.updated` entry; each verb fills in what it needs. */
export interface UpdateData extends VisitData {
  readonly text?: string;
  readonly files?: readonly SentFile[];
  readonly sinceAt?: Instant;
  readonly affectedPercent?: number;
  readonly waitsFor?: PlanApprover;
  /** The name of the customer's person in their chat. */
  readonly who?: string;
  /** The exact text that was decided on. */
  readonly wording?: string;
  readonly purpose?: ConsentPurpose;
  readonly consentPlan?: ConsentPlan;
  readonly consentSource?: ConsentSource;
  /** Of a command log: the consents that it rests on. */
  readonly grounds?: readonly ConsentGround[];
  /** Of a command log: the contract wants consent, and there was none. */
  readonly unagreed?: true;
  /** Of a command log: the device's key in the book, and when the commands were entered. */
  readonly device?: string;
  readonly ranAt?: Instant;
  readonly incident?: Pick<Incident, 'speaker' | 'group' | 'planApproval'>;
  readonly agreed?: boolean;
  /** The paper that was handed in. In logs that are older than papers it is left out and means the written reply. */
  readonly paper?: string;
  readonly attached?: readonly AttachedFile[];
  readonly callback?: Callback;
  readonly reply?: WrittenReply;
  readonly score?: number;
  /** The other ticket of a duplicate or merge. */
  readonly other?: number;
  readonly handed?: HandedOn;
  readonly corrected?: Corrected;
  /** Whose the ticket was before another took it over; left out: no one's. */
  readonly from?: string;
  readonly tier?: number;
  readonly rank?: TriageRank;
  /** Why the fault was there, as far as the final repair showed it. */
  readonly cause?: string;
}

/** A `ticket.updated` entry without its verb. */
export interface Update {
  readonly at: Instant;
  readonly by: string;
  readonly data: UpdateData;
}
