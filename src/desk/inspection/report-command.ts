import { type Result, refuse } from '../../lib/refusal.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { readInput } from '../input.ts';
import { answerForm } from '../tell.ts';
import { actorOf } from '../ticket/asked-ticket.ts';
import { answerStep, reportWrittenFacts } from './answer.ts';
import { unnotedItems, unseenItems } from './checklist.ts';
import { type LoadedInspection, stepInspection } from './flow.ts';
import { reasonForm } from './form.ts';
import { lockAskedInspection, ReasonInput } from './input.ts';
import type { Step } from './step.ts';
import { itemNames } from './text.ts';

type Run = (ask: Ask, at: LoadedInspection) => Promise<Result<Answer>>;

/** The commands about the report (D14): deliver, sign, accept, refuse. */
export const reportCommands: readonly Command[] = [
  command('deliver-report', deliver),
  { ...command('sign', sign), for: 'everyone' },
  command('no-signature', (ask, at) => withReason(ask, at, 'no-signature')),
  command('countersign', countersign),
  command('accept-report', (ask, at) => stepAndAnswer(ask, at, { verb: 'accept-report' })),
  command('refuse-report', (ask, at) => withReason(ask, at, 'refuse-report')),
];

function command(verb: string, run: Run): Command {
  return {
    name: `inspection.${verb}`,
    for: 'staff',
    typed: undefined,
    async run(ask) {
      const found = await lockAskedInspection(ask);
      return found.ok ? run(ask, found.value) : found;
    },
  };
}

async function stepAndAnswer(ask: Ask, at: LoadedInspection, step: Step): Promise<Result<Answer>> {
  const stepped = await stepInspection(ask.turn, at, step, actorOf(ask));
  if (!stepped.ok) return stepped;
  // A signature is printed: the report is made again with it.
  const isSigned = step.verb === 'sign-report' || step.verb === 'countersign-report';
  return answerStep(ask, at.id, stepped.value, step.verb, isSigned ? reportWrittenFacts(at, 'signed') : []);
}

/**
 * Delivers the report. Refused if a checklist was begun and is incomplete, because the report is made from it. Without
 * a checklist the report was written on paper.
 */
async function deliver(ask: Ask, at: LoadedInspection): Promise<Result<Answer>> {
  const { language } = ask.asker;
  const { checklist } = at.state;
  const missing = checklist ? [...unseenItems(at.state, at.terms.rule), ...unnotedItems(at.state, at.terms.rule)] : [];
  if (missing.length > 0) return refuse('inspection.checklist-incomplete', { items: itemNames(missing, language) });
  const stepped = await stepInspection(ask.turn, at, { verb: 'deliver-inspection-report' }, actorOf(ask));
  if (!stepped.ok) return stepped;
  return answerStep(ask, at.id, stepped.value, 'deliver-inspection-report', reportWrittenFacts(at, 'final'));
}

/** The customer signs with a button; their name and the time are stored. */
async function sign(ask: Ask, at: LoadedInspection): Promise<Result<Answer>> {
  if (ask.asker.staff) return refuse('ticket.customer-only');
  return stepAndAnswer(ask, at, { verb: 'sign-report', name: ask.asker.name });
}

async function countersign(ask: Ask, at: LoadedInspection): Promise<Result<Answer>> {
  const { roles } = ask.asker;
  if (!roles.includes('manager') && !roles.includes('director')) return refuse('inspection.manager-only');
  return stepAndAnswer(ask, at, { verb: 'countersign-report' });
}

async function withReason(ask: Ask, at: LoadedInspection, verb: 'no-signature' | 'refuse-report') {
  const read = readInput(ReasonInput, ask.input);
  if (read.ok) return stepAndAnswer(ask, at, { verb, reason: read.value.reason });
  const isBlank = read.code === 'input.missing' && ask.input.sure !== 'yes';
  return isBlank ? answerForm(reasonForm(verb, at, ask.asker.language)) : read;
}
