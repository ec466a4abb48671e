import type { Instant } from '../../lib/instant.ts';
import { type Refusal, refuse } from '../../lib/refusal.ts';
import type { Signer } from './layout.ts';
import type { HandedIn, Paper, PaperEntry, PaperProgress } from './paper.ts';
import { isUnsigned, type Signature } from './signature.ts';

/**
 * Decisions on a paper that is handed in (D16): it is delivered, checked, approved if the book asks for that, and
 * archived; or refused and owed again.
 */

/**
 * Why a tracked paper cannot be handed in; undefined: it is owed. `latest` is the latest paper of its kind for the same
 * ticket or customer.
 */
export function refusalOfDelivery(latest: Paper | undefined, paper: string): Refusal | undefined {
  switch (latest?.status) {
    case 'open':
      return undefined;
    case 'delivered':
    case 'accepted':
    case 'archived':
      return refuse('paper.already-delivered', { paper });
    case 'running':
    case 'withdrawn':
    case 'refused':
    case undefined:
      return refuse('paper.not-owed', { paper });
  }
}

/** The paper was handed in, signed or not; it is owed again only if it is refused. */
export function deliverPaper(paper: Paper, handedIn: HandedIn, signatures: readonly Signature[] = []): PaperProgress {
  const { by, at, parts, files } = handedIn;
  const data = { paper: paper.paper, parts, files: files.map(({ name }) => name) };
  return {
    state: { ...paper, status: 'delivered', owner: paper.owner ?? by, handedIn, signatures, refused: undefined },
    added: [{ kind: 'paper.delivered', at, by, data }],
  };
}

/** A paper that the policy does not track: it was never owed, but is checked like others. */
export function untrackedPaper(about: Pick<Paper, 'customer' | 'ticketId' | 'paper' | 'after'>, at: Instant): Paper {
  return {
    ...about,
    status: 'refused',
    month: undefined,
    begunAt: at,
    at: { due: at, overdue: at },
    told: [],
    owner: undefined,
    handedIn: undefined,
    refused: undefined,
  };
}

/** Why a person may not sign the paper now on the line `who`; undefined: they may. */
export function refusalOfSignature({ status, handedIn, signatures }: Paper, who: Signer | undefined) {
  const isThere = status === 'delivered' || status === 'accepted' || status === 'archived';
  if (!isThere) return refuse('paper.nothing-to-sign');
  // Only a paper that was written here is printed again with its signatures.
  if (who === undefined || Object.keys(handedIn?.parts ?? {}).length === 0) return refuse('paper.no-line');
  return isUnsigned(signatures, who) ? undefined : refuse('paper.already-signed');
}

/** The paper with one more signature. Whether it may be signed: `refusalOfSignature`. */
export function signPaper(paper: Paper, signature: Signature): PaperProgress {
  const { who, by, name, at } = signature;
  return {
    state: { ...paper, signatures: [...(paper.signatures ?? []), signature] },
    added: [{ kind: 'paper.signed', at, by, data: { paper: paper.paper, who, name } }],
  };
}

/** A step in checking a paper. */
export type CheckStep =
  | { readonly verb: 'accept' }
  | { readonly verb: 'approve' }
  | { readonly verb: 'refuse'; readonly reason: string };

/** A person, and what the book lets them do with a paper that was handed in. */
export interface Checker {
  readonly key: string;
  /** Whether they may check papers. */
  readonly checks: boolean;
  /** Whether they may give the approval that the book asks for. */
  readonly approves: boolean;
  /** Whether there is no colleague who could check or approve instead. */
  readonly isAlone: boolean;
}

/** Why the step is not allowed; undefined: it is. People do not check their own paper if a colleague can. */
export function refusalOfCheck({ status, handedIn }: Paper, { verb }: CheckStep, by: Checker): Refusal | undefined {
  if (status !== 'delivered' && status !== 'accepted') return refuse(`paper.nothing-to-check.${status}`);
  const may = status === 'delivered' ? by.checks : by.approves;
  if (!may) return refuse(`paper.waits-for.${status === 'delivered' ? 'check' : 'approval'}`);
  if (verb === 'approve' && status === 'delivered') return refuse('paper.waits-for.check');
  if (verb === 'accept' && status === 'accepted') return refuse('paper.already-accepted');
  return handedIn?.by === by.key && !by.isAlone ? refuse('paper.own-check') : undefined;
}

/** The rules of the book that a check needs. */
export interface CheckTerms {
  readonly needsApproval: boolean;
  /** When the paper is due again if it is refused; undefined: it is not owed any more. */
  readonly againDueAt: Instant | 'without limit' | undefined;
}

/** The paper after a step of checking it. Whether the step is allowed: `refusalOfCheck`. */
export function decideCheck(paper: Paper, step: CheckStep, terms: CheckTerms, by: string, now: Instant): PaperProgress {
  const entry = (kind: PaperEntry['kind'], data: object = {}): PaperEntry => ({
    kind,
    at: now,
    by,
    data: { paper: paper.paper, ...data },
  });
  switch (step.verb) {
    case 'accept':
      return {
        state: { ...paper, status: terms.needsApproval ? 'accepted' : 'archived' },
        added: [entry('paper.accepted')],
      };
    case 'approve':
      return { state: { ...paper, status: 'archived' }, added: [entry('paper.approved')] };
    case 'refuse': {
      const refused = { by, reason: step.reason };
      const added = [entry('paper.refused', { reason: step.reason })];
      const { againDueAt } = terms;
      if (againDueAt === undefined) return { state: { ...paper, status: 'refused', refused }, added };
      const at = againDueAt === 'without limit' ? paper.at : { ...paper.at, overdue: againDueAt };
      return { state: { ...paper, status: 'open', at, told: ['due'], refused }, added };
    }
  }
}
