import type { SentFile } from '../../../chat/file.ts';
import type { Instant } from '../../../lib/instant.ts';
import type { HandedOn } from './handed-on.ts';
import type {
  AttachedFile,
  Callback,
  ConsentPurpose,
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
  /** Why the fault was there, as far as the final repair showed it. */
  readonly cause?: string;
}

/** A `ticket.updated` entry without its verb. */
export interface Update {
  readonly at: Instant;
  readonly by: string;
  readonly data: UpdateData;
}
