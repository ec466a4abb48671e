import { z } from 'zod';
import { accept, type Refusal, type Result, refuse } from '../../../lib/refusal.ts';
import type { Ask } from '../../desk.ts';
import { OptionalText, readInput, Text } from '../../input.ts';
import type { Entry } from '../case/entry.ts';
import { owesRepair } from '../case/fix.ts';
import { applyEntry } from '../case/fold.ts';
import { FIXES, type FixHow } from '../case/record.ts';
import type { Ticket } from '../case/ticket.ts';
import { passedTier, passedWarnings } from '../clock/lapse.ts';
import { lateEntries } from '../clock/level.ts';
import { isUnanswered } from './answer.ts';
import { andThen, readNothing } from './read.ts';
import { undoUntil } from './undo-until.ts';
import { ALWAYS, type AskedField, type Case, MENU, type NoDetails, verb, WHILE_OPEN } from './verb.ts';
import { stamp, update } from './write.ts';

/** The fix of a ticket: resolving it, taking a mistaken resolve back, and the final repair after a workaround. */

interface Fixed {
  /** What was done; empty if it was not said. */
  readonly text: string;
  /** Why the fault was there. Left out or empty: it was not said. */
  readonly cause?: string;
  readonly fix?: FixHow;
}

const FixInput = z.object({
  text: OptionalText,
  cause: OptionalText,
  fix: z.union([z.literal(''), z.enum(FIXES)]).default(''),
});

export const resolve = verb<Fixed>({
  by: 'staff',
  during: WHILE_OPEN,
  words: { zh: ['修复', '解决'], en: ['resolve'], isCommon: true, takes: ['text'] },
  form: {
    asksWhy: true,
    fields: ({ ticket: { facts } }) => (facts.kind === 'fault' ? [...HOW, DONE, CAUSE] : [DONE]),
  },
  read: readFix,
  entries: (at, { text, cause = '', fix }) => [
    {
      ...stamp(at),
      kind: 'ticket.resolved',
      data: { text, ...(cause === '' ? {} : { cause }), ...(fix === undefined ? {} : { fix }) },
    },
  ],
  offered: (ticket) => (isUnanswered(ticket) ? undefined : MENU),
});

const HOW: readonly AskedField[] = [
  {
    kind: 'choice',
    name: 'fix',
    required: true,
    options: FIXES.map((value) => ({ value, label: `fix.${value}` as const })),
  },
];
const DONE: AskedField = { kind: 'text', name: 'text', required: true, label: 'resolve' };
const CAUSE: AskedField = { kind: 'text', name: 'cause', label: 'fix-cause' };

function readFix({ input }: Ask): Result<Fixed> {
  return andThen(readInput(FixInput, input), ({ text, cause, fix }) =>
    accept({ text, ...(cause === '' ? {} : { cause }), ...(fix === '' ? {} : { fix }) }),
  );
}

export const undoResolve = verb<NoDetails>({
  by: 'staff',
  during: ['resolved'],
  words: { zh: ['撤回修复'], en: ['unresolve'], takes: [] },
  read: readNothing,
  refuse: refuseUndo,
  entries: undoEntries,
  customerReads: () => true,
  offered: ({ fix, beforeFix }, { policy, calendars, now }) =>
    fix && beforeFix && now <= undoUntil(fix.at, policy, calendars)
      ? { confirm: 'button.undo-resolve.confirm' }
      : undefined,
});

function refuseUndo({ ticket: { fix, beforeFix }, terms, by, now }: Case): Refusal | undefined {
  const { policy, calendars } = terms;
  if (!fix || !beforeFix || now > undoUntil(fix.at, policy, calendars))
    return refuse('ticket.undo-resolve-too-late', { within: policy.undoWithin });
  return fix.by === by.key ? undefined : refuse('ticket.resolved-by-other', { by: fix.by });
}

/**
 * A resolve that was taken back never stopped a clock: what would have happened meanwhile happens now. Those are
 * warnings, broken promises, and the highest tier whose line passed.
 */
function undoEntries(at: Case): Entry[] {
  const { ticket, terms, now } = at;
  const undone = update(at, 'undo-resolve');
  const open = applyEntry(ticket, undone);
  const since = ticket.fix?.at ?? now;
  const warned = passedWarnings(open, terms, since, now);
  const late = lateEntries(warned.reduce(applyEntry, open), terms, now, 'undo');
  const tiers = passedTier([...warned, ...late].reduce(applyEntry, open), terms, now, since);
  return [undone, ...warned, ...late, ...tiers];
}

const RepairInput = z.object({ text: Text, cause: OptionalText });

/** The final repair after a workaround. It may come after the customer has confirmed that the workaround holds. */
export const finalRepair = verb<{ text: string; cause: string }>({
  by: 'staff',
  during: ALWAYS,
  words: { zh: ['最终修复'], en: ['repaired'], takes: ['text'] },
  form: {
    fields: ({ ticket }) => [{ kind: 'text', name: 'text', required: true, label: 'final-repair' }, causeOf(ticket)],
  },
  read: ({ input }) => readInput(RepairInput, input),
  refuse: ({ ticket }) => (owesRepair(ticket) ? undefined : refuse('ticket.no-repair-owed')),
  entries: (at, { text, cause }) => [update(at, 'final-repair', { text, ...(cause === '' ? {} : { cause }) })],
  customerReads: () => true,
  offered: (ticket) => (owesRepair(ticket) ? MENU : undefined),
});

function causeOf({ fix }: Ticket): AskedField {
  return { ...CAUSE, initial: fix?.cause ?? '' };
}
