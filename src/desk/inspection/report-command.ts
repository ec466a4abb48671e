import { type Result, refuse } from '../../lib/refusal.ts';
import { findLevel, policyOf } from '../contract/contract.ts';
import type { BookPolicy } from '../contract/schema.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { readInput } from '../input.ts';
import { actorOf } from '../ticket/asked.ts';
import { done, showForm } from './answer.ts';
import { type InspectionAtHand, stepInspection } from './flow.ts';
import { checklistForm, PAGE, reasonForm } from './form.ts';
import { ChecklistInput, ReasonInput, takeAskedInspection } from './input.ts';
import type { Step } from './step.ts';

type Take = (ask: Ask, at: InspectionAtHand) => Promise<Result<Answer>>;

/** The checklist on site, and what becomes of the report (D12, D14). */
export const reportCommands: readonly Command[] = [
  command('check', check),
  command('deliver-report', (ask, at) => take(ask, at, { verb: 'deliver-inspection-report' })),
  { ...command('sign', sign), for: 'everyone' },
  command('no-signature', (ask, at) => withReason(ask, at, 'no-signature')),
  command('countersign', countersign),
  command('accept-report', (ask, at) => take(ask, at, { verb: 'accept-report' })),
  command('refuse-report', (ask, at) => withReason(ask, at, 'refuse-report')),
];

function command(verb: string, run: Take): Command {
  return {
    name: `inspection.${verb}`,
    for: 'staff',
    typed: undefined,
    async run(ask) {
      const found = await takeAskedInspection(ask);
      return found.ok ? run(ask, found.value) : found;
    },
  };
}

async function take(ask: Ask, at: InspectionAtHand, step: Step): Promise<Result<Answer>> {
  const taken = await stepInspection(ask.turn, at, step, actorOf(ask));
  return taken.ok ? done(ask, at.id, taken.value, step.verb) : taken;
}

/** The customer's tap is the signature: their name and the time. */
async function sign(ask: Ask, at: InspectionAtHand): Promise<Result<Answer>> {
  if (ask.asker.staff) return refuse('ticket.customer-only');
  return take(ask, at, { verb: 'sign-report', name: ask.asker.name });
}

async function countersign(ask: Ask, at: InspectionAtHand): Promise<Result<Answer>> {
  const { roles } = ask.asker;
  if (!roles.includes('manager') && !roles.includes('director')) return refuse('inspection.manager-only');
  return take(ask, at, { verb: 'countersign-report' });
}

async function withReason(ask: Ask, at: InspectionAtHand, verb: 'no-signature' | 'refuse-report') {
  const read = readInput(ReasonInput, ask.input);
  if (read.ok) return take(ask, at, { verb, reason: read.value.reason });
  const isBlank = read.code === 'input.missing' && ask.input.sure !== 'yes';
  return isBlank ? showForm(reasonForm(verb, at, ask.asker.language)) : read;
}

/** Page by page: what was marked is kept, and the next page comes; a list that is filled in half stays so. */
async function check(ask: Ask, at: InspectionAtHand): Promise<Result<Answer>> {
  const policy = policyOf(ask.book, at.state.customer);
  const read = readInput(ChecklistInput, ask.input);
  if (!read.ok) return read;
  const { page, note } = read.value;
  const { language } = ask.asker;
  if (ask.input.sure !== 'yes') return showForm(checklistForm(at, policy, 0, language));
  const { checklist: items } = at.terms.rule;
  const { checklist } = at.state;
  const isLast = (page + 1) * PAGE >= items.length;
  const marks = { ...checklist?.marks, ...marksOf(ask, items, policy) };
  const step: Step = { verb: 'check-inspection', marks, note: isLast ? note : (checklist?.note ?? '') };
  const checked = await stepInspection(ask.turn, at, step, actorOf(ask));
  if (!checked.ok) return checked;
  if (isLast) return done(ask, at.id, checked.value, step.verb);
  return showForm(checklistForm({ ...at, state: checked.value }, policy, page + 1, language));
}

/** What was chosen of the items; what is none of the choices was not chosen. */
function marksOf({ input }: Ask, items: readonly { key: string }[], policy: BookPolicy): Record<string, string> {
  const chosen = items.flatMap(({ key }): [string, string][] => {
    const mark = input[`item-${key}`];
    if (mark === undefined || mark === '') return [];
    const isMark = mark === 'ok' || mark === 'na' || findLevel(policy, mark) !== undefined;
    return isMark ? [[key, mark]] : [];
  });
  return Object.fromEntries(chosen);
}
