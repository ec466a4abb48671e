import { z } from 'zod';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { findCustomer, policyOf } from '../contract/contract.ts';
import type { Answer, Ask, Command, Fact } from '../desk.ts';
import { readInput, Text } from '../input.ts';
import { tell } from '../tell.ts';
import { actorOf, takeAsked } from '../ticket/asked.ts';
import { findLevelKey } from '../ticket/names.ts';
import {
  enterInspection,
  giveTicketFeedback,
  type InspectionAtHand,
  recordFinding,
  stepInspection,
  takeInspection,
} from './flow.ts';
import { numberOf, parseInspectionNumber } from './names.ts';
import type { Step } from './step.ts';

/** What can be asked about inspections. */
export const inspectionCommands: readonly Command[] = [
  { name: 'inspection.plan', for: 'staff', typed: undefined, run: plan },
  { name: 'inspection.reconfirm', for: 'everyone', typed: undefined, run: (ask) => dated(ask, 'reconfirm-inspection') },
  { name: 'inspection.cancel', for: 'everyone', typed: undefined, run: (ask) => dated(ask, 'cancel-inspection') },
  { name: 'inspection.move', for: 'everyone', typed: undefined, run: move },
  { name: 'inspection.record-finding', for: 'staff', typed: undefined, run: finding },
  {
    name: 'inspection.finish',
    for: 'staff',
    typed: undefined,
    run: (ask) => withAsked(ask, (at) => take(ask, at, { verb: 'finish-inspection' })),
  },
  {
    name: 'inspection.deliver-report',
    for: 'staff',
    typed: undefined,
    run: (ask) => withAsked(ask, (at) => take(ask, at, { verb: 'deliver-inspection-report' })),
  },
  { name: 'inspection.feedback', for: 'staff', typed: undefined, run: feedback },
];

const CivilDate = z.iso.date();
const NumberInput = z.object({ inspection: z.string().default('') });
const PlanInput = z.object({ customer: z.string().min(1), site: z.string().default(''), date: CivilDate });
const DatedInput = z.object({ was: CivilDate.optional() });
const MoveInput = DatedInput.extend({ date: CivilDate });
const FindingInput = z.object({ text: Text, level: z.string().default('') });

async function plan(ask: Ask): Promise<Result<Answer>> {
  const read = readInput(PlanInput, ask.input);
  if (!read.ok) return read;
  const { customer, date } = read.value;
  const found = findCustomer(ask.book, customer);
  if (!found) return refuse('ticket.customer-unknown');
  const site = read.value.site || (found.sites[0]?.key ?? '');
  const entered = await enterInspection(ask.turn, ask.book, { customer, site, date }, actorOf(ask));
  if (!entered.ok) return entered;
  const { id } = entered.value;
  return done(ask, id, 'inspection.plan', [{ kind: 'inspection.planned', inspectionId: id }]);
}

/** The inspection that an ask names. Whose it is not, for them it is not there. */
async function withAsked(ask: Ask, run: (at: InspectionAtHand) => Promise<Result<Answer>>): Promise<Result<Answer>> {
  const read = readInput(NumberInput, ask.input);
  if (!read.ok) return read;
  const { inspection } = read.value;
  if (inspection === '') return refuse('input.missing', { field: 'inspection' });
  const id = parseInspectionNumber(inspection);
  const at = id === undefined ? undefined : await takeInspection(ask.turn, id);
  const isTheirs = at && (ask.asker.staff || ask.asker.customer === at.state.customer);
  return isTheirs
    ? run(at)
    : refuse('inspection.not-found', { inspection: id === undefined ? inspection : numberOf(id) });
}

async function take(ask: Ask, at: InspectionAtHand, step: Step): Promise<Result<Answer>> {
  const taken = await stepInspection(ask.turn, at, step, actorOf(ask));
  return taken.ok ? done(ask, at.id, step.verb) : taken;
}

function dated(ask: Ask, verb: 'reconfirm-inspection' | 'cancel-inspection'): Promise<Result<Answer>> {
  return withAsked(ask, async (at) => {
    const read = readInput(DatedInput, ask.input);
    return read.ok ? take(ask, at, { verb, ...wasOf(read.value) }) : read;
  });
}

function move(ask: Ask): Promise<Result<Answer>> {
  return withAsked(ask, async (at) => {
    const read = readInput(MoveInput, ask.input);
    if (!read.ok) return read;
    return take(ask, at, { verb: 'move-inspection', date: read.value.date, ...wasOf(read.value) });
  });
}

function wasOf({ was }: z.infer<typeof DatedInput>): { was?: string } {
  return was === undefined ? {} : { was };
}

function finding(ask: Ask): Promise<Result<Answer>> {
  return withAsked(ask, async (at) => {
    const read = readInput(FindingInput, ask.input);
    if (!read.ok) return read;
    const { text, level } = read.value;
    const policy = policyOf(ask.book, at.state.customer);
    const asked = { text, level: level === '' ? undefined : (findLevelKey(policy, level) ?? level), item: undefined };
    const recorded = await recordFinding(ask.turn, at, asked, actorOf(ask));
    return recorded.ok ? done(ask, at.id, 'record-finding', recorded.value.facts) : recorded;
  });
}

/** Given on a finding's ticket, or on the inspection for all that was solved. */
async function feedback(ask: Ask): Promise<Result<Answer>> {
  if (ask.input.inspection !== undefined) return withAsked(ask, (at) => take(ask, at, { verb: 'deliver' }));
  const found = await takeAsked(ask);
  if (!found.ok) return found;
  const given = await giveTicketFeedback(ask.turn, found.value, actorOf(ask));
  return given.ok ? accept({ replies: [], facts: given.value }) : given;
}

/** Words get words; a press or a form shows on the card. */
function done(ask: Ask, id: number, what: string, facts: readonly Fact[] = []): Result<Answer> {
  if (ask.by !== 'words') return accept({ replies: [], facts });
  return tell(ask, `reply.inspection.${what}`, { inspection: numberOf(id) }, facts);
}
