import { type Result, refuse } from '../../lib/refusal.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { readInput } from '../input.ts';
import { actorOf } from '../ticket/asked-ticket.ts';
import { done, showForm, writtenFacts } from './answer.ts';
import { unnotedItems, unseenItems } from './checklist.ts';
import { type InspectionAtHand, stepInspection } from './flow.ts';
import { reasonForm } from './form.ts';
import { ReasonInput, takeAskedInspection } from './input.ts';
import { itemNames } from './say.ts';
import type { Step } from './step.ts';

type Take = (ask: Ask, at: InspectionAtHand) => Promise<Result<Answer>>;

/** What becomes of the report (D14). */
export const reportCommands: readonly Command[] = [
  command('deliver-report', deliver),
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

/** A list that was begun is to be complete: the report is made of it. A report without one came on paper. */
async function deliver(ask: Ask, at: InspectionAtHand): Promise<Result<Answer>> {
  const { language } = ask.asker;
  const { checklist } = at.state;
  const missing = checklist ? [...unseenItems(at.state, at.terms.rule), ...unnotedItems(at.state, at.terms.rule)] : [];
  if (missing.length > 0) return refuse('inspection.checklist-incomplete', { items: itemNames(missing, language) });
  const taken = await stepInspection(ask.turn, at, { verb: 'deliver-inspection-report' }, actorOf(ask));
  if (!taken.ok) return taken;
  return done(ask, at.id, taken.value, 'deliver-inspection-report', writtenFacts(at, 'final'));
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
