import type { UnplacedWhy } from '../../chat/mail.ts';
import type { Instant } from '../../lib/instant.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { KitState } from '../matter/matter.ts';
import { createReminders } from '../matter/reminder.ts';
import type { MatterEntry, Progress } from '../matter/store.ts';

const REMINDERS = ['overdue'] as const;
export type LetterReminder = (typeof REMINDERS)[number];
export const letterReminders = createReminders<LetterReminder, UnplacedLetter, LetterEntry>('letter', REMINDERS);

/**
 * A mail that belongs to no case: it waits in the mailbox for its reader, who owes the answer. Only its sender and subject
 * are kept. The functions of this file decide; they read and write no database.
 */
export interface UnplacedLetter extends KitState<LetterReminder> {
  readonly ticketId: undefined;
  readonly status: 'open' | 'answered';
  readonly why: UnplacedWhy;
  readonly from: string;
  readonly title: string;
  /** Key of the person who owes the answer. */
  readonly reader: string;
}

export interface LetterEntry extends MatterEntry {
  readonly kind: `letter.${'arrived' | 'answered' | LetterReminder}`;
}

export type LetterProgress = Progress<UnplacedLetter, LetterEntry>;

/** A mail that belongs to no case arrives; the answer is owed until `overdue`. */
export function arriveLetter(
  given: Pick<UnplacedLetter, 'customer' | 'why' | 'from' | 'title' | 'reader'>,
  overdue: Instant,
  now: Instant,
): LetterProgress {
  const state: UnplacedLetter = {
    ...given,
    ticketId: undefined,
    status: 'open',
    entries: 0,
    at: { overdue },
    told: [],
  };
  return { state, added: [{ kind: 'letter.arrived', at: now, by: 'customer', data: {} }] };
}

/** A person of ours has answered it, or found that it needs no answer. Refused if that was said already. */
export function answerLetter(state: UnplacedLetter, by: string, at: Instant): Result<LetterProgress> {
  if (state.status !== 'open') return refuse('letter.already-answered');
  return accept({ state: { ...state, status: 'answered' }, added: [{ kind: 'letter.answered', at, by, data: {} }] });
}
