import type { SentFile } from '../../../chat/file.ts';
import type { Instant } from '../../../lib/instant.ts';
import type { AttachedFile, Callback, ConsentPurpose, Incident, WrittenReply } from '../case/record.ts';

/** What a person may ask of a ticket that is there. */
export type Step =
  | { readonly verb: 'acknowledge' }
  | { readonly verb: 'undo-acknowledge' }
  | { readonly verb: 'assign'; readonly to: string }
  | ({ readonly verb: 'update'; readonly text: string } & WithFiles)
  | { readonly verb: 'attach'; readonly files: readonly AttachedFile[]; readonly text: string }
  | ({ readonly verb: 'tell-customer'; readonly text: string } & WithFiles)
  | ({ readonly verb: 'ask-customer'; readonly text: string } & WithFiles)
  | ({ readonly verb: 'customer-answered'; readonly text: string } & WithFiles)
  | ({ readonly verb: 'submit-plan'; readonly text: string } & WithFiles)
  /** `planNo`: the plan that was looked at (`PlanRecord`); undefined: whichever waits. */
  | { readonly verb: 'approve-plan'; readonly planNo?: number }
  | { readonly verb: 'reject-plan'; readonly text: string; readonly planNo?: number }
  | { readonly verb: 'ask-consent'; readonly purpose: ConsentPurpose; readonly text: string }
  /** `consentNo`: the question that was looked at (`Consent`); undefined: whichever waits. */
  | { readonly verb: 'give-consent' | 'refuse-consent'; readonly text: string; readonly consentNo?: number }
  | {
      readonly verb: 'record-consent';
      readonly purpose: ConsentPurpose;
      readonly agreed: boolean;
      readonly text: string;
    }
  | { readonly verb: 'log-commands'; readonly text: string }
  | ({ readonly verb: 'declare-incident'; readonly text: string } & Pick<
      Incident,
      'speaker' | 'group' | 'planApproval'
    >)
  | { readonly verb: 'end-incident' }
  | { readonly verb: 'report-incident'; readonly text: string }
  | ({ readonly verb: 'propose-workaround'; readonly text: string } & WithFiles)
  | { readonly verb: 'dispatch' }
  | { readonly verb: 'arrive' }
  | { readonly verb: 'leave-site' }
  | { readonly verb: 'confirm-leave' }
  | { readonly verb: 'raise-tier'; readonly tier: number }
  | { readonly verb: 'set-level'; readonly level: string }
  | { readonly verb: 'set-outage'; readonly sinceAt?: Instant; readonly affectedPercent?: number }
  | { readonly verb: 'end-outage' }
  | ({ readonly verb: 'answer'; readonly text: string } & WithFiles)
  | { readonly verb: 'callback'; readonly callback: Callback }
  | { readonly verb: 'called-back'; readonly text: string }
  | { readonly verb: 'resolve'; readonly text: string }
  | { readonly verb: 'confirm' }
  /** `afterClose`: our people put down that the fix did not hold, though the customer had confirmed it. */
  | { readonly verb: 'reject-fix'; readonly text: string; readonly afterClose?: true }
  /** From 1 (bad) to 5 (good). */
  | { readonly verb: 'rate'; readonly score: number; readonly text: string }
  | { readonly verb: 'deliver'; readonly paper: string; readonly reply?: WrittenReply | undefined }
  | { readonly verb: 'accept-reply' }
  | { readonly verb: 'follow-up-done'; readonly text: string }
  | { readonly verb: 'request-part'; readonly text: string }
  | { readonly verb: 'deliver-part'; readonly text: string };

/** What came with the words. */
interface WithFiles {
  readonly files?: readonly SentFile[];
}

export type Verb = Step['verb'];

/** Who asks, as far as the rules care. */
export interface Actor {
  /** A person's key, or `customer`. */
  readonly key: string;
  readonly staff: boolean;
  readonly director: boolean;
  /** One of the managers; undefined: no. */
  readonly manager?: boolean;
  /** How a customer's person is called in their chat; undefined for staff, whom the book names. */
  readonly name?: string;
}
