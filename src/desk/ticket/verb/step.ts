import type { Instant } from '../../../lib/instant.ts';
import { accept, type Refusal, type Result, refuse } from '../../../lib/refusal.ts';
import type { Ask } from '../../desk.ts';
import type { Entry } from '../case/entry.ts';
import { applyEntry } from '../case/fold.ts';
import type { Terms } from '../case/terms.ts';
import type { Ticket } from '../case/ticket.ts';
import { catchUp, type Progress } from '../clock/lapse.ts';
import { type Step, type VerbName, verbOf } from './table.ts';
import type { Actor, Case } from './verb.ts';

/**
 * Decides on a person's step. What fell due before `now` happens first, at its own instant; then the step is carried
 * out or refused. A refused step adds no entries.
 */
export function decideStep(ticket: Ticket, step: Step, terms: Terms, by: Actor, now: Instant): Result<Progress> {
  const { verb, ...details } = step;
  const due = catchUp(ticket, terms, now, 'before');
  const at: Case = { ticket: due.ticket, terms, by, now };
  const refusal = refusalOf(verb, at, details);
  if (refusal) return refusal;
  const entries = verbOf(verb).entries(at, details);
  return accept({ ticket: entries.reduce(applyEntry, due.ticket), added: [...due.added, ...entries] });
}

/**
 * Why a verb's rules refuse it; undefined if they do not. Empty `details` ask about a button before anything is filled
 * in.
 */
export function refusalOf(name: VerbName, at: Case, details: object): Refusal | undefined {
  const verb = verbOf(name);
  const { ticket, by } = at;
  if (verb.by === 'customer' && by.staff) return refuse('ticket.customer-only');
  if (verb.by === 'staff' && !by.staff) return refuse('ticket.staff-only');
  const into = ticket.withdrawn?.into;
  if (!verb.during.includes(ticket.status) && into !== undefined)
    return refuse('ticket.goes-on', { other: `T-${into}` });
  if (!verb.during.includes(ticket.status))
    return refuse(ticket.status === 'open' ? 'ticket.not-resolved' : `ticket.already-${ticket.status}`);
  if (verb.of && verb.of !== ticket.facts.kind) return refuse(`ticket.${verb.of}s-only`);
  return verb.refuse?.(at, details);
}

/**
 * Reads the step that a verb and its input make. Refuses details that are missing, unknown or too long, naming the
 * field.
 */
export function readStep(name: VerbName, ask: Ask, terms: Terms): Result<Step> {
  const read = verbOf(name).read(ask, terms);
  return read.ok ? accept({ verb: name, ...read.value } as Step) : read;
}

/** The entries of a step, without checking whether it is refused: for previews. */
export function entriesOf({ verb, ...details }: Step, at: Case): Entry[] {
  return verbOf(verb).entries(at, details);
}
