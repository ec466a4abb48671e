import type { Instant } from '../../lib/instant.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { MatterEntry, MatterState, Progress } from '../matter/store.ts';
import type { TicketId } from '../ticket/case/ticket.ts';

/**
 * A handoff of open tickets (A6, D23): at a change of shift, or because their engineer has left the service book or
 * cannot be reached any more. The incoming person takes it with a button; if they do not in time, both and the escalation channel are told.
 */
export interface Handoff extends MatterState {
  readonly ticketId: undefined;
  /** `over`: the next handoff of the rotation came first, or nothing was left to take. */
  readonly status: 'open' | 'taken' | 'over';
  readonly rotation: string;
  /** Keys of the book's people; `from` may have left the book. */
  readonly from: string;
  readonly to: string;
  readonly why: HandoffReason;
  readonly at: Instant;
  /** When the incoming person's shift ends, as known at the handoff; undefined: not within a year. */
  readonly untilAt: Instant | undefined;
  /** The tickets that were handed over, the most urgent first. */
  readonly open: readonly TicketId[];
  /** When it is told that it was not taken; undefined: it was told. */
  readonly tellAt: Instant | undefined;
  readonly takenAt?: Instant;
}

/** `left`: the engineer of the tickets is no longer in the service book. `lost`: none of their chat accounts is left. */
export type HandoffReason = 'shift' | 'left' | 'lost';

export interface HandoffEntry extends MatterEntry {
  readonly kind: 'duty.handoff' | 'duty.taken' | 'duty.untaken' | 'duty.handoff-over';
}

export type HandoffProgress = Progress<Handoff, HandoffEntry>;

/** It belongs to no customer; `takenWithinMs` is the rotation's limit. */
export function beginHandoff(
  given: Pick<Handoff, 'rotation' | 'from' | 'to' | 'why' | 'at' | 'untilAt' | 'open'>,
  takenWithinMs: number,
): HandoffProgress {
  const state: Handoff = {
    customer: '',
    ticketId: undefined,
    status: 'open',
    ...given,
    tellAt: given.at + takenWithinMs,
  };
  return { state, added: [{ kind: 'duty.handoff', at: given.at, by: 'clock', data: {} }] };
}

/** Takes the tickets. Refused for anyone but the incoming person, and once it was taken or is over. */
export function takeHandoff(handoff: Handoff, by: string, now: Instant): Result<HandoffProgress> {
  if (handoff.status === 'taken') return refuse('handoff.taken-already', { by: handoff.to });
  if (handoff.status === 'over') return refuse('handoff.over');
  if (by !== handoff.to) return refuse('handoff.not-yours', { by: handoff.to });
  return accept({
    state: { ...handoff, status: 'taken', takenAt: now, tellAt: undefined },
    added: [{ kind: 'duty.taken', at: now, by, data: {} }],
  });
}

/** The deadline passed. `left`: the tickets that still wait for the incoming person; if there are none, it is over. */
export function lapseHandoff(handoff: Handoff, left: readonly TicketId[], now: Instant): HandoffProgress {
  if (left.length === 0) return endHandoff(handoff, now);
  return {
    state: { ...handoff, tellAt: undefined },
    added: [{ kind: 'duty.untaken', at: now, by: 'clock', data: { open: left } }],
  };
}

/** Ends a handoff that was not taken: another person has the bell, or nothing is left to take. */
export function endHandoff(handoff: Handoff, now: Instant): HandoffProgress {
  return {
    state: { ...handoff, status: 'over', tellAt: undefined },
    added: [{ kind: 'duty.handoff-over', at: now, by: 'clock', data: {} }],
  };
}
