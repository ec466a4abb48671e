import type { Instant } from '../../lib/instant.ts';
import { type Refusal, refuse } from '../../lib/refusal.ts';
import type { HandedIn, Paper, PaperEntry, PaperProgress } from './paper.ts';

/** What becomes of a paper in people's hands: handed in, checked, approved where the book says so, archived (D16). */

/**
 * Why a paper that the policy tracks cannot be handed in; undefined: it is owed. `latest` is the last one of its kind
 * that was begun for the same ticket or customer.
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

/** It was handed in: the duty is over as long as nobody sends it back. */
export function deliverPaper(paper: Paper, handedIn: HandedIn): PaperProgress {
  const { by, at, parts, files } = handedIn;
  const data = { paper: paper.paper, parts, files: files.map(({ name }) => name) };
  return {
    state: { ...paper, status: 'delivered', owner: paper.owner ?? by, handedIn, refused: undefined },
    added: [{ kind: 'paper.delivered', at, by, data }],
  };
}

/** A paper that no policy asks for: there, to be checked like others. */
export function unaskedPaper(about: Pick<Paper, 'customer' | 'ticketId' | 'paper' | 'after'>, at: Instant): Paper {
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

/** What somebody does with a paper that was handed in. */
export type CheckStep =
  | { readonly verb: 'accept' }
  | { readonly verb: 'approve' }
  | { readonly verb: 'refuse'; readonly reason: string };

export interface Checker {
  readonly key: string;
  /** Whether they check papers on receipt. */
  readonly checks: boolean;
  /** Whether their approval is the one that the book asks for. */
  readonly approves: boolean;
  /** Whether somebody else could do either in their place. */
  readonly isAlone: boolean;
}

/** undefined: the step may be taken. Nobody checks what they handed in themselves where somebody else can. */
export function refusalOfCheck({ status, handedIn }: Paper, { verb }: CheckStep, by: Checker): Refusal | undefined {
  if (status !== 'delivered' && status !== 'accepted') return refuse(`paper.nothing-to-check.${status}`);
  const may = status === 'delivered' ? by.checks : by.approves;
  if (!may) return refuse(`paper.waits-for.${status === 'delivered' ? 'check' : 'approval'}`);
  if (verb === 'approve' && status === 'delivered') return refuse('paper.waits-for.check');
  if (verb === 'accept' && status === 'accepted') return refuse('paper.already-accepted');
  return handedIn?.by === by.key && !by.isAlone ? refuse('paper.own-check') : undefined;
}

/** What a paper is measured by when it is checked. */
export interface CheckTerms {
  readonly needsApproval: boolean;
  /** When it is due anew if it is sent back; undefined: nobody owes it any more. */
  readonly againDueAt: Instant | undefined;
}

export function checkPaper(paper: Paper, step: CheckStep, terms: CheckTerms, by: string, now: Instant): PaperProgress {
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
      const at = { ...paper.at, overdue: againDueAt };
      return { state: { ...paper, status: 'open', at, told: ['due'], refused }, added };
    }
  }
}
