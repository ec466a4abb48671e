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

/** The data of a `ticket.updated` entry; each verb fills in what it needs. */
export interface UpdateData {
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
}

/** A `ticket.updated` entry without its verb. */
export interface Update {
  readonly at: Instant;
  readonly by: string;
  readonly data: UpdateData;
}
