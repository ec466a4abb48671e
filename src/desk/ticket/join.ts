import { accept, type Result } from '../../lib/refusal.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import type { Entry } from './case/entry.ts';
import type { LoadedTicket } from './case/loaded.ts';
import { handOn } from './case/take-back.ts';
import { stepTicket } from './flow.ts';
import { listEntries, moveReport } from './store.ts';
import type { TakenIn } from './verb/join.ts';
import { decideStep } from './verb/step.ts';
import type { Step } from './verb/table.ts';
import type { Actor } from './verb/verb.ts';
import { wordsIn } from './view/entry-words.ts';
import { toldEntries } from './view/log-card.ts';
import type { Merging } from './view/preview-merge.ts';

/** The steps that take two tickets: `duplicate` and `merge`. */
export type JoinStep = Extract<Step, { verb: 'duplicate' | 'merge' }>;

export function isJoin(step: Step): step is JoinStep {
  return step.verb === 'duplicate' || step.verb === 'merge';
}

/**
 * Carries out a duplicate or a merge: `at` is taken back, the work goes on in `into`. Both are locked. Refused where the
 * rules of one of the two steps refuse it; then nothing has changed.
 */
export async function joinTickets(
  turn: DeskTurn,
  at: LoadedTicket,
  into: LoadedTicket,
  step: JoinStep,
  by: Actor,
): Promise<Result<readonly Fact[]>> {
  const answering = await answeringStep(turn, at, into, step);
  const possible = decideStep(into.stored.ticket, answering, into.terms, by, turn.now);
  if (!possible.ok) return possible;
  const ended = await stepTicket(turn, at, step, by);
  if (!ended.ok) return ended;
  const goesOn = await stepTicket(turn, into, answering, by);
  if (!goesOn.ok) return goesOn;
  // A month's summary counts a ticket by its report.
  if (goesOn.value.ticket.reportedAt !== into.stored.ticket.reportedAt)
    await moveReport(turn.tx, into.stored.id, goesOn.value.ticket.reportedAt);
  return accept([...ended.value.facts, ...goesOn.value.facts]);
}

/** What a merge would do to the ticket that goes on. Refused where one of the two steps would be refused. */
export async function previewJoin(
  turn: DeskTurn,
  at: LoadedTicket,
  into: LoadedTicket,
  by: Actor,
): Promise<Result<Merging>> {
  const ended = decideStep(at.stored.ticket, { verb: 'merge', other: into.stored.id }, at.terms, by, turn.now);
  if (!ended.ok) return ended;
  const taken = await takenIn(turn, at, into);
  const goesOn = decideStep(into.stored.ticket, { verb: 'take-in', ...taken }, into.terms, by, turn.now);
  return goesOn.ok ? accept({ before: into.stored.ticket, after: goesOn.value.ticket, taken }) : goesOn;
}

/** The step of the ticket that goes on. */
async function answeringStep(turn: DeskTurn, at: LoadedTicket, into: LoadedTicket, { verb }: JoinStep): Promise<Step> {
  const { callback } = at.stored.ticket;
  if (verb === 'duplicate') return { verb: 'has-duplicate', other: at.stored.id, ...(callback ? { callback } : {}) };
  return { verb: 'take-in', ...(await takenIn(turn, at, into)) };
}

async function takenIn(turn: DeskTurn, { stored }: LoadedTicket, into: LoadedTicket): Promise<TakenIn> {
  const entries = await listEntries(turn.tx, stored.id);
  const told = new Set(toldEntries(entries));
  return {
    other: stored.id,
    handed: handOn(stored.ticket, into.stored.ticket),
    words: entries.filter(hasWords).map((entry) => ({ entry, told: told.has(entry) })),
  };
}

/** Whether an entry is worth keeping elsewhere: the report, and what people wrote or sent. */
function hasWords(entry: Entry): boolean {
  if (entry.kind === 'ticket.opened' || wordsIn(entry) !== '') return true;
  if (entry.kind !== 'ticket.updated') return false;
  return (entry.data.files ?? []).length + (entry.data.attached ?? []).length > 0;
}
