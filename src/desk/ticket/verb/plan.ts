import { z } from 'zod';
import { accept, type Refusal, type Result, refuse } from '../../../lib/refusal.ts';
import type { Ask } from '../../desk.ts';
import { OptionalText, readInput } from '../../input.ts';
import { approversOf } from '../case/incident.ts';
import type { PlanApprover } from '../case/record.ts';
import { isDone, type Ticket } from '../case/ticket.ts';
import type { UpdateData } from '../case/update-data.ts';
import { andThen, readWords } from './read.ts';
import { type Case, MENU, type Offer, type OfferedOn, verb, WHILE_OPEN } from './verb.ts';
import { named, update, type Written, withPause, written } from './write.ts';

/** The repair plan: the director approves it, then the customer, as the policy says (D6, D24). */

export const submitPlan = verb<Written>({
  by: 'staff',
  during: WHILE_OPEN,
  words: { zh: ['提交方案'], en: ['plan'], topic: 'plan', takes: ['text'] },
  preview: 'moves',
  form: { fields: () => [{ kind: 'text', name: 'text', required: true, label: 'plan' }] },
  read: readWords,
  refuse: ({ ticket: { waitsForPlan } }) => waitsForPlan && refuse(`ticket.plan-waits.${waitsForPlan}`),
  entries: (at, words) =>
    withPause(at, update(at, 'submit-plan', { ...written(words), ...waitsFor(approversOf(at.ticket, at.terms)[0]) })),
  customerReads: isWithCustomer,
  offered: ({ facts, waitsForPlan }) => (facts.kind === 'fault' && !waitsForPlan ? MENU : undefined),
});

/** `plan`: the number of the plan on the pressed card (`PlanRecord`); left out: the plan that waits. */
interface PlanAnswer {
  readonly plan?: number;
}

export const approvePlan = verb<PlanAnswer>({
  by: 'both',
  during: WHILE_OPEN,
  words: { zh: ['同意方案'], en: ['approve'], topic: 'plan', takes: [] },
  read: (ask) => andThen(readAnswer(ask), ({ text: _, ...looked }) => accept(looked)),
  refuse: refusePlan,
  entries: (at) => withPause(at, update(at, 'approve-plan', { ...waitsFor(nextApprover(at)), ...decisionData(at) })),
  customerReads: isWithCustomer,
  offered: (ticket, card) => decisionButton(ticket, card, 'primary'),
});

export const rejectPlan = verb<PlanAnswer & { readonly text: string }>({
  by: 'both',
  during: WHILE_OPEN,
  words: { zh: ['退回方案'], en: ['reject-plan'], topic: 'plan', takes: ['text'] },
  preview: 'moves',
  form: { asksWhy: true, fields: () => [{ kind: 'text', name: 'text', label: 'reject-plan' }] },
  read: readAnswer,
  refuse: refusePlan,
  entries: (at, { text }) => withPause(at, update(at, 'reject-plan', { text, ...decisionData(at) })),
  offered: (ticket, card) => decisionButton(ticket, card, 'danger'),
});

const AnswerInput = z.object({ text: OptionalText, plan: z.coerce.number().int().positive().optional() });

function readAnswer({ input }: Ask): Result<PlanAnswer & { text: string }> {
  return andThen(readInput(AnswerInput, input), ({ text, plan }) =>
    accept(plan === undefined ? { text } : { text, plan }),
  );
}

/** Refuses an answer to another plan than the one that waits. */
function refusePlan({ ticket, by }: Case, { plan }: PlanAnswer): Refusal | undefined {
  if (!ticket.waitsForPlan) return refuse('ticket.no-plan');
  if (plan !== undefined && plan !== ticket.planRecord?.no) return refuse('ticket.plan-changed');
  const approves = ticket.waitsForPlan === 'director' ? by.director : !by.staff;
  return approves ? undefined : refuse(`ticket.plan-waits.${ticket.waitsForPlan}`);
}

function isWithCustomer({ waitsForPlan }: Ticket): boolean {
  return waitsForPlan === 'customer';
}

/** The approver after the present one; undefined: the plan is approved. */
function nextApprover({ ticket, terms }: Case): PlanApprover | undefined {
  const order = approversOf(ticket, terms);
  return ticket.waitsForPlan && order[order.indexOf(ticket.waitsForPlan) + 1];
}

function waitsFor(approver: PlanApprover | undefined): Pick<UpdateData, 'waitsFor'> {
  return approver === undefined ? {} : { waitsFor: approver };
}

/** For the log: who decided, and on which text. */
function decisionData(at: Case): UpdateData {
  const { plan } = at.ticket;
  return { ...(plan === undefined ? {} : { wording: plan }), ...named(at) };
}

/** The director decides on a card of their own or from the menu of the team's, the customer on theirs. */
function decisionButton(ticket: Ticket, { side }: OfferedOn, style: 'primary' | 'danger'): Offer | undefined {
  const { waitsForPlan, planRecord } = ticket;
  const isTheirs = waitsForPlan === (side === 'team' ? 'director' : 'customer');
  if (!isTheirs || (side === 'customer' && isDone(ticket))) return undefined;
  const args = planRecord ? { plan: String(planRecord.no) } : {};
  return { style, args };
}
